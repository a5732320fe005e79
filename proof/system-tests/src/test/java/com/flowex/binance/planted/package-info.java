/** Planted violations. */
@NullMarked
package com.flowex.binance.planted;

import org.jspecify.annotations.NullMarked;
