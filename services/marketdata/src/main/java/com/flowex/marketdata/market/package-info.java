/**
 * Public state of one market: listing, book, tape and candles, reduced from events.
 *
 * <p>Invariant: applying a whole log gives the same as loading the state stored at any point and applying the rest.
 */
@NullMarked
package com.flowex.marketdata.market;

import org.jspecify.annotations.NullMarked;
