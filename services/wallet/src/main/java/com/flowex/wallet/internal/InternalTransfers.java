package com.flowex.wallet.internal;

import com.flowex.desk.ConsistentView;
import com.flowex.desk.InstrumentDirectory;
import com.flowex.desk.OrderEntryService;
import com.flowex.edge.access.Permission;
import com.flowex.edge.http.Access;
import com.flowex.edge.http.Routes;
import com.flowex.edge.tenancy.Feature;
import com.flowex.ground.database.Database;
import com.flowex.wallet.balance.BalanceQueries;
import com.flowex.wallet.people.UserServices;
import com.flowex.wallet.withdrawal.OutgoingPolicy;
import java.time.InstantSource;

/** Wiring of transfers from one user to another. */
public final class InternalTransfers {

    private static final int WEIGHT = 5;

    private InternalTransfers() {}

    /**
     * Returns the routes.
     *
     * @param directory assets, as far as the view has come
     */
    public static Routes routes(
            Database database,
            OrderEntryService desk,
            InstrumentDirectory directory,
            BalanceQueries balances,
            ConsistentView view,
            UserServices people,
            OutgoingPolicy policy,
            InstantSource clock) {
        return new Routes()
                .post(
                        "/api/wallet/transfers",
                        Access.of(Permission.WITHDRAW),
                        new SendEndpoint(
                                desk, directory, balances, people, view, new SentTransfers(database), policy, clock))
                .partOf(Feature.TRANSFERS)
                .audited()
                .weight(WEIGHT);
    }
}
