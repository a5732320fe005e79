package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.trade.params.OrderReference;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.OrderToCancel;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Operations that cancel orders. A cancel does not wait for the view; if the view is behind, the answer has only the
 * fields that are certain.
 *
 * @param reads views of trading
 */
record CancelOperations(OrderEntryService orderEntry, Symbols symbols, OwnOrders orders, TradingQueries reads) {

    private static final Set<RefusalCode> NOT_SHOWN =
            Set.of(RefusalCode.VIEW_BEHIND, RefusalCode.UNAVAILABLE, RefusalCode.OVERLOADED);

    Object cancel(OperationCall call) {
        ListedMarket market = symbols.required(call);
        OrderReference named = OrderReference.of(call, "orderId", "origClientOrderId");
        String cancelId = cancelId(call, "newClientOrderId");
        CancelRestriction restriction = restriction(call);
        Optional<SpotOrder> known = shown(call, market, named);
        AccountId account = call.caller().account();
        OrderToCancel order = known.map(shown -> shown.order().id())
                .or(named::id)
                .map(id -> OrderToCancel.of(account, id, restriction))
                .orElseGet(() -> OrderToCancel.of(account, named.clientId().orElseThrow(), restriction));
        CommittedEvents done = orderEntry.cancel(order).orThrow();
        return worded(call, done, done.canceledOrders().getFirst(), market, cancelId);
    }

    /** Returns the order before the cancel, and checks its market, if the view is available. */
    private Optional<SpotOrder> shown(OperationCall call, ListedMarket market, OrderReference named) {
        try {
            return Optional.of(orders.required(call, market, named, BinanceErrorCode.CANCEL_REJECTED));
        } catch (Refusal why) {
            if (!NOT_SHOWN.contains(why.code())) {
                throw why;
            }
        } catch (DatabaseUnavailableException e) {
            // Falls through: the order is canceled without the view.
        }
        return Optional.empty();
    }

    /** Returns the fills that an order must have to be canceled; null for any. */
    static @Nullable CancelRestriction restriction(OperationCall call) {
        return call.params()
                .oneOf("cancelRestrictions", CancelRestriction.class, BinanceErrorCode.INVALID_PARAMETER)
                .orElse(null);
    }

    /** Returns the id of the cancel: the sender's, or a generated one. */
    String cancelId(OperationCall call, String name) {
        return call.params()
                .text(name)
                .map(text -> OrderReference.clientId(text, name).toString())
                .orElseGet(this::spareId);
    }

    private String spareId() {
        return orderEntry.defaults().clientOrderId().toString();
    }

    /**
     * Returns the answer for a canceled order.
     *
     * @param cancelId id of the cancel
     */
    Map<String, Object> worded(
            OperationCall call, CommittedEvents done, OrderId id, ListedMarket market, String cancelId) {
        AccountId account = call.caller().account();
        return reads.view()
                .afterDone("order " + id + " is canceled", done.lastSequence(), call, () -> reads.orders()
                        .find(account, id)
                        .orElseThrow())
                .resolve(
                        order -> new SpotOrder(order, market).canceled(cancelId),
                        (_, _) -> sure(id, cancelId, market, done));
    }

    /** Returns the fields of a cancel that are certain while the view is behind. */
    private static Map<String, Object> sure(OrderId id, String cancelId, ListedMarket market, CommittedEvents done) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", Symbols.of(market));
        fields.put("orderId", id.value());
        fields.put("clientOrderId", cancelId);
        fields.put("transactTime", new Timestamp(done.timeNanos()));
        fields.put("status", "CANCELED");
        return fields;
    }

    /** Cancels all open orders of a market, oldest first. */
    Object cancelAll(OperationCall call) {
        ListedMarket market = symbols.required(call);
        AccountId account = call.caller().account();
        CommittedEvents done =
                orderEntry.cancelAll(account, market.instrument().id(), null).orThrow();
        List<OrderId> ids = done.canceledOrders();
        if (ids.isEmpty()) {
            throw BinanceErrorCode.CANCEL_REJECTED.refusal("Unknown order sent.");
        }
        return reads.view()
                .afterDone(ids.size() + " orders are canceled", done.lastSequence(), call, () -> reads.orders()
                        .find(account, ids))
                .<Object>resolve(this::ended, (_, _) -> ids.stream()
                        .map(id -> sure(id, spareId(), market, done))
                        .toList());
    }

    private List<Map<String, Object>> ended(List<TrackedOrder> newestFirst) {
        return newestFirst.reversed().stream()
                .map(order -> orders.worded(order).canceled(spareId()))
                .toList();
    }
}
