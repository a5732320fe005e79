/**
 * Looks at the levels of accounts that owe, margin calls, and liquidations.
 *
 * <p>Invariant: the next step of a liquidation follows from the account's balances and debts, so a step that is repeated
 * changes nothing, and a liquidation goes on after a restart where it was.
 */
@NullMarked
package com.flowex.engine.liquidation;

import org.jspecify.annotations.NullMarked;
