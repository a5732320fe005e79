package com.flowex.wallet.api.transfer;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.database.Database;
import com.flowex.wallet.app.user.UserServices;
import com.flowex.wallet.app.withdrawal.OutgoingPolicy;
import com.flowex.wallet.store.balance.BalanceQueries;
import com.flowex.wallet.store.transaction.SentTransfers;
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
