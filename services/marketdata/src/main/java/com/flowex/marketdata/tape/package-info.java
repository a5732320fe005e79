/**
 * The latest public trades of a market.
 *
 * <p>Invariant: a reader of the tape misses no trade without being told so.
 */
@NullMarked
package com.flowex.marketdata.tape;

import org.jspecify.annotations.NullMarked;
