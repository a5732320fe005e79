package com.flowex.wallet.app.margin;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.wallet.store.margin.AssetMargin;
import com.flowex.wallet.store.margin.LendingPool;
import com.flowex.wallet.store.margin.MarginAccount;
import com.flowex.wallet.store.margin.MarginQueries;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Returns the assessment of an account; of an isolated one, by the two assets of its market. */
    public MarginAssessment of(AccountId account) {
        IndexStates.TenantQuotes quotes = indexes.of(account.tenant());
        MarginAccount known = queries.account(account);
        MarginAccount present = account.isIsolated() ? known.only(assetsOf(account)) : known;
        AccountRates rates = AccountRates.of(
                volumes,
                account,
                present.assets().stream().map(AssetMargin::rates).toList());
        return new MarginAssessment(present, directory::asset, quotes::isCertain, rates);
    }

    private Predicate<AssetId> assetsOf(AccountId isolated) {
        Set<AssetId> assets = directory.find(isolated.isolatedMarket()).stream()
                .flatMap(market -> Stream.of(market.base().id(), market.quote().id()))
                .collect(Collectors.toUnmodifiableSet());
        return assets::contains;
    }

    /** Returns the isolated accounts of a main account that have or had money, by market. */
    public List<AccountId> isolatedOf(AccountId main) {
        return queries.funded(main.tenant(), new IsolatedAccounts(directory).allOf(main));
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
