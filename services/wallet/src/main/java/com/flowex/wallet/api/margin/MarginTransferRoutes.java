package com.flowex.wallet.api.margin;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.margin.MarginTransfers;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.margin.MarginTransfer;
import com.flowex.wallet.store.transaction.IdempotencyKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Money of lending pools and of the insurance account, for the operator: one person proposes, another approves. */
public final class MarginTransferRoutes {

    private static final String TRANSFERS = MarginRoutes.MARGIN + "/transfers";

    /** Account as a request names it. */
    private enum Party {
        FEES,
        POOL,
        INSURANCE,
        /** The proposer's own account; it only pays. */
        OWN
    }

    private final MarginTransfers transfers;
    private final InstrumentDirectory directory;
    private final InstantSource clock;

    public MarginTransferRoutes(MarginTransfers transfers, InstrumentDirectory directory, InstantSource clock) {
        this.transfers = transfers;
        this.directory = directory;
        this.clock = clock;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.MARGIN_MANAGE);
        return new Routes()
                .get(TRANSFERS, manage, this::list)
                .unaudited()
                .post(TRANSFERS, manage, this::propose)
                .post(TRANSFERS + "/{id}/approve", manage, this::approve)
                .withoutBody()
                .post(TRANSFERS + "/{id}/reject", manage, this::reject)
                .withoutBody();
    }

    private record Form(
            @Nullable String from,
            @Nullable String to,
            @Nullable String currency,
            @Nullable String amount,
            @Nullable String reason,
            @Nullable String id) {}

    /** The schema MarginTransfer. */
    private record Shown(
            String id,
            String account,
            String to,
            String currency,
            String amount,
            String reason,
            String state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant postedAt) {}

    private record AuditDecision(String by, boolean approved) {}

    private Shown shown(MarginTransfer transfer) {
        Asset asset = directory.asset(transfer.amount().asset());
        return new Shown(
                DerivedIds.hex(transfer.id()),
                Long.toString(transfer.from().number()),
                Long.toString(transfer.to().number()),
                asset.code(),
                MarginFormat.units(transfer.amount().units(), asset),
                transfer.reason(),
                transfer.state(),
                Long.toString(transfer.proposedBy()),
                transfer.proposedAt(),
                transfer.decidedBy().map(Object::toString).orElse(null),
                transfer.postedAt().orElse(null));
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(
                transfers.newest(request.tenant()).stream().map(this::shown).toList()));
    }

    private Answer propose(Request request) {
        int tenant = request.tenant();
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        Optional<String> key = IdempotencyKey.of(request.header(IdempotencyKey.HEADER), form.id(), fields);
        Party from = fields.oneOf("from", form.from(), Party.class);
        Party to = fields.oneOf("to", form.to(), Party.class);
        if (to == Party.OWN || to == from) {
            fields.refuse("to", "another of fees, pool, insurance");
        }
        String code = fields.text("currency", form.currency(), Asset.CODE_LENGTH_MAX);
        String reason = fields.name("reason", form.reason(), MarginTransfer.REASON_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(tenant, code);
        long units = fields.positive("amount", form.amount(), asset.scale());
        fields.check();
        long by = request.caller().userId();
        MarginTransfer proposal = new MarginTransfer(
                key.map(text -> DerivedIds.uuid("margin proposal", tenant + "\n" + by + "\n" + text))
                        .orElseGet(UUID::randomUUID),
                account(from, request),
                account(to, request),
                new Amount(asset.id(), units),
                reason,
                by,
                clock.instant(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        request.auditBefore(subject(proposal), null, shown(proposal));
        return Answer.created(shown(transfers.propose(proposal)));
    }

    private static AccountId account(Party party, Request request) {
        int tenant = request.tenant();
        return switch (party) {
            case FEES -> AccountId.feesOf(tenant);
            case POOL -> AccountId.lendingOf(tenant);
            case INSURANCE -> AccountId.insuranceOf(tenant);
            case OWN -> request.caller().account();
        };
    }

    private Answer approve(Request request) {
        MarginTransfer proposal = named(request);
        audit(request, proposal, true);
        return Answer.ok(shown(transfers.approve(
                request.tenant(), proposal.id(), request.caller().userId())));
    }

    private Answer reject(Request request) {
        MarginTransfer proposal = named(request);
        audit(request, proposal, false);
        return Answer.ok(shown(transfers.reject(
                request.tenant(), proposal.id(), request.caller().userId())));
    }

    private MarginTransfer named(Request request) {
        UUID id = DerivedIds.parse(request.path("id"))
                .orElseThrow(() -> Refusal.notFound("there is no such transfer of a pool's money"));
        return transfers.find(request.tenant(), id);
    }

    private void audit(Request request, MarginTransfer proposal, boolean approved) {
        request.auditBefore(
                subject(proposal),
                shown(proposal),
                new AuditDecision(Long.toString(request.caller().userId()), approved));
    }

    private static String subject(MarginTransfer transfer) {
        return "margin transfer " + DerivedIds.hex(transfer.id());
    }
}
