package com.flowex.binance.trade.params;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.Side;
import com.flowex.orderentry.LinkedRequests;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.app.order.LinkedOrdersForm;
import com.flowex.trading.app.order.LinkedPairForm;
import com.flowex.trading.app.order.PlacePairBody;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parameters of an order that triggers another (OTO), or a pair of which one cancels the other (OTOCO), and perhaps pays
 * them (OPO, OPOCO). They are converted to the bodies of the exchange's own routes, which parse them.
 *
 * @param symbols symbols of markets
 */
public record OtoParams(Symbols symbols, OrderEntryService orderEntry) {

    /** Names of all parameters. */
    public static final Set<String> TAKES = Stream.of(
                    Stream.of("symbol", "listClientOrderId", "newOrderRespType", "selfTradePreventionMode"),
                    both("Type", "Side", "ClientOrderId", "Price", "Quantity", "IcebergQty", "TimeInForce"),
                    Stream.of("pendingStopPrice", "pendingTrailingDelta"))
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    /** Names of all parameters where a pair is pending. */
    public static final Set<String> TAKES_PAIR = Stream.of(
                    Stream.of("symbol", "listClientOrderId", "newOrderRespType", "selfTradePreventionMode"),
                    Stream.of("Type", "Side", "ClientOrderId", "Price", "Quantity", "IcebergQty", "TimeInForce")
                            .map(name -> "working" + name),
                    Stream.of("pendingSide", "pendingQuantity"),
                    OcoParams.PENDING.stream())
            .flatMap(names -> names)
            .collect(Collectors.toUnmodifiableSet());

    private static final String PENDING_QUANTITY = "pendingQuantity";
    private static final ParamNames WORKING = new ParamNames("working");
    private static final ParamNames PENDING = new ParamNames("pending");
    private static final ParamNames PAID = new ParamNames("pending", false);

    private static final Map<String, String> NAMES = Stream.of(WORKING, PENDING)
            .flatMap(part -> OrderParams.NAMES.entrySet().stream()
                    .map(name -> Map.entry(part.prefix() + "." + name.getKey(), part.of(name.getValue()))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** Returns the names of parameters of a list whose pending orders sell what the working order brings. */
    public static Set<String> withoutQuantity(Set<String> names) {
        return names.stream().filter(name -> !name.equals(PENDING_QUANTITY)).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> both(String... names) {
        return Stream.of("working", "pending").flatMap(part -> Stream.of(names).map(name -> part + name));
    }

    /**
     * Parses both orders.
     *
     * @throws com.flowex.platform.errors.Refusal naming the parameters that are wrong
     */
    public LinkedRequests read(OperationCall call, DebtEffects effects) {
        call.params().required(PENDING_QUANTITY);
        return readBoth(call, PENDING, effects);
    }

    /** Parses two orders of which the second sells what the first brings, and so has no quantity of its own. */
    public LinkedRequests readPaying(OperationCall call) {
        checkPayment(call.params());
        return readBoth(call, PAID, DebtEffects.NONE);
    }

    private LinkedRequests readBoth(OperationCall call, ParamNames pending, DebtEffects effects) {
        Params params = call.params();
        ListedMarket market = symbols.required(call);
        checkWorking(params);
        String workingId = workingId(params);
        String pendingId = params.text("pendingClientOrderId").orElseGet(this::spareId);
        return ParamErrors.reworded(
                NAMES,
                params,
                () -> LinkedOrdersForm.read(
                        OrderParams.body(params, market, WORKING, workingId, effects),
                        OrderParams.body(params, market, pending, pendingId, effects),
                        call.caller().account(),
                        orderEntry));
    }

    /**
     * Parses the working order and the pair that it triggers.
     *
     * @throws com.flowex.platform.errors.Refusal naming the parameters that are wrong
     */
    public LinkedRequests readPair(OperationCall call, OcoParams pairs, DebtEffects effects) {
        call.params().required(PENDING_QUANTITY);
        return readThree(call, pairs, effects);
    }

    /** Parses the working order and a pair that sells what it brings, and so has no quantity of its own. */
    public LinkedRequests readPayingPair(OperationCall call, OcoParams pairs) {
        checkPayment(call.params());
        return readThree(call, pairs, DebtEffects.NONE);
    }

    private LinkedRequests readThree(OperationCall call, OcoParams pairs, DebtEffects effects) {
        Params params = call.params();
        ListedMarket market = symbols.required(call);
        checkWorking(params);
        PlacePairBody pair = pairs.pending(call, market, effects);
        boolean isSell = OrderParams.side(params, "pendingSide") == Side.SELL;
        Map<String, String> names = new HashMap<>(NAMES);
        OcoParams.pendingNames(isSell).ofOurs().forEach((ours, name) -> names.put("pending." + ours, name));
        return ParamErrors.reworded(
                names,
                params,
                () -> LinkedPairForm.read(
                        OrderParams.body(params, market, WORKING, workingId(params), effects),
                        pair,
                        call.caller().account(),
                        orderEntry));
    }

    private String workingId(Params params) {
        return params.text("workingClientOrderId")
                .or(() -> params.text("listClientOrderId"))
                .orElseGet(this::spareId);
    }

    private static void checkPayment(Params params) {
        if (OrderParams.side(params, "workingSide") != Side.BUY
                || OrderParams.side(params, "pendingSide") != Side.SELL) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Parameters 'workingSide' and 'pendingSide' must be BUY and SELL; others are not supported.");
        }
    }

    private static void checkWorking(Params params) {
        params.required("workingQuantity");
        SpotType type = OrderParams.type(params, WORKING);
        if (type != SpotType.LIMIT && type != SpotType.LIMIT_MAKER) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Parameter 'workingType' must be LIMIT or LIMIT_MAKER; other types are not supported.");
        }
    }

    private String spareId() {
        return orderEntry.defaults().clientOrderId().toString();
    }
}
