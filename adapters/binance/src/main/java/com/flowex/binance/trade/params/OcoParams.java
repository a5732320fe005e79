package com.flowex.binance.trade.params;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.Side;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.order.OrderPairForm;
import com.flowex.trading.app.order.PlacePairBody;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parameters of two orders of which one cancels the other (OCO). They are converted to the body of the exchange's own
 * route, which parses it.
 *
 * @param symbols symbols of markets
 */
public record OcoParams(Symbols symbols, OrderEntryService orderEntry) {

    /** Name that no parameter has. */
    private static final String NONE = "-";

    /** Parameters of both variants. */
    public static final Set<String> SHARED =
            Set.of("symbol", "side", "quantity", "listClientOrderId", "newOrderRespType", "selfTradePreventionMode");

    /** Further parameters of the older variant. */
    public static final Set<String> BY_ROLE = Set.of(
            "limitClientOrderId",
            "price",
            "limitIcebergQty",
            "stopClientOrderId",
            "stopPrice",
            "trailingDelta",
            "stopLimitPrice",
            "stopLimitTimeInForce",
            "stopIcebergQty");

    /** Further parameters of the newer variant: the same for each of the two orders, above and below the market. */
    public static final Set<String> BY_SIDE = bySide("above", "below");

    /** Parameters of a pair that another order triggers. */
    static final Set<String> PENDING = bySide("pendingAbove", "pendingBelow");

