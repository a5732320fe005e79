package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.api.chat.ChatRoutes;
import com.flowex.p2p.app.DisputeDecisions;
import com.flowex.p2p.app.DisputeDecisions.Decision;
import com.flowex.p2p.app.DisputeDecisions.ModeratorDecision;
import com.flowex.p2p.app.TradeCommands;
import com.flowex.p2p.app.oversight.EscrowJournal;
import com.flowex.p2p.rule.TradeRole;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Routes of moderators: disputed trades, and decisions on them. */
public final class DisputeRoutes {

    private static final String ROOT = "/api/v1/p2p/disputes";
    private static final String ONE = ROOT + "/{id}";
    private static final int NOTE_MAX = 1_000;

    private final DisputeDecisions disputes;
    private final InstrumentDirectory directory;
    private final InstantSource clock;

    public DisputeRoutes(DisputeDecisions disputes, InstrumentDirectory directory, InstantSource clock) {
        this.disputes = disputes;
        this.directory = directory;
        this.clock = clock;
    }

    public Routes routes() {
        Access read = Access.of(Permission.USERS_READ);
        Access decide = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(ROOT, read, this::list)
                .query("limit", "cursor", "escalated")
                .get(ONE, read, this::show)
                .get(ONE + "/background", read, this::background)
                .query("at")
                .post(ONE + "/claim", read, this::claim)
                .audited()
                .post(ONE + "/decision", decide, this::decide)
                .audited()
                .post(ONE + "/approval", decide, this::approve)
                .audited();
    }

    /** Values of a query parameter that is on or off. */
    private enum Choice {
        TRUE,
        FALSE
    }

    private Answer list(Request request) {
        int limit = request.limit();
        Fields fields = new Fields();
        boolean isEscalated = request.query("escalated")
                .map(word -> fields.oneOf("escalated", word, Choice.class) == Choice.TRUE)
                .orElse(false);
        fields.check();
        List<Trade> rows = disputes.page(request.tenant(), isEscalated ? 1 : 0, request.cursor(0), limit + 1);
        return Answer.ok(Page.of(rows, limit, each -> request.cursorBehind(each.number()))
                .map(this::body));
    }

    private TradeBody body(Trade trade) {
        return TradeBody.of(trade, TradeRole.MODERATOR, directory, clock.instant());
    }

    private Answer show(Request request) {
        TradeCommands.Shown shown = disputes.find(request.tenant(), TradeRoutes.id(request));
        return Answer.ok(TradeBody.Details.of(shown, TradeRole.MODERATOR, directory, clock.instant()));
    }

    /** Line of the ledger: the schema P2pEscrowLine. */
    private record LineBody(Instant at, String step, String part, String reservationId, String quantity) {

        static LineBody of(EscrowJournal.Line line, Scale scale) {
            return new LineBody(
                    line.at(),
                    line.step().name().toLowerCase(Locale.ROOT),
                    line.part().name().toLowerCase(Locale.ROOT),
                    new UUID(line.reservation().high(), line.reservation().low()).toString(),
                    Decimals.format(line.units(), scale));
        }
    }

    /** Reliability of both sides and ledger of the escrow: the schema P2pDisputeBackground. */
    private record BackgroundBody(
            OfferBody.ReliabilityBody buyer,
            OfferBody.ReliabilityBody seller,
            Instant asOf,
            String asset,
            String held,
            String buyerQuantity,
            String fee,
            List<LineBody> ledger) {}

    private Answer background(Request request) {
        Instant asOf = request.query("at").map(DisputeRoutes::moment).orElseGet(clock::instant);
        DisputeDecisions.Background found = disputes.background(request.tenant(), TradeRoutes.id(request), asOf);
        Asset asset = directory.asset(found.trade().terms().asset());
        EscrowJournal ledger = found.ledger();
        return Answer.ok(new BackgroundBody(
                OfferBody.ReliabilityBody.of(found.buyer()),
                OfferBody.ReliabilityBody.of(found.seller()),
                ledger.asOf(),
                asset.code(),
                Decimals.format(ledger.held(), asset.scale()),
                Decimals.format(ledger.buyerUnits(), asset.scale()),
                Decimals.format(ledger.feeUnits(), asset.scale()),
                ledger.lines().stream()
                        .map(line -> LineBody.of(line, asset.scale()))
                        .toList()));
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid("at", "a time such as 2026-11-20T09:30:00Z");
        }
    }

    /** Request body. */
    private record ClaimForm(@Nullable Integer version) {}

    private Answer claim(Request request) {
        Fields fields = new Fields();
        int version = fields.within("version", request.body(ClaimForm.class).version(), 1, Integer.MAX_VALUE);
        fields.check();
        return Answer.ok(body(disputes.claim(decision(request, version, "", "claimed"))));
    }

    private static ModeratorDecision decision(Request request, int version, String note, String done) {
        return new ModeratorDecision(
                request.caller().account(),
                TradeRoutes.id(request),
                version,
                note,
                before -> request.audit(
                        "p2p trade " + before.id(),
                        before.state().label(),
                        note.isEmpty() ? done : done + ": " + note));
    }

    /** Request body. */
    private record DecisionForm(
            @Nullable Integer version,
            @Nullable String decision,
            @Nullable String asset,
            @Nullable String buyerQuantity,
            @Nullable String note) {}

    private Answer decide(Request request) {
        DecisionForm form = request.body(DecisionForm.class);
        Fields fields = new Fields();
        int version = fields.within("version", form.version(), 1, Integer.MAX_VALUE);
        Decision decision = fields.oneOf("decision", form.decision(), Decision.class);
        String note = fields.text("note", form.note(), NOTE_MAX);
        boolean isSplit = decision == Decision.SPLIT;
        if (!isSplit && form.buyerQuantity() != null) {
            fields.refuse("buyer_quantity", "absent: only a split has one");
        }
        String code = fields.text("asset", form.asset(), Asset.CODE_LENGTH_MAX);
        fields.check();
        Asset asset = directory.namedAsset(request.tenant(), code);
        long units = isSplit ? fields.positive("buyer_quantity", form.buyerQuantity(), asset.scale()) : 0;
        fields.check();
        return Answer.ok(
                body(disputes.decide(decision(request, version, note, decision.name()), asset.id(), decision, units)));
    }

    /** Request body. */
    private record ApprovalForm(
            @Nullable Integer version,
            @Nullable Boolean approve,
            @Nullable Integer messages,
            @Nullable String note) {}

    private Answer approve(Request request) {
        ApprovalForm form = request.body(ApprovalForm.class);
        Fields fields = new Fields();
        int version = fields.within("version", form.version(), 1, Integer.MAX_VALUE);
        String note = fields.text("note", form.note(), NOTE_MAX);
        Boolean isApproved = form.approve();
        if (isApproved == null) {
            fields.refuse("approve", "true or false");
        }
        boolean yes = Boolean.TRUE.equals(isApproved);
        OptionalInt seen = yes
                ? OptionalInt.of(fields.within("messages", form.messages(), 0, ChatRoutes.NUMBER_MAX))
                : OptionalInt.empty();
        fields.check();
        return Answer.ok(body(disputes.answer(decision(request, version, note, yes ? "approved" : "rejected"), seen)));
    }
}
