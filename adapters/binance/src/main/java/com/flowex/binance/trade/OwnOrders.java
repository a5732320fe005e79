package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.trade.params.OrderReference;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.ClientOrderIdStatus;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.OrderStatus;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Queries of the caller's orders. An order belongs to one market: under another symbol it is not found.
 *
 * @param reads views of trading
 */
record OwnOrders(OrderEntryService orderEntry, Symbols symbols, TradingQueries reads) {

    private static final Set<OrderStatus> OPEN =
            Set.of(OrderStatus.PENDING, OrderStatus.WAITING, OrderStatus.OPEN, OrderStatus.PARTIALLY_FILLED);

    private static final int AT_ONCE = 1_000;

    Object order(OperationCall call) {
        ListedMarket market = symbols.required(call);
        return required(
                        call,
                        market,
                        OrderReference.of(call, "orderId", "origClientOrderId"),
                        BinanceErrorCode.NO_SUCH_ORDER)
                .state();
    }

    /** Returns all open orders of a market or of all markets, oldest first. */
    Object open(OperationCall call) {
        Optional<ListedMarket> market = symbols.optional(call);
        reads.view().await(call);
        return open(call.caller().account(), market.map(of -> of.instrument().id())).stream()
                .map(this::worded)
                .map(SpotOrder::state)
                .toList();
    }

    List<TrackedOrder> open(AccountId account, Optional<InstrumentId> market) {
        List<TrackedOrder> all = new ArrayList<>();
        List<TrackedOrder> some;
        long before = OrderQueries.FROM_NEWEST;
        do {
            some = reads.orders()
                    .page(new OrderQueries.OrderFilter(
                            account, market.orElse(null), OPEN, LogTime.Span.ALL, before, AT_ONCE));
            all.addAll(some);
            before = some.isEmpty() ? before : some.getLast().id().value();
        } while (some.size() == AT_ONCE);
        return all.reversed();
    }

    /**
     * Returns the order that a call names.
     *
     * @param otherwise error code if there is none
     * @throws Refusal if there is none
     */
    SpotOrder required(OperationCall call, ListedMarket market, OrderReference named, BinanceErrorCode otherwise) {
        return find(call, named)
                .filter(order ->
                        order.request().instrument().equals(market.instrument().id()))
                .map(order -> new SpotOrder(order, market))
                .orElseThrow(() -> otherwise.refusal(
                        otherwise == BinanceErrorCode.NO_SUCH_ORDER ? "Order does not exist." : "Unknown order sent."));
    }

    /** Returns the order that a call names, of any market. */
    Optional<TrackedOrder> find(OperationCall call, OrderReference named) {
        AccountId account = call.caller().account();
        Optional<OrderId> id = named.id().or(() -> named.clientId().flatMap(one -> traced(account, one)));
        reads.view().await(call);
        return id.flatMap(one -> reads.orders().find(account, one)).filter(order -> named.clientId()
                .filter(one -> !one.equals(order.request().clientOrderId()))
                .isEmpty());
    }

    private Optional<OrderId> traced(AccountId account, ClientOrderId id) {
        return orderEntry.resolve(account, id, false).orThrow() instanceof ClientOrderIdStatus.Known(OrderId order)
                ? Optional.of(order)
                : Optional.empty();
    }

    /** Returns orders of one list in the form of this dialect. */
    SpotList list(List<TrackedOrder> members) {
        return new SpotList(members.stream().map(this::worded).toList());
    }

    /** Returns an order in the form of this dialect. */
    SpotOrder worded(TrackedOrder order) {
        return new SpotOrder(order, orderEntry.listed().market(order.request().instrument()));
    }
}
