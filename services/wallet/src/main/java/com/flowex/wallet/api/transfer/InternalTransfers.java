package com.flowex.wallet.api.transfer;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;

/** Wiring of transfers from one user to another. */
public final class InternalTransfers {

    private static final int WEIGHT = 5;

    private InternalTransfers() {}

    public static Routes routes(SendEndpoint send) {
        return new Routes()
                .post("/api/wallet/transfers", Access.of(Permission.WITHDRAW), send)
                .partOf(Feature.TRANSFERS)
                .audited()
                .weight(WEIGHT);
    }
}
