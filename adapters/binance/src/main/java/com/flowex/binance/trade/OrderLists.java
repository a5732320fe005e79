package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.trade.params.OrderReference;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Operations of lists of two orders of which one cancels or triggers the other, or of three of which the first triggers
 * the others. A list is identified by its first order: by its id, or by its client order id.
 *
 * @param reads views of trading
 */
record OrderLists(
        OrderEntryService orderEntry,
        Symbols symbols,
        OwnOrders orders,
        CancelOperations cancel,
        TradingQueries reads) {

    private static final String NONE = "Order list does not exist.";

    /** Returns one list, by its id or by its first order's client order id. */
    Object list(OperationCall call) {
        return required(call, name(call, "origClientOrderId"), Optional.empty(), BinanceErrorCode.NO_SUCH_ORDER)
                .summary();
    }

    Object open(OperationCall call) {
        reads.view().await(call);
        AccountId account = call.caller().account();
        return lists(
                account,
                orders.open(account, Optional.empty()).stream()
                        .filter(order -> order.listId() != 0)
                        .toList());
    }

    /** Returns all lists, oldest first: the latest ones without a start, otherwise the first ones from the start. */
    Object all(OperationCall call) {
        OptionalLong fromId = call.params().number("fromId", 0, Long.MAX_VALUE);
        DayRange range = DayRange.of(call.params());
        if (fromId.isPresent() && !range.isAllOfTime()) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: send 'fromId', or 'startTime' and 'endTime'.");
        }
        int limit = TradeHistory.limit(call.params());
        reads.view().await(call);
        AccountId account = call.caller().account();
        long before = range.toNanos().isEmpty()
                ? OrderQueries.FROM_NEWEST
                : idFrom(account, range.toNanos().getAsLong());
        boolean oldestFirst = fromId.isPresent() || range.fromNanos().isPresent();
        long from = range.fromNanos().isEmpty()
                ? fromId.orElse(0)
                : idFrom(account, range.fromNanos().getAsLong());
        List<TrackedOrder> firsts = reads.orders().firstsOfLists(account, from, before, limit, oldestFirst);
        return lists(account, firsts);
    }

    private long idFrom(AccountId account, long nanos) {
        return reads.orders().idFrom(account, nanos, reads.view().sequence() + 1);
    }

    /** Returns the lists of some orders, oldest first. */
    private List<Map<String, Object>> lists(AccountId account, List<TrackedOrder> members) {
        Set<Long> ids = members.stream().map(TrackedOrder::listId).collect(Collectors.toSet());
        return reads.orders().lists(account, ids).values().stream()
                .map(orders::list)
                .map(SpotList::summary)
                .toList();
    }

    /** Cancels the open part of a list: all orders, or what is pending after the working one was filled. */
    Object cancelList(OperationCall call) {
        ListedMarket market = symbols.required(call);
        SpotList list =
                required(call, name(call, "listClientOrderId"), Optional.of(market), BinanceErrorCode.CANCEL_REJECTED);
        String cancelId = cancel.cancelId(call, "newClientOrderId");
        AccountId account = call.caller().account();
        SpotOrder open = list.orders().stream()
                .filter(order -> order.order().status().isOpen())
                .reduce((_, later) -> later) // a pending order is open as long as its list is, even after fills
                .orElseThrow(() -> BinanceErrorCode.CANCEL_REJECTED.refusal("Unknown order sent."));
        CommittedEvents done = orderEntry.cancel(account, open.order().id()).orThrow();
        Function<OrderId, Map<String, Object>> worded = id -> cancel.worded(call, done, id, market, cancelId);
        List<Map<String, Object>> reports = done.canceledOrders().stream()
                .sorted(Comparator.comparingLong(OrderId::value))
                .map(worded)
                .toList();
        return list.ended().report(list.name(), done.timeNanos(), reports);
    }

    private static OrderReference name(OperationCall call, String clientName) {
        return OrderReference.of(call, "orderListId", clientName);
    }

    /**
     * Returns the list that a call names.
     *
     * @param of its market; empty means any
     * @throws Refusal if there is none
     */
    private SpotList required(
            OperationCall call, OrderReference named, Optional<ListedMarket> of, BinanceErrorCode otherwise) {
        AccountId account = call.caller().account();
        Optional<ClientOrderId> none = Optional.empty();
        OrderReference byOne = named.id().isPresent() ? new OrderReference(named.id(), none) : named;
        return orders.find(call, byOne)
                .filter(order -> order.listId() != 0)
                .filter(order -> of.isEmpty()
                        || order.request()
                                .instrument()
                                .equals(of.get().instrument().id()))
                .map(order -> orders.list(reads.orders().listOf(account, order)))
                .orElseThrow(() -> otherwise.refusal(NONE));
    }
}
