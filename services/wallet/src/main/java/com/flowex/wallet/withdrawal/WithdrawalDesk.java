package com.flowex.wallet.withdrawal;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OwnView;
import com.flowex.edge.access.Permission;
import com.flowex.edge.http.Access;
import com.flowex.edge.http.Routes;
import com.flowex.ground.Ground;
import com.flowex.ground.database.Database;
import com.flowex.ground.saga.SagaKind;
import com.flowex.ground.saga.Sagas;
import com.flowex.wallet.balance.BalanceQueries;
import com.flowex.wallet.chain.Addresses;
import com.flowex.wallet.chain.LedgerMoves;
import com.flowex.wallet.chain.Vault;
import com.flowex.wallet.payment.Payments;
import com.flowex.wallet.people.People;
import com.flowex.wallet.terms.PauseRoutes;
import com.flowex.wallet.terms.TermsRoutes;
import java.time.InstantSource;

/** Wiring of withdrawals: the saga, and the routes of users and approvers. */
public final class WithdrawalDesk {

    private final Database database;
    private final Vault vault;
    private final Addresses addresses;
    private final InstrumentDirectory directory;
    private final People people;
    private final OutgoingPolicy policy;
    private final WithdrawalSettings settings;
    private final InstantSource clock;
    private final SagaKind kind;

    public WithdrawalDesk(
            Ground ground,
            Vault vault,
            Addresses addresses,
            LedgerMoves book,
            InstrumentDirectory directory,
            People people,
            OutgoingPolicy policy,
            WithdrawalSettings settings,
            InstantSource clock,
            Payments payments) {
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
    public WithdrawalRequests requests(Sagas sagas, BalanceQueries balances, OwnView view) {
        return new WithdrawalRequests(
                new Withdrawals(database, sagas, clock), vault, addresses, directory, balances, view, people, policy);
    }

    public Routes routes(Sagas sagas, BalanceQueries balances, OwnView view) {
        Withdrawals withdrawals = new Withdrawals(database, sagas, clock);
        return new WithdrawalRoutes(requests(sagas, balances, view), withdrawals, directory)
                .routes()
                .get(
                        "/api/wallet/limits",
                        Access.of(Permission.READ),
                        new ListLimitsEndpoint(database, directory, vault))
                .addAll(new TermsRoutes(database, directory, vault).routes())
                .addAll(new PauseRoutes(database, directory, vault).routes())
                .addAll(new AllowListRoutes(database, vault, people.secondFactor(), settings).routes())
                .addAll(new ApprovalRoutes(withdrawals, directory).routes());
    }
}
