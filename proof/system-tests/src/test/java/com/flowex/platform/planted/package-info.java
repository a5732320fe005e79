/** Planted violations. */
@NullMarked
package com.flowex.platform.planted;

import org.jspecify.annotations.NullMarked;
