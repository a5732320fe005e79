package com.flowex.wallet.store.balance;

import com.flowex.orderentry.read.ConsistentView;

/**
 * Balances as one caller has to see them.
 *
 * @param view waits until the view shows the caller's own writes
 */
public record CurrentBalances(BalanceQueries queries, ConsistentView view) {}
