/**
 * What is computed of markets when somebody asks: figures of any window, volume by price, the book over time, movers.
 *
 * <p>Invariant: an answer names the window that it is of, and is what the trades of that window give.
 */
@NullMarked
package com.flowex.marketdata.statistics;

import org.jspecify.annotations.NullMarked;
