/**
 * Figures of markets that are computed on request: figures of any window, volume by price, the book over time, movers.
 *
 * <p>Invariant: an answer names its window and agrees with the trades of that window.
 */
@NullMarked
package com.flowex.marketdata.statistics;

import org.jspecify.annotations.NullMarked;
