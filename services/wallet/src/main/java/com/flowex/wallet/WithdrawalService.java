package com.flowex.wallet;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.saga.SagaKind;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.api.terms.PauseRoutes;
import com.flowex.wallet.api.terms.TermsRoutes;
import com.flowex.wallet.api.withdrawal.AllowListRoutes;
import com.flowex.wallet.api.withdrawal.ListLimitsEndpoint;
import com.flowex.wallet.api.withdrawal.WithdrawalApprovalRoutes;
import com.flowex.wallet.api.withdrawal.WithdrawalRoutes;
import com.flowex.wallet.app.chain.LedgerTransfers;
import com.flowex.wallet.app.payment.ChainPayments;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.withdrawal.OutgoingPolicy;
import com.flowex.wallet.app.withdrawal.WithdrawalRequests;
import com.flowex.wallet.app.withdrawal.WithdrawalSaga;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import com.flowex.wallet.app.withdrawal.Withdrawals;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.chain.AddressDirectory;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.terms.PauseStore;
import com.flowex.wallet.store.terms.TermsStore;
import com.flowex.wallet.store.withdrawal.AllowListStore;
import com.flowex.wallet.store.withdrawal.LimitsStore;
import java.time.InstantSource;

/** Wiring of withdrawals: the saga, and the routes of users and approvers. */
public final class WithdrawalService {

    private final Database database;
    private final CustodyConnections vault;
    private final AddressDirectory addresses;
    private final InstrumentDirectory directory;
    private final UserServices people;
    private final OutgoingPolicy policy;
    private final WithdrawalSettings settings;
    private final InstantSource clock;
    private final SagaKind kind;

    public WithdrawalService(
            Platform ground,
            CustodyConnections vault,
            AddressDirectory addresses,
            LedgerTransfers book,
            InstrumentDirectory directory,
            UserServices people,
            OutgoingPolicy policy,
            WithdrawalSettings settings,
            InstantSource clock,
            ChainPayments payments) {
        this.database = ground.database();
        this.vault = vault;
        this.addresses = addresses;
        this.directory = directory;
        this.people = people;
        this.policy = policy;
        this.settings = settings;
        this.clock = clock;
        this.kind = new WithdrawalSaga(database, directory, vault, addresses, book, payments, policy, clock);
    }

    /** Returns the saga kind of withdrawals. */
    public SagaKind kind() {
        return kind;
    }

    /** Returns the requests for withdrawals. */
    public WithdrawalRequests requests(Sagas sagas, BalanceQueries balances, ConsistentView view) {
        return new WithdrawalRequests(
                new Withdrawals(database, sagas, clock), vault, addresses, directory, balances, view, people, policy);
    }

    public Routes routes(Sagas sagas, BalanceQueries balances, ConsistentView view) {
        Withdrawals withdrawals = new Withdrawals(database, sagas, clock);
        return new WithdrawalRoutes(requests(sagas, balances, view), withdrawals, directory)
                .routes()
                .get(
                        "/api/wallet/limits",
                        Access.of(Permission.READ),
                        new ListLimitsEndpoint(new LimitsStore(database), directory, vault))
                .addAll(new TermsRoutes(new TermsStore(database), directory, vault).routes())
                .addAll(new PauseRoutes(new PauseStore(database), directory, vault).routes())
                .addAll(new AllowListRoutes(new AllowListStore(database), vault, people.secondFactor(), settings).routes())
                .addAll(new WithdrawalApprovalRoutes(withdrawals, directory).routes());
    }
}
