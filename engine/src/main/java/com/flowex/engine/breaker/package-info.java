/**
 * How far prices may move before a market is halted: the window of its circuit breaker.
 *
 * <p>Invariant: nothing here overflows, whatever the price.
 */
@NullMarked
package com.flowex.engine.breaker;

import org.jspecify.annotations.NullMarked;
