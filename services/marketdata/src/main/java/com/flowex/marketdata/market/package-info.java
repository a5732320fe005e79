/**
 * One market as the world sees it: listing, book, tape and candles together, folded from events.
 *
 * <p>Invariant: the fold of a whole log equals what was stored at any point plus the fold of the rest.
 */
@NullMarked
package com.flowex.marketdata.market;

import org.jspecify.annotations.NullMarked;
