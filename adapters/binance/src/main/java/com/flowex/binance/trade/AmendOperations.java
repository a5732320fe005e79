package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.trade.params.OrderReference;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.OrderRevised;
import com.flowex.domain.order.LinkedChange;
import com.flowex.domain.order.OrderChange;
import com.flowex.domain.order.PairChange;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Quantity;
import com.flowex.orderentry.CommandResult;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.app.order.OrderChangeForm;
import com.flowex.trading.store.order.OrderHistory;
import com.flowex.trading.store.order.OrderStatus;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Operations that reduce orders; a reduced order keeps its place in the queue. Reducing one order of a pair, also of one
 * that another order triggers, reduces both, because only one of them can be executed; a working order, and a pending one
 * without a pair, are reduced alone.
 *
 * @param reads views of trading
 */
record AmendOperations(OrderEntryService orderEntry, Symbols symbols, OwnOrders orders, TradingQueries reads) {

    /** Events by which an order is reduced in place. */
    private static final Set<String> SHRINKING = Set.of("reduced", "revised");

    private static final int AT_ONCE = 1_000;

    Object amend(OperationCall call) {
        ListedMarket market = symbols.required(call);
        OrderReference named = OrderReference.of(call, "orderId", "origClientOrderId");
        long requested =
                call.params().decimal("newQty", market.quantityScale()).orElseThrow(() -> Params.missing("newQty"));
        SpotOrder before = orders.required(call, market, named, BinanceErrorCode.NO_SUCH_ORDER);
        if (requested >= before.order().progress().quantityUnits()) {
            throw BinanceErrorCode.NOT_AMENDABLE.refusal(
                    "The new quantity must be below the order's, " + before.origQty() + ".");
        }
        requireOwnName(call.params(), before);
        AccountId account = before.order().request().account();
        Belonging belonging = belonging(account, before.order());
        long place = reads.versions().place(account);
        CommittedEvents done =
                submit(before.order(), belonging, requested, market).orThrow();
        OrderId id = before.order().id();
        reads.view().awaitAfter("order " + id + " is changed", call);
        SpotOrder after = reads.versions()
                .after(done, account, id, place)
                .map(order -> new SpotOrder(order, market))
                .orElseGet(() -> orders.required(call, market, named, BinanceErrorCode.NO_SUCH_ORDER));
        Optional<SpotList> list = belonging == Belonging.ALONE
                ? Optional.empty()
                : Optional.of(orders.list(reads.orders().listOf(account, after.order())));
        return worded(after, list, done);
    }

    /** A changed order keeps its client order id, which clients of this dialect may name, to keep it. */
    private static void requireOwnName(Params params, SpotOrder order) {
        Optional<String> named = params.text("newClientOrderId");
        if (named.isPresent() && !named.get().equals(order.clientOrderId())) {
            throw BinanceErrorCode.INVALID_PARAMETER.refusal(
                    "newClientOrderId must be left out or the order's own: a changed order keeps it.");
        }
    }

    /** Relation of an order to another open one. */
    private enum Belonging {
        ALONE,
        PAIR,
        WORKING,
        PENDING
    }

    private Belonging belonging(AccountId account, TrackedOrder order) {
        List<TrackedOrder> list = reads.orders().listOf(account, order);
        if (!order.status().isOpen()) {
            return Belonging.ALONE;
        }
        if (order.partnerIn(list).filter(partner -> partner.status().isOpen()).isPresent()) {
            return Belonging.PAIR;
        }
        if (order.status() == OrderStatus.PENDING) {
            return Belonging.PENDING;
        }
        boolean hasPending = list.stream().anyMatch(other -> other.status() == OrderStatus.PENDING);
        return hasPending ? Belonging.WORKING : Belonging.ALONE;
    }

