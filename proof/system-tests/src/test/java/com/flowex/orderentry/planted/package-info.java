/** Planted violations. */
@NullMarked
package com.flowex.orderentry.planted;

import org.jspecify.annotations.NullMarked;
