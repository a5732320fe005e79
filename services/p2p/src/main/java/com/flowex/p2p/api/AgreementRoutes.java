package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.market.Asset;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.DisputeCommands;
import com.flowex.p2p.app.DisputeCommands.Party;
import com.flowex.p2p.app.TradeAgreements;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.errors.Fields;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Routes by which the parties of a trade agree, or dispute and appeal. */
public final class AgreementRoutes {

    /** Longest statement, in characters. */
    static final int STATEMENT_MAX = 2_000;

    private static final String ONE = "/api/v1/p2p/trades/{id}";
    private static final int CODE_MAX = 64;

    private final DisputeCommands disputes;
    private final TradeAgreements agreements;
    private final InstrumentDirectory directory;
    private final InstantSource clock;

    public AgreementRoutes(
            DisputeCommands disputes, TradeAgreements agreements, InstrumentDirectory directory, InstantSource clock) {
        this.disputes = disputes;
        this.agreements = agreements;
        this.directory = directory;
        this.clock = clock;
    }

    public Routes routes() {
        Access trade = Access.of(Permission.TRADE);
        return new Routes()
                .post(ONE + "/dispute", trade, this::dispute)
                .audited()
                .post(ONE + "/statement", trade, this::say)
                .audited()
                .post(ONE + "/appeal", trade, this::appeal)
                .audited()
                .post(ONE + "/acceptance", trade, this::accept)
                .audited()
                .post(ONE + "/part", trade, this::offerPart)
                .audited()
                .post(ONE + "/part-answer", trade, this::answerPart)
                .audited()
                .post(ONE + "/reopening-answer", trade, this::answerReopening)
                .audited();
    }

    private static Party party(Request request, int version) {
        return new Party(
                OfferRoutes.trader(request),
                TradeRoutes.id(request),
                version,
                request.caller().may(Permission.WITHDRAW)
                        && request.caller().credential().apiKey().isEmpty());
    }

    private static int version(Fields fields, @Nullable Integer version) {
        return fields.within("version", version, 1, Integer.MAX_VALUE);
    }

    private Answer answer(Request request, int version, Trade after) {
        request.audit("p2p trade " + after.id(), version, after.state().label());
        return Answer.ok(TradeBody.of(after, after.roleOf(request.caller().account()), directory, clock.instant()));
    }

    /** Reason of a dispute. */
    private enum DisputeReason {
        PAID_NOT_RELEASED,
        NOT_PAID,
        WRONG_AMOUNT,
        OTHER_PAYER,
        PAYMENT_REVERSED
    }

    /** Request body. */
    private record DisputeForm(
            @Nullable Integer version,
            @Nullable String reason,
            @Nullable String statement) {}

    private Answer dispute(Request request) {
        DisputeForm form = request.body(DisputeForm.class);
        Fields fields = new Fields();
        int version = version(fields, form.version());
        DisputeReason reason = fields.oneOf("reason", form.reason(), DisputeReason.class);
        String statement = form.statement() == null ? "" : fields.text("statement", form.statement(), STATEMENT_MAX);
        fields.check();
        return answer(
                request,
                version,
                disputes.dispute(party(request, version), reason.name().toLowerCase(Locale.ROOT), statement));
    }

    /** Request body. */
    private record StatementForm(
            @Nullable Integer version, @Nullable String statement) {}

    private Answer say(Request request) {
        StatementForm form = request.body(StatementForm.class);
        Fields fields = new Fields();
        int version = version(fields, form.version());
        String statement = fields.text("statement", form.statement(), STATEMENT_MAX);
        fields.check();
        return answer(request, version, disputes.say(party(request, version), statement));
    }

    private Answer appeal(Request request) {
        StatementForm form = request.body(StatementForm.class);
        Fields fields = new Fields();
        int version = version(fields, form.version());
        String statement = fields.text("statement", form.statement(), STATEMENT_MAX);
        fields.check();
        return answer(request, version, disputes.appeal(party(request, version), statement));
    }

    /** Request body. */
    private record AcceptanceForm(@Nullable Integer version) {}

    private Answer accept(Request request) {
        Fields fields = new Fields();
        int version = version(fields, request.body(AcceptanceForm.class).version());
        fields.check();
        return answer(request, version, disputes.accept(party(request, version)));
    }

    /**
     * Request body.
     *
     * @param code code of the second factor of a seller
     */
    private record PartForm(
            @Nullable Integer version,
            @Nullable String asset,
            @Nullable String buyerQuantity,
            @Nullable String code) {}

    private Answer offerPart(Request request) {
        PartForm form = request.body(PartForm.class);
        Fields fields = new Fields();
        int version = version(fields, form.version());
        String name = fields.text("asset", form.asset(), Asset.CODE_LENGTH_MAX);
        String code = code(fields, form.code());
        fields.check();
        Asset asset = directory.namedAsset(request.tenant(), name);
        long units = fields.positive("buyer_quantity", form.buyerQuantity(), asset.scale());
        fields.check();
        return answer(request, version, agreements.offerPart(party(request, version), asset.id(), units, code));
    }

    private static String code(Fields fields, @Nullable String code) {
        return code == null ? "" : fields.text("code", code, CODE_MAX);
    }

    /**
     * Request body.
     *
     * @param code code of the second factor of a seller
     */
    private record AnswerForm(
            @Nullable Integer version,
            @Nullable Boolean agree,
            @Nullable String code) {}

    private Answer answerPart(Request request) {
        AnswerForm form = request.body(AnswerForm.class);
        Fields fields = new Fields();
        int version = version(fields, form.version());
        String code = code(fields, form.code());
        boolean isAgreed = agreed(fields, form.agree());
        fields.check();
        return answer(request, version, agreements.answerPart(party(request, version), isAgreed, code));
    }

    private static boolean agreed(Fields fields, @Nullable Boolean agree) {
        if (agree == null) {
            fields.refuse("agree", "true or false");
        }
        return Boolean.TRUE.equals(agree);
    }

    /** Request body. */
    private record ReopeningForm(
            @Nullable Integer version, @Nullable Boolean agree) {}

    private Answer answerReopening(Request request) {
        ReopeningForm form = request.body(ReopeningForm.class);
        Fields fields = new Fields();
        int version = version(fields, form.version());
        boolean isAgreed = agreed(fields, form.agree());
        fields.check();
        return answer(request, version, agreements.answerReopening(party(request, version), isAgreed));
    }
}
