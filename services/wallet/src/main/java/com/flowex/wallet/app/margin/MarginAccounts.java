package com.flowex.wallet.app.margin;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.store.margin.AssetMargin;
import com.flowex.wallet.store.margin.LendingPool;
import com.flowex.wallet.store.margin.MarginAccount;
import com.flowex.wallet.store.margin.MarginQueries;
import java.util.List;

/**
 * Assessments of accounts, as of the view's position and the present quotes.
 *
 * @param volumes volumes that decide discounts of rates
 */
public record MarginAccounts(
        MarginQueries queries,
        IndexStates indexes,
        InstrumentDirectory directory,
        TenantDirectory tenants,
        AccountVolumes volumes) {

    public MarginAssessment of(AccountId account) {
        IndexStates.TenantQuotes quotes = indexes.of(account.tenant());
        MarginAccount present = queries.account(account);
        AccountRates rates = AccountRates.of(
                volumes,
                account,
                present.assets().stream().map(AssetMargin::rates).toList());
        return new MarginAssessment(present, directory::asset, quotes::isCertain, rates);
    }

    /** Returns the rates that an account would pay in some pools. */
    public AccountRates rates(AccountId account, List<LendingPool> pools) {
        return AccountRates.of(
                volumes, account, pools.stream().map(LendingPool::rates).toList());
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
