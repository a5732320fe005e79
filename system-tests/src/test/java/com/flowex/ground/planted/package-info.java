/** Planted violations. */
@NullMarked
package com.flowex.ground.planted;

import org.jspecify.annotations.NullMarked;
