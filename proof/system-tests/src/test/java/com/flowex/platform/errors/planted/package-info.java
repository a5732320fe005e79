/** Planted violations. */
@NullMarked
package com.flowex.platform.errors.planted;

import org.jspecify.annotations.NullMarked;
