/**
 * Positions: the sums of an account's fills.
 *
 * <p>Invariant: whole numbers only; the same fills in the same order give the same position.
 */
@NullMarked
package com.flowex.trading.position;

import org.jspecify.annotations.NullMarked;
