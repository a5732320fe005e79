/** Streams of markets: tests. */
@NullMarked
package com.flowex.binance.stream;

import org.jspecify.annotations.NullMarked;
