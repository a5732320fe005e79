package com.flowex.wallet.api.reconcile;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.reconcile.Adjustments;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.reconcile.Adjustment;
import com.flowex.wallet.store.reconcile.PostingFault;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adjustments of reconciliation, for administrators: one person proposes, another approves. */
public final class AdjustmentRoutes {

    private static final String ADJUSTMENTS = "/api/v1/reconciliation/adjustments";
    private static final int CURRENCY_LENGTH_MAX = 20;

    /** Weight of a request that compares the chain once more. */
    private static final int RUN_WEIGHT = 20;

    private final Adjustments adjustments;
    private final InstrumentDirectory directory;

    public AdjustmentRoutes(Adjustments adjustments, InstrumentDirectory directory) {
        this.adjustments = adjustments;
        this.directory = directory;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(ADJUSTMENTS, manage, this::list)
                .unaudited()
                .post(ADJUSTMENTS, manage, this::propose)
                .weight(RUN_WEIGHT)
                .post(ADJUSTMENTS + "/{id}/approve", manage, request -> decide(request, true))
                .withoutBody()
                .weight(RUN_WEIGHT)
                .post(ADJUSTMENTS + "/{id}/reject", manage, request -> decide(request, false))
                .withoutBody();
    }

    /** The schema AdjustmentRequest. */
    private record Form(
            @Nullable String currency,
            @Nullable String network,
            @Nullable String posting,
            @Nullable String settledBy,
            @Nullable String reason) {}

    /**
     * The schema Adjustment: chain units in smallest units of the coin, negative for a loss; account and amount of the
     * posting that is settled.
     */
    private record Shown(
            String id,
            String currency,
            String network,
            String chainUnits,
            @Nullable String posting,
            @Nullable String fault,
            @Nullable String account,
            @Nullable String amount,
            String settledBy,
            String reason,
            String state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant bookedAt) {}

    private record AuditDecision(String by, boolean approved) {}

    private Shown shown(Adjustment made) {
        Asset asset = directory.asset(made.asset());
        Optional<PostingFault> fault = made.fault();
        return new Shown(
                DerivedIds.hex(made.id()),
                asset.code(),
                made.network(),
                made.chainUnits().toString(),
                fault.map(found -> DerivedIds.hex(found.id())).orElse(null),
                fault.map(found -> found.kind().word()).orElse(null),
                fault.map(found -> Long.toString(found.account().number())).orElse(null),
                fault.map(found -> Decimals.format(found.units(), asset.scale()))
                        .orElse(null),
                made.settledBy().word(),
                made.reason(),
                made.state(),
                Long.toString(made.proposedBy()),
                made.proposedAt(),
                made.decidedBy().map(Object::toString).orElse(null),
                made.bookedAt().orElse(null));
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(
                adjustments.all(request.tenant()).stream().map(this::shown).toList()));
    }

    private Answer propose(Request request) {
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        String currency = fields.text("currency", form.currency(), CURRENCY_LENGTH_MAX);
        Adjustment.Settlement settledBy = fields.oneOf("settled_by", form.settledBy(), Adjustment.Settlement.class);
        String reason = fields.name("reason", form.reason(), Adjustment.REASON_LENGTH_MAX);
        fields.check();
        int tenant = request.tenant();
        Asset asset = directory.namedAsset(tenant, currency);
        long by = request.caller().userId();
        Adjustment made = adjustments.requested(asset, form.network(), form.posting(), settledBy, reason, by);
        request.auditBefore(subject(made), null, shown(made));
        adjustments.propose(asset, made);
        return Answer.created(shown(adjustments.find(tenant, made.id())));
    }

    private Answer decide(Request request, boolean approved) {
        int tenant = request.tenant();
        UUID id =
                DerivedIds.parse(request.path("id")).orElseThrow(() -> Refusal.notFound("there is no such adjustment"));
        Adjustment made = adjustments.find(tenant, id);
        long by = request.caller().userId();
        if (approved && made.proposedBy() == by) {
            throw Refusal.forbidden("a second person approves an adjustment");
        }
        request.auditBefore(subject(made), shown(made), new AuditDecision(Long.toString(by), approved));
        if (approved) {
            adjustments.approve(tenant, id, by);
        } else {
            adjustments.reject(tenant, id, by);
        }
        return Answer.ok(shown(adjustments.find(tenant, id)));
    }

    private static String subject(Adjustment made) {
        return "adjustment " + DerivedIds.hex(made.id());
    }
}