    private static Set<String> bySide(String above, String below) {
        return Stream.of(above, below)
                .flatMap(side -> Stream.of(
                                "Type",
                                "ClientOrderId",
                                "IcebergQty",
                                "Price",
                                "StopPrice",
                                "TrailingDelta",
                                "TimeInForce")
                        .map(name -> side + name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names of the parameters of both orders. */
    record Names(
            String side,
            String quantity,
            String limitId,
            String limitPrice,
            String limitStopPrice,
            String limitTrailing,
            String limitTime,
            String limitIceberg,
            String stopId,
            String stopPrice,
            String trailing,
            String stopLimitPrice,
            String stopTime,
            String stopIceberg) {

        static final Names BY_ROLE = new Names(
                "side",
                "quantity",
                "limitClientOrderId",
                "price",
                NONE,
                NONE,
                NONE,
                "limitIcebergQty",
                "stopClientOrderId",
                "stopPrice",
                "trailingDelta",
                "stopLimitPrice",
                "stopLimitTimeInForce",
                "stopIcebergQty");

        static Names of(String side, String quantity, String limit, String stop) {
            return new Names(
                    side,
                    quantity,
                    limit + "ClientOrderId",
                    limit + "Price",
                    limit + "StopPrice",
                    limit + "TrailingDelta",
                    limit + "TimeInForce",
                    limit + "IcebergQty",
                    stop + "ClientOrderId",
                    stop + "StopPrice",
                    stop + "TrailingDelta",
                    stop + "Price",
                    stop + "TimeInForce",
                    stop + "IcebergQty");
        }

        /** Returns true if no other order triggers the pair: the list's id is then its first order's. */
        boolean isAlone() {
            return quantity.equals("quantity");
        }

        Map<String, String> ofOurs() {
            return Map.ofEntries(
                    Map.entry("quantity", quantity),
                    Map.entry("limit.price", limitPrice),
                    Map.entry("limit.stop_price", limitStopPrice),
                    Map.entry("limit.activation_price", limitStopPrice),
                    Map.entry("limit.trailing_bps", limitTrailing),
                    Map.entry("limit.time_in_force", limitTime),
                    Map.entry("limit.display_quantity", limitIceberg),
                    Map.entry("limit.client_order_id", limitId),
                    Map.entry("stop.price", stopLimitPrice),
                    Map.entry("stop.time_in_force", stopTime),
                    Map.entry("stop.display_quantity", stopIceberg),
                    Map.entry("stop.stop_price", stopPrice),
                    Map.entry("stop.activation_price", stopPrice),
                    Map.entry("stop.trailing_bps", trailing),
                    Map.entry("stop.client_order_id", stopId));
        }
    }

    /** Parses the two orders, named by their role. */
    public OrderPairForm.RequestedPair byRole(OperationCall call, DebtEffects effects) {
        Params params = call.params();
        params.required("price");
        boolean hasLimit = params.has("stopLimitPrice");
        if (hasLimit != params.has("stopLimitTimeInForce")) {
            throw Params.missing(hasLimit ? "stopLimitTimeInForce" : "stopLimitPrice");
        }
        if (!hasLimit) {
            checkNotTaken(params, "stop", Set.of("IcebergQty"));
        }
        return read(
                call,
                Names.BY_ROLE,
                SpotType.LIMIT_MAKER,
                hasLimit ? SpotType.STOP_LOSS_LIMIT : SpotType.STOP_LOSS,
                effects);
    }

    /** Parses the two orders, named by their side: above and below the market. */
    public OrderPairForm.RequestedPair bySide(OperationCall call, DebtEffects effects) {
        Params params = call.params();
        boolean isSell = OrderParams.side(params, "side") == Side.SELL;
        String limit = isSell ? "above" : "below";
        String stop = isSell ? "below" : "above";
        Names names = Names.of("side", "quantity", limit, stop);
        SpotType first = firstType(params, limit);
        SpotType second = stopType(params, stop);
        return read(call, names, first, second, effects);
    }

    /** Converts a pair that another order triggers, without reading it. */
    PlacePairBody pending(OperationCall call, ListedMarket market, DebtEffects effects) {
        Params params = call.params();
        boolean isSell = OrderParams.side(params, "pendingSide") == Side.SELL;
        String limit = isSell ? "pendingAbove" : "pendingBelow";
        String stop = isSell ? "pendingBelow" : "pendingAbove";
        SpotType first = firstType(params, limit);
        SpotType second = stopType(params, stop);
        return body(params, market, new Pair(pendingNames(isSell), first, second), effects);
    }

    /** Returns the names of the parameters of a pair that another order triggers. */
    static Names pendingNames(boolean isSell) {
        return isSell
                ? Names.of("pendingSide", "pendingQuantity", "pendingAbove", "pendingBelow")
                : Names.of("pendingSide", "pendingQuantity", "pendingBelow", "pendingAbove");
    }

    private static SpotType firstType(Params params, String limit) {
        SpotType type = type(params, limit + "Type");
        switch (type) {
            case LIMIT_MAKER -> {
                params.required(limit + "Price");
                checkNotTaken(params, limit, Set.of("StopPrice", "TrailingDelta", "TimeInForce"));
            }
            case TAKE_PROFIT -> {
                requireTrigger(params, limit);
                checkNotTaken(params, limit, Set.of("Price", "TimeInForce", "IcebergQty"));
            }
            case TAKE_PROFIT_LIMIT -> {
                requireTrigger(params, limit);
                params.required(limit + "Price");
                params.required(limit + "TimeInForce");
            }
            case LIMIT, MARKET, STOP_LOSS, STOP_LOSS_LIMIT ->
                throw notSupported(limit + "Type", "LIMIT_MAKER, TAKE_PROFIT or TAKE_PROFIT_LIMIT");
        }
        return type;
    }

    private static void requireTrigger(Params params, String prefix) {
        if (!params.has(prefix + "TrailingDelta")) {
            params.required(prefix + "StopPrice");
        }
    }

    private static SpotType stopType(Params params, String stop) {
        SpotType type = type(params, stop + "Type");
        if (type != SpotType.STOP_LOSS && type != SpotType.STOP_LOSS_LIMIT) {
            throw notSupported(stop + "Type", "STOP_LOSS or STOP_LOSS_LIMIT");
        }
        if (type == SpotType.STOP_LOSS) {
            checkNotTaken(params, stop, Set.of("Price", "TimeInForce", "IcebergQty"));
        } else {
            params.required(stop + "Price");
            params.required(stop + "TimeInForce");
        }
        return type;
    }

    private static SpotType type(Params params, String name) {
        return params.oneOf(name, SpotType.class, BinanceErrorCode.INVALID_ORDER_TYPE)
                .orElseThrow(() -> Params.missing(name));
    }

    private static Refusal notSupported(String name, String supported) {
        return BinanceErrorCode.BAD_COMBINATION.refusal("Parameter '" + name + "' must be " + supported
                + " for an order list of this side; other types are not supported.");
    }

    private static void checkNotTaken(Params params, String prefix, Set<String> names) {
        names.stream()
                .map(name -> prefix + name)
                .filter(params::has)
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw BinanceErrorCode.PARAM_NOT_REQUIRED.refusal(
                            "Parameter '" + name + "' sent when not required.");
                });
    }

    /** The names of a pair's parameters, and the types of its orders. */
    private record Pair(Names names, SpotType first, SpotType stop) {}

    private OrderPairForm.RequestedPair read(
            OperationCall call, Names names, SpotType firstType, SpotType stopType, DebtEffects effects) {
        Params params = call.params();
        ListedMarket market = symbols.required(call);
        PlacePairBody body = body(params, market, new Pair(names, firstType, stopType), effects);
        return ParamErrors.reworded(
                names.ofOurs(),
                params,
                () -> OrderPairForm.read(body, call.caller().account(), orderEntry));
    }

    private PlacePairBody body(Params params, ListedMarket market, Pair pair, DebtEffects effects) {
        Names names = pair.names();
        if (!params.has(names.stopPrice) && !params.has(names.trailing)) {
            throw Params.missing(names.stopPrice);
        }
        if (names.isAlone()) {
            params.required(names.quantity);
        }
        return new PlacePairBody(
                market.instrument().symbol(),
                OrderParams.side(params, names.side).name().toLowerCase(Locale.ROOT),
                OrderParams.decimal(params, names.quantity),
                OrderParams.prevention(params),
                limit(params, names, pair.first()),
                stop(params, names, pair.stop()),
                effects.borrows() ? true : null,
                effects.repays() ? true : null,
                effects.returns() ? true : null);
    }

    private PlacePairBody.LimitBody limit(Params params, Names names, SpotType type) {
        boolean rests = type == SpotType.LIMIT_MAKER;
        SpotTrigger trigger = SpotTrigger.of(params, type, names.limitStopPrice, names.limitTrailing);
        return new PlacePairBody.LimitBody(
                rests ? null : trigger.type(),
                OrderParams.decimal(params, names.limitPrice),
                OrderParams.decimal(params, names.limitIceberg),
                OrderParams.timeInForce(params, names.limitTime),
                null,
                rests ? true : null,
                trigger.stopPrice(),
                null,
                trigger.trailingBps(),
                trigger.activationPrice(),
                null,
                params.text(names.limitId)
                        .or(() -> names.isAlone() ? params.text("listClientOrderId") : Optional.empty())
                        .orElseGet(this::spareId));
    }

    private PlacePairBody.StopBody stop(Params params, Names names, SpotType type) {
        SpotTrigger trigger = SpotTrigger.of(params, type, names.stopPrice, names.trailing);
        return new PlacePairBody.StopBody(
                trigger.type(),
                OrderParams.decimal(params, names.stopLimitPrice),
                OrderParams.decimal(params, names.stopIceberg),
                OrderParams.timeInForce(params, names.stopTime),
                null,
                null,
                trigger.stopPrice(),
                null,
                trigger.trailingBps(),
                trigger.activationPrice(),
                trigger.activationType(),
                null,
                params.text(names.stopId).orElseGet(this::spareId));
    }

    private String spareId() {
        return orderEntry.defaults().clientOrderId().toString();
    }
}