    private CommandResult<CommittedEvents> submit(
            TrackedOrder order, Belonging belonging, long requested, ListedMarket market) {
        AccountId account = order.request().account();
        InstrumentId instrument = order.request().instrument();
        Quantity quantity = new Quantity(requested);
        return switch (belonging) {
            case ALONE -> {
                OrderChangeForm.Body body = new OrderChangeForm.Body(
                        null, Decimals.format(requested, market.quantityScale()), null, null, null, null, null);
                yield new OrderChangeForm(body, order, market).submit(orderEntry);
            }
            case PAIR ->
                orderEntry.revisePair(account, order.id(), new PairChange(null, quantity, null, null), instrument);
            case WORKING ->
                orderEntry.reviseLinked(account, order.id(), new LinkedChange(null, quantity, null), instrument);
            case PENDING -> {
                OrderChange change = new OrderChange(null, quantity, null, null);
                yield orderEntry.reviseLinked(account, order.id(), new LinkedChange(null, null, change), instrument);
            }
        };
    }

    private static Map<String, Object> worded(SpotOrder order, Optional<SpotList> list, CommittedEvents done) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("transactTime", new Timestamp(done.timeNanos()));
        fields.put("executionId", executionId(done, order.order().id()));
        fields.put("amendedOrder", order.amended());
        list.ifPresent(whole -> fields.put("listStatus", whole.status()));
        return fields;
    }

    /** Returns the sequence of the event that reduced the order, or ended it: as much may be filled meanwhile. */
    private static long executionId(CommittedEvents done, OrderId id) {
        long sequence = done.sequence();
        for (Event event : done.events()) {
            if (event instanceof OrderReduced reduced && reduced.order().equals(id)
                    || event instanceof OrderRevised revised && revised.order().equals(id)
                    || event instanceof OrderCanceled canceled
                            && canceled.order().equals(id)) {
                return sequence;
            }
            sequence++;
        }
        throw new IllegalStateException("an order that was made smaller says so: " + done.events());
    }

    /** Returns the reductions of an order, oldest first. */
    Object amendments(OperationCall call) {
        ListedMarket market = symbols.required(call);
        long id = call.params().requiredNumber("orderId", 1, Long.MAX_VALUE);
        long from = call.params().number("fromExecutionId", 0, Long.MAX_VALUE).orElse(0);
        int limit = TradeHistory.limit(call.params());
        OrderReference named = new OrderReference(Optional.of(new OrderId(id)), Optional.empty());
        SpotOrder order = orders.required(call, market, named, BinanceErrorCode.NO_SUCH_ORDER);
        List<Map<String, Object>> found = new ArrayList<>();
        long after = Math.max(0, from - 1);
        List<OrderHistory.OrderHistoryEntry> some;
        do {
            some = reads.life().after(order.order(), after, AT_ONCE);
            some.stream()
                    .filter(AmendOperations::shrinks)
                    .limit((long) limit - found.size())
                    .map(moment -> amendment(moment, order))
                    .forEach(found::add);
            after = some.isEmpty() ? after : some.getLast().sequence();
        } while (some.size() == AT_ONCE && found.size() < limit);
        return found;
    }

    private static boolean shrinks(OrderHistory.OrderHistoryEntry moment) {
        return SHRINKING.contains(moment.event()) && moment.quantityUnits() < moment.quantityBefore();
    }

    private static Map<String, Object> amendment(OrderHistory.OrderHistoryEntry moment, SpotOrder order) {
        ListedMarket market = order.market();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", order.symbol());
        fields.put("orderId", order.orderId());
        fields.put("executionId", moment.sequence());
        fields.put("origClientOrderId", order.clientOrderId());
        fields.put("newClientOrderId", order.clientOrderId());
        fields.put("origQty", Decimals.format(moment.quantityBefore(), market.quantityScale()));
        fields.put("newQty", Decimals.format(moment.quantityUnits(), market.quantityScale()));
        fields.put("time", Timestamp.of(moment.at()));
        return fields;
    }
}
