package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.wallet.store.balance.BalanceQueries;
import java.util.List;

/**
 * Balances of accounts.
 *
 * @param view view of the balances, for callers who want to see their own writes
 */
public record AccountBalances(BalanceQueries queries, ConsistentView view) {

    void await(OperationCall call) {
        view.await(call);
    }

    List<BalanceQueries.Held> of(AccountId account) {
        return queries.of(account).balances();
    }
}
