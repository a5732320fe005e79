package com.flowex.wallet.app.margin;

import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.store.margin.MarginQueries;

/** Assessments of accounts, as of the view's position and the present quotes. */
public record MarginAccounts(MarginQueries queries, IndexStates indexes, InstrumentDirectory directory) {

    public MarginAssessment of(AccountId account) {
        IndexStates.TenantQuotes quotes = indexes.of(account.tenant());
        return new MarginAssessment(queries.account(account), directory::asset, quotes::isCertain);
    }
}
