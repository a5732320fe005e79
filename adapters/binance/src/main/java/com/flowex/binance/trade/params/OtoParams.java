package com.flowex.binance.trade.params;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.app.order.LinkedOrdersForm;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parameters of two orders of which one triggers the other (OTO). They are converted to the bodies of the exchange's
 * own route, which parses them.
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

    private static final ParamNames WORKING = new ParamNames("working");
    private static final ParamNames PENDING = new ParamNames("pending");

    private static final Map<String, String> NAMES = Stream.of(WORKING, PENDING)
            .flatMap(part -> OrderParams.NAMES.entrySet().stream()
                    .map(name -> Map.entry(part.prefix() + "." + name.getKey(), part.of(name.getValue()))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static Stream<String> both(String... names) {
        return Stream.of("working", "pending").flatMap(part -> Stream.of(names).map(name -> part + name));
    }

    /**
     * Parses both orders.
     *
     * @throws com.flowex.platform.errors.Refusal naming the parameters that are wrong
     */
    public LinkedOrdersForm.LinkedOrders read(OperationCall call) {
        Params params = call.params();
        ListedMarket market = symbols.required(call);
        checkRests(params);
        params.required("workingQuantity");
        params.required("pendingQuantity");
        String workingId = params.text("workingClientOrderId")
                .or(() -> params.text("listClientOrderId"))
                .orElseGet(this::spareId);
        String pendingId = params.text("pendingClientOrderId").orElseGet(this::spareId);
        return ParamErrors.reworded(
                NAMES,
                params,
                () -> LinkedOrdersForm.read(
                        OrderParams.body(params, market, WORKING, workingId),
                        OrderParams.body(params, market, PENDING, pendingId),
                        call.caller().account(),
                        orderEntry));
    }

    private static void checkRests(Params params) {
        SpotType type = OrderParams.type(params, WORKING);
        if (type != SpotType.LIMIT && type != SpotType.LIMIT_MAKER) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Parameter 'workingType' must be LIMIT or LIMIT_MAKER; other types are not supported.");
        }
        params.text("workingTimeInForce").filter(time -> !time.equals("GTC")).ifPresent(time -> {
            throw BinanceErrorCode.INVALID_TIME_IN_FORCE.refusal("Invalid workingTimeInForce; it must be GTC.");
        });
    }

    private String spareId() {
        return orderEntry.defaults().clientOrderId().toString();
    }
}
