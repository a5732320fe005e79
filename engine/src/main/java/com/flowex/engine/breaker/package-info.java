/**
 * How far prices may move: the band around a reference, and the window of a market's circuit breaker.
 *
 * <p>Invariant: nothing here overflows, whatever the price.
 */
@NullMarked
package com.flowex.engine.breaker;

import org.jspecify.annotations.NullMarked;
