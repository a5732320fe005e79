package com.flowex.wallet;

import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.projection.ReaderContext;
import com.flowex.wallet.app.margin.AccountRates;
import com.flowex.wallet.app.margin.IndexStates.TenantQuotes;
import com.flowex.wallet.app.margin.IsolatedTransfers;
import com.flowex.wallet.app.margin.Loans;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.app.margin.MarginAssessment;
import com.flowex.wallet.app.margin.MarginSettings;
import com.flowex.wallet.store.margin.LendingPool;
import com.flowex.wallet.store.margin.LoanHistory;
import com.flowex.wallet.store.margin.MarginHistory;
import java.util.List;

/**
 * Margin of accounts, cross and isolated, free of JSON: for its own routes, and for callers that come over other protocols.
 *
 * @param loans makes loans and repayments
 * @param isolated moves money from and to isolated accounts
 * @param history reads loans, repayments, charges of interest and rates
 * @param events reads margin calls and liquidations
 * @param settings sets terms, levels and quotes
 * @param view makes a caller wait until the view shows their own writes
 */
public record MarginFacade(
        MarginAccounts accounts,
        Loans loans,
        IsolatedTransfers isolated,
        LoanHistory history,
        MarginHistory events,
        MarginSettings settings,
        ConsistentView view) {

    /** Returns the caller's account, the caller's own writes included. */
    public MarginAssessment account(ReaderContext caller) {
        view.await(caller);
        return accounts.of(caller.account());
    }

    /** Returns the pools of a tenant, by id of the asset. */
    public List<LendingPool> pools(int tenant) {
        return accounts.queries().pools(tenant);
    }

    /** Returns the rates that an account would pay in some pools. */
    public AccountRates rates(AccountId account, List<LendingPool> pools) {
        return accounts.rates(account, pools);
    }

    /** Returns the levels of a tenant's margin calls and liquidations. */
    public MarginLevels levels(int tenant) {
        return accounts.queries().levels(tenant).levels();
    }

    /** Returns the quotes of a tenant's assets, which say if an index price is certain. */
    public TenantQuotes quotes(int tenant) {
        return accounts.indexes().of(tenant);
    }
}
