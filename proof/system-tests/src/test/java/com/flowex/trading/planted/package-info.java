/** Planted violations. */
@NullMarked
package com.flowex.trading.planted;

import org.jspecify.annotations.NullMarked;
