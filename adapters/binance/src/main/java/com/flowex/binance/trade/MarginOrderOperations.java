package com.flowex.binance.trade;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.trade.params.OrderParams;
import com.flowex.binance.trade.params.SideEffect;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Operations of orders below {@code /sapi/v1/margin}. They are those below {@code /api/v3}, since one account trades what
 * it has and what it borrows; an order may borrow what its account lacks, and repay by what its fills bring.
 *
 * @param place places orders
 * @param lists places lists
 * @param params parser of the parameters
 * @param mode account that a call is for
 */
record MarginOrderOperations(
        OrderEntryService orderEntry,
        PlaceOperations place,
        PlaceListOperations lists,
        OrderParams params,
        MarginMode mode,
        TenantDirectory tenants) {

    private static final String MARGIN = "/sapi/v1/margin/";
    private static final String PLACES = "POST /api/v3/order";
    private static final String IS_ISOLATED = "isIsolated";

    /** Paths below {@link #MARGIN} of operations that are the same here, by the names of those. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("GET /api/v3/order", "order"),
            Map.entry("DELETE /api/v3/order", "order"),
            Map.entry("GET /api/v3/openOrders", "openOrders"),
            Map.entry("DELETE /api/v3/openOrders", "openOrders"),
            Map.entry("GET /api/v3/allOrders", "allOrders"),
            Map.entry("GET /api/v3/myTrades", "myTrades"),
            Map.entry("GET /api/v3/myPreventedMatches", "myPreventedMatches"),
            Map.entry("GET /api/v3/rateLimit/order", "rateLimit/order"),
            Map.entry("GET /api/v3/orderList", "orderList"),
            Map.entry("DELETE /api/v3/orderList", "orderList"),
            Map.entry("GET /api/v3/openOrderList", "openOrderList"),
            Map.entry("GET /api/v3/allOrderList", "allOrderList"));

    /** The same for operations that place a pair or a list. */
    private static final Map<String, String> PLACING_LISTS = Map.of(
            "POST /api/v3/order/oco", "order/oco",
            "POST /api/v3/orderList/oto", "order/oto",
            "POST /api/v3/orderList/otoco", "order/otoco");

    /** Returns the operations, made from those below {@code /api/v3}. */
    Operations of(Operations spot) {
        Operations all = new Operations();
        for (Operations.OperationBinding binding : spot.all()) {
            String name = binding.verb() + " " + binding.path();
            Operation same = binding.operation();
            if (name.equals(PLACES)) {
                all.at("POST", MARGIN + "order", with(same, SideEffect.TAKES, _ -> this::place));
            } else if (SAME.containsKey(name)) {
                all.at(binding.verb(), MARGIN + SAME.get(name), with(same, Set.of(), before -> before));
            } else if (PLACING_LISTS.containsKey(name)) {
                String path = PLACING_LISTS.get(name);
                all.at("POST", MARGIN + path, with(same, SideEffect.TAKES, _ -> call -> place(call, path)));
            }
        }
        return all;
    }

    /** Returns an operation that takes more, and whose answers name the margin mode. */
    private Operation with(Operation same, Set<String> more, UnaryOperator<Function<OperationCall, Object>> answering) {
        Set<String> takes = Stream.of(same.takes(), more, Set.of(IS_ISOLATED))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        Function<OperationCall, Object> answers = answering.apply(same.answering());
        return new Operation(
                takes, same.weight(), same.access(), same.cancels(), same.whole(), same.audited(), call -> {
                    OperationCall acting = mode.ofOrders(call);
                    return inItsMode(answers.apply(acting), acting.account().isIsolated());
                });
    }

    private static Object inItsMode(Object answer, boolean isIsolated) {
        return switch (answer) {
            case List<?> all ->
                all.stream().map(each -> inItsMode(each, isIsolated)).toList();
            case Map<?, ?> one -> {
                Map<Object, Object> fields = new LinkedHashMap<>(one);
                fields.put(IS_ISOLATED, isIsolated);
                yield fields;
            }
            default -> answer;
        };
    }

    private Object place(OperationCall call, String path) {
        DebtEffects effects = SideEffect.of(call.params());
        requireLending(call, effects);
        return switch (path) {
            case "order/oco" -> lists.placeByRole(call, effects);
            case "order/oto" -> lists.placeLinked(call, borrowing(effects));
            case "order/otoco" -> lists.placeLinkedPair(call, borrowing(effects));
            default -> throw new IllegalStateException("no operation that places a list: " + path);
        };
    }

    /** Returns the effects of a list that triggers orders, which in this dialect may borrow and not repay. */
    private static DebtEffects borrowing(DebtEffects effects) {
        if (effects.repays()) {
            throw BinanceErrorCode.UNSUPPORTED_OPERATION.refusal(
                    "This operation is not supported: a list that triggers orders repays nothing by its fills; send"
                            + " 'sideEffectType' as NO_SIDE_EFFECT or MARGIN_BUY.");
        }
        return effects;
    }

    private void requireLending(OperationCall call, DebtEffects effects) {
        if (effects.borrows() && !tenants.offers(call.tenant(), Feature.MARGIN)) {
            throw BinanceErrorCode.BORROW_NOT_ALLOWED.refusal(
                    "Borrow not allowed. (this exchange lends nothing for now; send 'sideEffectType' as NO_SIDE_EFFECT or AUTO_REPAY)");
        }
    }

    private Object place(OperationCall call) {
        DebtEffects effects = SideEffect.of(call.params());
        requireLending(call, effects);
        OrderRequest order = params.read(call, effects);
        PlaceOperations.RespType type = PlaceOperations.respType(call, order);
        CommittedEvents committed = placed(call, order, effects);
        Map<String, Object> fields = place.worded(committed, order, type);
        if (type != PlaceOperations.RespType.ACK) {
            new LoanFields(orderEntry.listed()).put(fields, committed);
        }
        return fields;
    }

    private CommittedEvents placed(OperationCall call, OrderRequest order, DebtEffects effects) {
        try {
            return place.placed(call, orderEntry.place(order, effects));
        } catch (Refusal why) {
            throw effects.borrows() && why.code() == RefusalCode.INSUFFICIENT_FUNDS
                    ? BinanceErrorCode.POOL_EMPTY.refusal(BinanceErrorCode.NOT_ENOUGH_TO_LEND, why)
                    : why;
        }
    }
}
