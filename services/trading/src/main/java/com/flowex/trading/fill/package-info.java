/**
 * Fills: the caller's sides of trades.
 *
 * <p>Invariant: a fill is written once and never changes.
 */
@NullMarked
package com.flowex.trading.fill;

import org.jspecify.annotations.NullMarked;
