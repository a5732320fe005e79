package com.flowex.binance.trade;

import com.flowex.binance.call.Call;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.Code;
import com.flowex.desk.Decided;
import com.flowex.desk.Desk;
import com.flowex.desk.ListedMarket;
import com.flowex.desk.Placed;
import com.flowex.domain.AccountId;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.OrderId;
import com.flowex.ground.refusal.Refusal;
import com.flowex.trading.TradingReads;
import com.flowex.trading.order.OrderQueries;
import com.flowex.trading.order.PairForm;
import com.flowex.trading.order.PlacedOrder;
import com.flowex.trading.order.TrackedOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Lists of two orders of which one cancels the other. A list is known by its first order: by that one's id, and by what its client
 * called that one.
 *
 * @param reads of trading
 */
record OrderLists(
        Desk desk,
        Symbols symbols,
        PairParams params,
        OwnOrders orders,
        CancelOperations cancel,
        OrderCounts counts,
        TradingReads reads) {

    private static final String NONE = "Order list does not exist.";

    Object placeByRole(Call call) {
        return place(call, params.byRole(call));
    }

    Object placeBySide(Call call) {
        return place(call, params.bySide(call));
    }

    private Object place(Call call, PairForm.Pair pair) {
        PlaceOperations.RespType wanted = call.params()
                .oneOf("newOrderRespType", PlaceOperations.RespType.class, Code.INVALID_PARAMETER)
                .orElse(PlaceOperations.RespType.RESULT);
        String name = call.params()
                .text("listClientOrderId")
                .map(text -> OrderName.clientId(text, "listClientOrderId").toString())
                .orElseGet(() -> pair.limit().clientOrderId().toString());
        return switch (desk.pair(pair.limit(), pair.stop()).orThrow()) {
            case Placed.Now(Decided decided) -> {
                ListedMarket market = desk.listed().market(pair.limit().instrument());
                counts.taken(call);
                counts.taken(call);
                SpotList list = new SpotList(PlacedOrder.all(decided).stream()
                        .map(order -> new SpotOrder(order, market))
                        .toList());
                yield list.report(name, decided.timeNanos(), order -> PlaceOperations.worded(order, decided, wanted));
            }
            case Placed.Before _ -> throw PlaceOperations.duplicate();
        };
    }

    /** One list, by its id or by what its client called its first order. */
    Object list(Call call) {
        return required(call, name(call, "origClientOrderId"), Optional.empty(), Code.NO_SUCH_ORDER)
                .summary();
    }

    Object open(Call call) {
        reads.view().await(call);
        AccountId account = call.caller().account();
        return lists(
                account,
                orders.open(account, Optional.empty()).stream()
                        .filter(order ->
                                order.progress().pairedWith() > order.id().value())
                        .toList());
    }

    /** All lists there ever were, oldest first: the youngest where nothing says where to begin, else the first from there. */
    Object all(Call call) {
        OptionalLong fromId = call.params().number("fromId", 0, Long.MAX_VALUE);
        DayStretch stretch = DayStretch.of(call.params());
        if (fromId.isPresent() && !stretch.isAllOfTime()) {
            throw Code.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: send 'fromId', or 'startTime' and 'endTime'.");
        }
        int limit = TradeHistory.limit(call.params());
        reads.view().await(call);
        AccountId account = call.caller().account();
        long before = stretch.toNanos().isEmpty()
                ? OrderQueries.FROM_NEWEST
                : idFrom(account, stretch.toNanos().getAsLong());
        boolean oldestFirst = fromId.isPresent() || stretch.fromNanos().isPresent();
        long from = stretch.fromNanos().isEmpty()
                ? fromId.orElse(0)
                : idFrom(account, stretch.fromNanos().getAsLong());
        List<TrackedOrder> firsts = reads.orders().pairs(account, from, before, limit, oldestFirst);
        return lists(account, oldestFirst ? firsts : firsts.reversed());
    }

    private long idFrom(AccountId account, long nanos) {
        return reads.orders().idFrom(account, nanos, reads.view().sequence() + 1);
    }

    private List<Map<String, Object>> lists(AccountId account, List<TrackedOrder> firsts) {
        Map<Long, TrackedOrder> others = new HashMap<>();
        List<OrderId> ids = firsts.stream()
                .map(order -> new OrderId(order.progress().pairedWith()))
                .toList();
        if (!ids.isEmpty()) {
            reads.orders()
                    .find(account, ids)
                    .forEach(order -> others.put(order.id().value(), order));
        }
        List<Map<String, Object>> lists = new ArrayList<>();
        for (TrackedOrder first : firsts) {
            Optional.ofNullable(others.get(first.progress().pairedWith()))
                    .ifPresent(second -> lists.add(of(first, second).summary()));
        }
        return lists;
    }

    private SpotList of(TrackedOrder first, TrackedOrder second) {
        return new SpotList(List.of(orders.worded(first), orders.worded(second)));
    }

    /** Cancels both orders of a list. */
    Object cancelList(Call call) {
        ListedMarket market = symbols.required(call);
        SpotList list = required(call, name(call, "listClientOrderId"), Optional.of(market), Code.CANCEL_REJECTED);
        String cancelId = cancel.cancelId(call, "newClientOrderId");
        AccountId account = call.caller().account();
        SpotOrder open = list.orders().stream()
                .filter(order -> order.order().status().isOpen())
                .findFirst()
                .orElseThrow(() -> Code.CANCEL_REJECTED.refusal("Unknown order sent."));
        Decided done = desk.cancel(account, open.order().id()).orThrow();
        Function<OrderId, Map<String, Object>> worded = id -> cancel.worded(call, done, id, market, cancelId);
        return list.ended()
                .report(
                        list.name(),
                        done.timeNanos(),
                        order -> worded.apply(order.order().id()));
    }

    private static OrderName name(Call call, String clientName) {
        return OrderName.of(call, "orderListId", clientName);
    }

    /**
     * The list that a call names.
     *
     * @param of its market; empty for whatever it is
     * @throws Refusal where there is none
     */
    private SpotList required(Call call, OrderName named, Optional<ListedMarket> of, Code otherwise) {
        AccountId account = call.caller().account();
        Optional<ClientOrderId> none = Optional.empty();
        OrderName byOne = named.id().isPresent() ? new OrderName(named.id(), none) : named;
        return orders.find(call, byOne)
                .filter(order -> order.progress().pairedWith() != 0)
                .filter(order -> of.isEmpty()
                        || order.request()
                                .instrument()
                                .equals(of.get().instrument().id()))
                .flatMap(order -> reads.orders()
                        .find(account, new OrderId(order.progress().pairedWith()))
                        .map(other -> order.id().value() < other.id().value() ? of(order, other) : of(other, order)))
                .orElseThrow(() -> otherwise.refusal(NONE));
    }
}
