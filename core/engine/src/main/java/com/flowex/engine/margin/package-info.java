/**
 * Debts, index prices and the value of collateral: tables and pure functions, without the rules that use them.
 *
 * <p>Invariant: the units that a pool has lent are the sum of the debts in its asset, and its interest is the sum of
 * theirs.
 */
@NullMarked
package com.flowex.engine.margin;

import org.jspecify.annotations.NullMarked;
