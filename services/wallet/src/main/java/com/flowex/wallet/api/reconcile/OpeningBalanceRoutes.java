package com.flowex.wallet.api.reconcile;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.AssetId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.reconcile.OpeningBalanceStore;
import com.flowex.wallet.store.reconcile.OpeningBalancesTable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Routes of opening balances: money at the hot address from before it was watched. An administrator acknowledges once
 * that it is the exchange's own.
 */
public final class OpeningBalanceRoutes {

    private static final String OPENINGS = "/api/v1/openings";

    private final OpeningBalanceStore openings;
    private final InstrumentDirectory directory;

    public OpeningBalanceRoutes(OpeningBalanceStore openings, InstrumentDirectory directory) {
        this.openings = openings;
        this.directory = directory;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(OPENINGS, manage, this::list)
                .unaudited()
                .post(OPENINGS + "/{id}/acknowledge", manage, this::acknowledge)
                .withoutBody();
    }

    /** The schema OpeningBalance; amounts are in smallest units of the coin. */
    private record Shown(
            String id,
            String currency,
            String network,
            String address,
            String chainUnits,
            long height,
            Instant openedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt) {}

    private Shown shown(OpeningBalancesTable.Opening opening) {
        return new Shown(
                DerivedIds.hex(opening.id()),
                directory.asset(new AssetId(opening.assetId())).code(),
                opening.network(),
                opening.address(),
                opening.chainUnits().toString(),
                opening.height(),
                opening.openedAt(),
                opening.acknowledgedBy().map(Object::toString).orElse(null),
                opening.acknowledgedAt().orElse(null));
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(
                openings.all(request.tenant()).stream().map(this::shown).toList()));
    }

    private OpeningBalancesTable.Opening find(int tenant, UUID id) {
        return openings.find(tenant, id).orElseThrow(() -> Refusal.notFound("there is no such opening balance"));
    }

    private record Acknowledged(String by) {}

    private Answer acknowledge(Request request) {
        int tenant = request.tenant();
        UUID id = DerivedIds.parse(request.path("id"))
                .orElseThrow(() -> Refusal.notFound("there is no such opening balance"));
        long by = request.caller().userId();
        request.auditBefore(
                "opening balance " + DerivedIds.hex(id), shown(find(tenant, id)), new Acknowledged(Long.toString(by)));
        if (!openings.acknowledge(tenant, id, by)) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it is acknowledged already");
        }
        return Answer.ok(shown(find(tenant, id)));
    }
}
