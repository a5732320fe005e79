/**
 * Public state of the markets, reduced from events: listing, book, tape and candles, in memory and in the tables.
 *
 * <p>Invariant: applying a whole log gives the same as loading the state stored at any point and applying the rest. A
 * reader that misses a trade of the tape notices it.
 */
@NullMarked
package com.flowex.marketdata.view;

import org.jspecify.annotations.NullMarked;
