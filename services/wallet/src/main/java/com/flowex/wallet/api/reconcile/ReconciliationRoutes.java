package com.flowex.wallet.api.reconcile;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.reconcile.Reconciliation;
import com.flowex.wallet.store.reconcile.ReconciliationResult;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Administrators' routes of reconciliation. */
public final class ReconciliationRoutes {

    private static final String ALL = "/api/v1/reconciliation";
    private static final int RUN_WEIGHT = 20;

    private final Reconciliation reconciliation;
    private final InstrumentDirectory directory;

    public ReconciliationRoutes(Reconciliation reconciliation, InstrumentDirectory directory) {
        this.reconciliation = reconciliation;
        this.directory = directory;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(ALL, manage, request -> answer(reconciliation.last(request.tenant())))
                .unaudited()
                .post(ALL, manage, request -> answer(reconciliation.run(request.tenant())))
                .withoutBody()
                .weight(RUN_WEIGHT)
                .post(ALL + "/{currency}/resume", manage, this::resume)
                .withoutBody()
                .weight(RUN_WEIGHT);
    }

    /** The schema Reconciled. */
    private record Shown(
            String currency,
            String network,
            String verdict,
            String chainUnits,
            String expectedUnits,
            String detail,
            Instant checkedAt) {}

    private Answer answer(List<ReconciliationResult> findings) {
        return Answer.ok(Page.whole(findings.stream().map(this::shown).toList()));
    }

    private Shown shown(ReconciliationResult finding) {
        return new Shown(
                directory.asset(finding.asset()).code(),
                finding.network(),
                finding.verdict().name().toLowerCase(Locale.ROOT),
                finding.chainUnits().toString(),
                finding.expectedUnits().toString(),
                finding.detail(),
                finding.checkedAt());
    }

    private Answer resume(Request request) {
        Asset asset = directory.namedAsset(request.tenant(), request.path("currency"));
        if (!reconciliation.resume(asset)) {
            throw new Refusal(
                    RefusalCode.WITHDRAWALS_STOPPED,
                    "something still does not fit, see GET /api/v1/reconciliation; POST /api/v1/reconciliation/adjustments settles it");
        }
        return answer(reconciliation.last(request.tenant()));
    }
}
