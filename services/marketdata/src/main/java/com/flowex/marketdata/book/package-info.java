/**
 * What rests at which price: the live book of a market and its published window.
 *
 * <p>Invariant: a level's quantity is positive; what is published never changes after it was published.
 */
@NullMarked
package com.flowex.marketdata.book;

import org.jspecify.annotations.NullMarked;
