package com.flowex.wallet.app.margin;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.store.margin.MarginQueries;

/** Assessments of accounts, as of the view's position and the present quotes. */
public record MarginAccounts(
        MarginQueries queries, IndexStates indexes, InstrumentDirectory directory, TenantDirectory tenants) {

    public MarginAssessment of(AccountId account) {
        IndexStates.TenantQuotes quotes = indexes.of(account.tenant());
        return new MarginAssessment(queries.account(account), directory::asset, quotes::isCertain);
    }

    /** Returns true if a tenant makes new loans. */
    public boolean lends(int tenant) {
        return tenants.offers(tenant, Feature.MARGIN);
    }

    /** Returns true if the tenant lends and the account is not stopped; its level may still be too low for a loan. */
    public boolean mayBorrow(AccountId account) {
        return lends(account.tenant()) && queries.stops(account).mayBorrow();
    }
}
