/** Planted violations. */
@NullMarked
package com.flowex.ground.refusal.planted;

import org.jspecify.annotations.NullMarked;
