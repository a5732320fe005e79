/** Planted violations. */
@NullMarked
package com.flowex.platform.refusal.planted;

import org.jspecify.annotations.NullMarked;
