package com.flowex.wallet;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.database.Database;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.api.terms.PauseRoutes;
import com.flowex.wallet.api.terms.TermsRoutes;
import com.flowex.wallet.api.withdrawal.AllowListRoutes;
import com.flowex.wallet.api.withdrawal.ListLimitsEndpoint;
import com.flowex.wallet.api.withdrawal.WithdrawalApprovalRoutes;
import com.flowex.wallet.api.withdrawal.WithdrawalRoutes;
import com.flowex.wallet.app.user.SecondFactor;
import com.flowex.wallet.app.withdrawal.OutgoingPath;
import com.flowex.wallet.app.withdrawal.WithdrawalDecisions;
import com.flowex.wallet.app.withdrawal.WithdrawalRequests;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import com.flowex.wallet.store.chain.ChainDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.PauseStore;
import com.flowex.wallet.store.terms.TermsStore;
import com.flowex.wallet.store.withdrawal.AllowListStore;
import com.flowex.wallet.store.withdrawal.LimitsStore;

/** Wiring of withdrawals: the routes of users and approvers. */
public final class WithdrawalService {

    private final Database database;
    private final ChainDirectory chains;
    private final SecondFactor secondFactor;
    private final WithdrawalSettings settings;

    public WithdrawalService(
            Database database, ChainDirectory chains, SecondFactor secondFactor, WithdrawalSettings settings) {
        this.database = database;
        this.chains = chains;
        this.secondFactor = secondFactor;
        this.settings = settings;
    }

    public Routes routes(Sagas sagas, WithdrawalRequests requests) {
        InstrumentDirectory directory = chains.directory();
        CustodyConnections vault = chains.vault();
        WithdrawalDecisions withdrawals = new WithdrawalDecisions(database, sagas, OutgoingPath.WITHDRAWAL);
        return new WithdrawalRoutes(requests, withdrawals, directory)
                .routes()
                .get(
                        "/api/wallet/limits",
                        Access.of(Permission.READ),
                        new ListLimitsEndpoint(new LimitsStore(database), directory, vault))
                .addAll(new TermsRoutes(new TermsStore(database), directory, vault).routes())
                .addAll(new PauseRoutes(new PauseStore(database), directory, vault).routes())
                .addAll(new AllowListRoutes(new AllowListStore(database), vault, secondFactor, settings).routes())
                .addAll(new WithdrawalApprovalRoutes(withdrawals, directory).routes());
    }
}
