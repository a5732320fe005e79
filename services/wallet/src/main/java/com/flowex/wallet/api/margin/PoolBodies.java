package com.flowex.wallet.api.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.wallet.app.margin.AccountRates;
import com.flowex.wallet.app.margin.IndexStates.TenantQuotes;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.store.margin.LendingPool;
import java.util.List;

/** Bodies of lending pools, with the rates that a caller's own account would pay. */
record PoolBodies(MarginAccounts accounts) {

    List<PoolBody> of(AccountId caller, List<LendingPool> pools) {
        TenantQuotes quotes = accounts.indexes().of(caller.tenant());
        AccountRates rates = accounts.rates(caller, pools);
        return pools.stream()
                .map(pool -> PoolBody.of(pool, quotes, rates.of(pool), accounts.directory()::asset))
                .toList();
    }

    PoolBody of(AccountId caller, LendingPool pool) {
        return of(caller, List.of(pool)).getFirst();
    }
}
