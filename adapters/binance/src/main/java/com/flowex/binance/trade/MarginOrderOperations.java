package com.flowex.binance.trade;

import com.flowex.access.tenancy.Feature;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.Operation;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Operations;
import com.flowex.binance.call.Params;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.trade.params.OrderParams;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.trading.app.order.PlacedOrders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param params parser of the parameters
 * @param mode account that a call is for
 */
record MarginOrderOperations(
        OrderEntryService orderEntry,
        PlaceOperations place,
        OrderParams params,
        MarginMode mode,
        TenantDirectory tenants) {

    private static final String MARGIN = "/sapi/v1/margin/";
    private static final String PLACES = "POST /api/v3/order";
    private static final String IS_ISOLATED = "isIsolated";
    private static final Set<String> OF_DEBTS = Set.of("sideEffectType", "autoRepayAtCancel");

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

    /** The same for operations that place lists. */
    private static final Map<String, String> PLACING_LISTS = Map.of(
            "POST /api/v3/order/oco", "order/oco",
            "POST /api/v3/orderList/oto", "order/oto",
            "POST /api/v3/orderList/otoco", "order/otoco");

    /** Effects of an order on debts, by their names in this dialect. */
    private enum SideEffect {
        NO_SIDE_EFFECT(false, false),
        MARGIN_BUY(true, false),
        AUTO_REPAY(false, true),
        AUTO_BORROW_REPAY(true, true);

        private final boolean borrows;
        private final boolean repays;

        SideEffect(boolean borrows, boolean repays) {
            this.borrows = borrows;
            this.repays = repays;
        }
    }

    /** Returns the operations, made from those below {@code /api/v3}. */
    Operations of(Operations spot) {
        Operations all = new Operations();
        for (Operations.OperationBinding binding : spot.all()) {
            String name = binding.verb() + " " + binding.path();
            Operation same = binding.operation();
            if (name.equals(PLACES)) {
                all.at("POST", MARGIN + "order", with(same, OF_DEBTS, _ -> this::place));
            } else if (SAME.containsKey(name)) {
                all.at(binding.verb(), MARGIN + SAME.get(name), with(same, Set.of(), before -> before));
            } else if (PLACING_LISTS.containsKey(name)) {
                all.at("POST", MARGIN + PLACING_LISTS.get(name), with(same, OF_DEBTS, before -> call -> {
                    requireNoEffects(call.params());
                    return before.apply(call);
                }));
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

    private Object place(OperationCall call) {
        DebtEffects effects = effects(call.params());
        if (effects.borrows() && !tenants.offers(call.tenant(), Feature.MARGIN)) {
            throw BinanceErrorCode.BORROW_NOT_ALLOWED.refusal(
                    "Borrow not allowed. (this exchange lends nothing for now; send 'sideEffectType' as NO_SIDE_EFFECT or AUTO_REPAY)");
        }
        OrderRequest order = params.read(call, effects);
        PlaceOperations.RespType type = PlaceOperations.respType(call, order);
        CommittedEvents committed = placed(call, order, effects);
        Map<String, Object> fields = place.worded(committed, order, type);
        if (type != PlaceOperations.RespType.ACK) {
            loan(committed).ifPresent(loan -> putLoan(fields, loan));
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

    /** Returns the effects of an order on debts. */
    private static DebtEffects effects(Params params) {
        boolean returns = params.flag("autoRepayAtCancel").orElse(false);
        SideEffect effect = params.oneOf("sideEffectType", SideEffect.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElse(SideEffect.NO_SIDE_EFFECT);
        return new DebtEffects(effect.borrows, effect.repays, effect.borrows && returns);
    }

    private static void requireNoEffects(Params params) {
        if (!effects(params).equals(DebtEffects.NONE)) {
            throw unsupported("a list borrows and repays nothing; send 'sideEffectType' as NO_SIDE_EFFECT, and borrow"
                    + " and repay by POST /sapi/v1/margin/borrow-repay");
        }
    }

    private static Refusal unsupported(String why) {
        return BinanceErrorCode.UNSUPPORTED_OPERATION.refusal("This operation is not supported: " + why + ".");
    }

    /** Returns the loan that the placed order borrowed. */
    private static Optional<Transfer> loan(CommittedEvents committed) {
        OrderId order = PlacedOrders.of(committed).id();
        TransferId loan = TransferId.ofLoan(order);
        return committed.events().stream()
                .filter(TransferPosted.class::isInstance)
                .map(event -> ((TransferPosted) event).transfer())
                .filter(transfer -> transfer.id().equals(loan))
                .findFirst();
    }

    private void putLoan(Map<String, Object> fields, Transfer loan) {
        Asset asset = orderEntry.listed().asset(loan.amount().asset());
        fields.put("marginBuyBorrowAmount", Decimals.format(loan.amount().units(), asset.scale()));
        fields.put("marginBuyBorrowAsset", asset.code());
    }
}
