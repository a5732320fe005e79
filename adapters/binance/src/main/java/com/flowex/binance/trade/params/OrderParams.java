package com.flowex.binance.trade.params;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.order.Side;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.app.order.OrderForm;
import com.flowex.trading.app.order.PlaceOrderBody;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a new order. They are converted to the body of the exchange's own route, which parses it.
 *
 * @param symbols symbols of markets
 */
public record OrderParams(Symbols symbols, OrderEntryService orderEntry) {

    /** Names of all parameters of a new order. */
    public static final Set<String> TAKES = Set.of(
            "symbol",
            "side",
            "type",
            "timeInForce",
            "quantity",
            "quoteOrderQty",
            "price",
            "newClientOrderId",
            "stopPrice",
            "trailingDelta",
            "icebergQty",
            "newOrderRespType",
            "selfTradePreventionMode");

    /** Parameter names by the fields of our form. */
    static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("price", "price"),
            Map.entry("quantity", "quantity"),
            Map.entry("quote_quantity", "quoteOrderQty"),
            Map.entry("display_quantity", "icebergQty"),
            Map.entry("time_in_force", "timeInForce"),
            Map.entry("post_only", "timeInForce"),
            Map.entry("stop_price", "stopPrice"),
            Map.entry("activation_price", "stopPrice"),
            Map.entry("trailing_bps", "trailingDelta"),
            Map.entry("auto_borrow", "sideEffectType"),
            Map.entry("auto_repay", "sideEffectType"),
            Map.entry("auto_repay_at_cancel", "autoRepayAtCancel"),
            Map.entry("client_order_id", "newClientOrderId"));

    private static final Set<String> TIMES = Set.of("GTC", "IOC", "FOK");

    /**
     * Parses the order of a call.
     *
     * @param effects effects on the debts of its account
     * @throws com.flowex.platform.errors.Refusal naming the parameters that are wrong
     */
    public OrderRequest read(OperationCall call, DebtEffects effects) {
        Params params = call.params();
        ListedMarket market = symbols.required(call);
        return ParamErrors.reworded(
                NAMES,
                params,
                () -> OrderForm.read(
                        body(
                                params,
                                market,
                                ParamNames.SINGLE,
                                params.text("newClientOrderId").orElse(null),
                                effects),
                        call.caller().account(),
                        orderEntry));
    }

    /**
     * Converts one order.
     *
     * @param names names of its parameters
     * @param clientId its client order id; null means none
     * @param effects effects on the debts of its account
     */
    static PlaceOrderBody body(
            Params params, ListedMarket market, ParamNames names, @Nullable String clientId, DebtEffects effects) {
        Side side = side(params, names.of("side"));
        SpotType type = type(params, names);
        type.check(params, names);
        SpotTrigger trigger = SpotTrigger.of(params, type, names.of("stopPrice"), names.of("trailingDelta"));
        String iceberg = decimal(params, names.of("icebergQty"));
        return new PlaceOrderBody(
                market.instrument().symbol(),
                side.name().toLowerCase(Locale.ROOT),
                type.isConditional() ? trigger.type() : ours(type, iceberg != null),
                decimal(params, names.of("price")),
                decimal(params, names.of("quantity")),
                decimal(params, names.of("quoteOrderQty")),
                iceberg,
                timeInForce(params, names.of("timeInForce")),
                null,
                type == SpotType.LIMIT_MAKER ? true : null,
                trigger.stopPrice(),
                null,
                trigger.trailingBps(),
                trigger.activationPrice(),
                trigger.activationType(),
                null,
                null,
                null,
                prevention(params),
                clientId,
                effects.borrows() ? true : null,
                effects.repays() ? true : null,
                effects.returns() ? true : null);
    }

    private static String ours(SpotType type, boolean iceberg) {
        return switch (type) {
            case LIMIT, LIMIT_MAKER -> iceberg ? "iceberg" : "limit";
            case MARKET, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT ->
                type.name().toLowerCase(Locale.ROOT);
        };
    }

    static SpotType type(Params params, ParamNames names) {
        String name = names.of("type");
        return params.oneOf(name, SpotType.class, BinanceErrorCode.INVALID_ORDER_TYPE)
                .orElseThrow(() -> Params.missing(name));
    }

    static Side side(Params params, String name) {
        return params.oneOf(name, Side.class, BinanceErrorCode.INVALID_SIDE).orElseThrow(() -> Params.missing(name));
    }

    /** Returns the self-trade prevention mode in our word; null means the tenant's default. */
    static @Nullable String prevention(Params params) {
        return params.oneOf("selfTradePreventionMode", SelfTradePrevention.class, BinanceErrorCode.INVALID_PARAMETER)
                .map(mode -> mode.name().toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    /** Returns the time in force in our word. */
    static @Nullable String timeInForce(Params params, String name) {
        return params.text(name)
                .map(text -> {
                    if (!TIMES.contains(text)) {
                        throw BinanceErrorCode.INVALID_TIME_IN_FORCE.refusal(
                                "Invalid " + name + "; it must be one of GTC, IOC, FOK.");
                    }
                    return text.toLowerCase(Locale.ROOT);
                })
                .orElse(null);
    }

    static @Nullable Integer trailing(Params params, String name) {
        var delta = params.number(name, 1, Integer.MAX_VALUE);
        return delta.isEmpty() ? null : Math.toIntExact(delta.getAsLong());
    }

    /**
     * Returns a decimal as our routes take it.
     *
     * @throws com.flowex.platform.errors.Refusal if it is not a decimal
     */
    static @Nullable String decimal(Params params, String name) {
        return params.text(name)
                .map(text -> {
                    if (!text.matches("[0-9]{1,20}(\\.[0-9]{1,20})?")) {
                        throw BinanceErrorCode.ILLEGAL_CHARS.refusal("Illegal characters found in parameter '" + name
                                + "'; legal range is '^([0-9]{1,20})(\\.[0-9]{1,20})?$'.");
                    }
                    return Params.trimmed(text);
                })
                .orElse(null);
    }
}
