/**
 * Latest public trades of a market.
 *
 * <p>Invariant: a reader that misses a trade of the tape notices it.
 */
@NullMarked
package com.flowex.marketdata.tape;

import org.jspecify.annotations.NullMarked;
