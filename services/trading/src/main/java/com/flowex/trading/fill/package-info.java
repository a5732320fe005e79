/**
 * The caller's part in trades.
 *
 * <p>Invariant: a fill is written once and never changes.
 */
@NullMarked
package com.flowex.trading.fill;

import org.jspecify.annotations.NullMarked;
