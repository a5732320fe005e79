package com.flowex.p2p.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.p2p.app.TakeCommands;
import com.flowex.p2p.app.TradeCommands;
import com.flowex.p2p.rule.TradeMessage;
import com.flowex.p2p.rule.method.TenantLimits;
import com.flowex.p2p.store.Trade;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Routes of trades for their parties. Only taking an offer is part of the feature: a trade under way can be finished
 * when the feature is off.
 */
public final class TradeRoutes {

    private static final String ROOT = "/api/v1/p2p/trades";
    private static final String ONE = ROOT + "/{id}";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final int CLIENT_ID_MAX = 64;
    private static final int CODE_MAX = 64;
    private static final int METHOD_MAX = 32;
    private static final int NAME_MAX = 200;
    private static final int TAKE_WEIGHT = 3;

    private final TakeCommands takings;
    private final TradeCommands trades;
    private final InstrumentDirectory directory;

    public TradeRoutes(TakeCommands takings, TradeCommands trades, InstrumentDirectory directory) {
        this.takings = takings;
        this.trades = trades;
        this.directory = directory;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access trade = Access.of(Permission.TRADE);
        return new Routes()
                .post(ROOT, trade, this::take)
                .partOf(Feature.P2P)
                .audited()
                .weight(TAKE_WEIGHT)
                .get(ROOT, read, this::list)
                .query("limit", "cursor")
                .get(ONE, read, this::show)
                .post(ONE + "/paid", trade, this::pay)
                .audited()
                .post(ONE + "/cancel", trade, request -> send(request, TradeMessage.CANCEL))
                .audited()
                .post(ONE + "/release", Access.of(Permission.WITHDRAW), this::release)
                .audited()
                .post(ONE + "/reopening", trade, request -> send(request, TradeMessage.REOPEN))
                .audited();
    }

    /** Returns the id in the path; any other text cannot exist. */
    public static UUID id(Request request) {
        String text = request.path("id");
        if (!ID.matcher(text).matches()) {
            throw Refusal.notFound("you have no such trade");
        }
        return UUID.fromString(text);
    }

    /** Request body. */
    private record TakeForm(
            @Nullable String offerId,
            @Nullable Integer offerVersion,
            @Nullable String clientId,
            @Nullable String asset,
            @Nullable String quantity,
            @Nullable String method,
            @Nullable String ownMethod,
            @Nullable String paymentDetails,
            @Nullable Integer feeMillionths) {}

    private Answer take(Request request) {
        AccountId taker = request.caller().account();
        TakeForm form = request.body(TakeForm.class);
        Fields fields = new Fields();
        long offer = number(fields, form.offerId());
        int version = fields.within("offer_version", form.offerVersion(), 1, Integer.MAX_VALUE);
        String client = fields.name("client_id", form.clientId(), CLIENT_ID_MAX);
        String code = fields.text("asset", form.asset(), Asset.CODE_LENGTH_MAX);
        String method = fields.text("method", form.method(), METHOD_MAX);
        OptionalLong own = form.ownMethod() == null
                ? OptionalLong.empty()
                : OptionalLong.of(OfferForm.ownMethod(form.ownMethod(), "own_method", fields));
        String details = form.paymentDetails() == null
                ? ""
                : fields.text("payment_details", form.paymentDetails(), OfferForm.TEXT_MAX);
        OptionalInt fee = form.feeMillionths() == null
                ? OptionalInt.empty()
                : OptionalInt.of(fields.within("fee_millionths", form.feeMillionths(), 0, TenantLimits.FEE_MAX));
        fields.check();
        Asset asset = directory.namedAsset(taker.tenant(), code);
        long units = fields.positive("quantity", form.quantity(), asset.scale());
        fields.check();
        Trade trade = takings.take(new TakeCommands.Taking(
                OfferRoutes.trader(request), client, offer, version, asset.id(), units, method, own, details, fee));
        request.audit("p2p trade " + trade.id(), null, trade.state().label());
        return Answer.created(body(trade, taker));
    }

    private static long number(Fields fields, @Nullable String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,17}")) {
            fields.refuse("offer_id", "the id of an offer");
            return 1;
        }
        return Long.parseLong(text);
    }

    private TradeBody body(Trade trade, AccountId party) {
        return TradeBody.of(trade, trade.roleOf(party), directory, trades.now());
    }

    private Answer list(Request request) {
        AccountId party = request.caller().account();
        int limit = request.limit();
        List<Trade> rows = trades.page(party, request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, each -> request.cursorBehind(each.number()))
                .map(each -> body(each, party)));
    }

    private Answer show(Request request) {
        AccountId party = request.caller().account();
        TradeCommands.Shown shown = trades.find(party, id(request));
        return Answer.ok(TradeBody.Details.of(shown, shown.trade().roleOf(party), directory, trades.now()));
    }

    /**
     * Request body.
     *
     * @param version version of the trade that the sender saw
     */
    private record MessageForm(@Nullable Integer version) {}

    /**
     * Request body.
     *
     * @param payerName name on the account that paid
     */
    private record PaidForm(
            @Nullable Integer version, @Nullable String payerName) {}

    private Answer pay(Request request) {
        PaidForm form = request.body(PaidForm.class);
        Fields fields = new Fields();
        int version = fields.within("version", form.version(), 1, Integer.MAX_VALUE);
        String payer = form.payerName() == null ? "" : fields.name("payer_name", form.payerName(), NAME_MAX);
        fields.check();
        AccountId party = request.caller().account();
        return answer(request, version, trades.pay(party, request.caller().userId(), id(request), version, payer));
    }

    /**
     * Request body.
     *
     * @param code code of the seller's second factor
     */
    private record ReleaseForm(
            @Nullable Integer version, @Nullable String code) {}

    private Answer release(Request request) {
        if (request.caller().credential().apiKey().isPresent()) {
            throw Refusal.forbidden("an escrow is released in a session, not by an API key");
        }
        ReleaseForm form = request.body(ReleaseForm.class);
        Fields fields = new Fields();
        int version = fields.within("version", form.version(), 1, Integer.MAX_VALUE);
        String code = form.code() == null ? "" : fields.text("code", form.code(), CODE_MAX);
        fields.check();
        AccountId party = request.caller().account();
        return answer(request, version, trades.release(party, request.caller().userId(), id(request), version, code));
    }

    static int version(Request request) {
        Fields fields = new Fields();
        int version = fields.within("version", request.body(MessageForm.class).version(), 1, Integer.MAX_VALUE);
        fields.check();
        return version;
    }

    private Answer send(Request request, TradeMessage message) {
        AccountId party = request.caller().account();
        int version = version(request);
        return answer(request, version, trades.send(party, id(request), version, message, ""));
    }

    private Answer answer(Request request, int version, Trade after) {
        request.audit("p2p trade " + after.id(), version, after.state().label());
        return Answer.ok(body(after, request.caller().account()));
    }
}
