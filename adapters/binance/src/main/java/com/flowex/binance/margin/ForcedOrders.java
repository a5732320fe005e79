package com.flowex.binance.margin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.flowex.binance.call.MarginMode;
import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.binance.margin.LoanRecords.RowsBody;
import com.flowex.binance.trade.SpotOrder;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.TrackedOrder;
import com.flowex.wallet.MarginFacade;
import com.flowex.wallet.store.margin.MarginHistory.LevelEvent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code forceLiquidationRec}: orders by which the exchange sold for the caller's debts, newest first. */
record ForcedOrders(MarginFacade margin, Symbols symbols, TradingQueries trading, InstantSource clock) {

    /** Parameters of the query. */
    static final String[] TAKES = {"startTime", "endTime", "isolatedSymbol", "current", "size"};

    private static final int AT_ONCE = 1_000;

    /** Client order ids of liquidations have this text behind their time. */
    private static final String MARK = "-74c7-";

    private static final int MARK_AT = 13;

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    private record ForcedOrderBody(
            String avgPrice,
            String executedQty,
            long orderId,
            String price,
            String qty,
            String side,
            String symbol,
            String timeInForce,
            boolean isIsolated,
            Timestamp updatedTime) {}

    Object orders(OperationCall sent) {
        OperationCall call = new MarginMode(symbols).ofSymbol(sent);
        RecordRange range = RecordRange.of(call.params(), clock);
        margin.view().await(call);
        trading.view().await(call);
        List<TrackedOrder> orders = new ArrayList<>();
        liquidations(call, range.span()).forEach(event -> orders.addAll(orders(call, event, range.span())));
        List<ForcedOrderBody> rows = orders.stream()
                .flatMap(order ->
                        symbols.find(order.request().instrument()).stream().map(market -> body(order, market)))
                .toList();
        return new RowsBody(
                rows.stream().skip(range.offset()).limit(range.limit()).toList(), rows.size());
    }

    /** Returns the liquidations that a range touches, newest first. */
    private List<LevelEvent> liquidations(OperationCall call, LogTime.Span span) {
        List<LevelEvent> found = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<LevelEvent> some;
        do {
            some = margin.events().liquidations(call.account(), before, AT_ONCE);
            some.stream()
                    .filter(event -> event.startedNanos() < span.toNanos()
                            && (event.endedNanos() == 0 || event.endedNanos() >= span.fromNanos()))
                    .forEach(found::add);
            before = some.isEmpty() ? before : some.getLast().sequence();
        } while (some.size() == AT_ONCE);
        return found;
    }

    /** Returns the orders of a liquidation, newest first. The account's own orders are refused meanwhile. */
    private List<TrackedOrder> orders(OperationCall call, LevelEvent event, LogTime.Span span) {
        long end = event.endedNanos() == 0 ? Long.MAX_VALUE : event.endedNanos() + 1;
        LogTime.Span during =
                new LogTime.Span(Math.max(event.startedNanos(), span.fromNanos()), Math.min(end, span.toNanos()));
        List<TrackedOrder> found = new ArrayList<>();
        long before = OrderQueries.FROM_NEWEST;
        List<TrackedOrder> some;
        do {
            AccountId account = call.account();
            some = trading.past().page(new OrderQueries.OrderFilter(account, null, Set.of(), during, before, AT_ONCE));
            some.stream().filter(order -> isOf(order, event)).forEach(found::add);
            before = some.isEmpty() ? before : some.getLast().id().value();
            if (some.size() == AT_ONCE) {
                call.drawMore(1);
            }
        } while (some.size() == AT_ONCE);
        return found;
    }

    private static boolean isOf(TrackedOrder order, LevelEvent event) {
        return order.acceptedSequence() > event.sequence()
                && order.request().clientOrderId().toString().startsWith(MARK, MARK_AT);
    }

    private static ForcedOrderBody body(TrackedOrder order, ListedMarket market) {
        SpotOrder spot = new SpotOrder(order, market);
        return new ForcedOrderBody(
                average(spot, market),
                spot.executedQty(),
                spot.orderId(),
                spot.price(),
                spot.origQty(),
                spot.side(),
                spot.symbol(),
                spot.timeInForce(),
                order.request().account().isIsolated(),
                spot.updateTime());
    }

    private static String average(SpotOrder order, ListedMarket market) {
        BigDecimal quantity = new BigDecimal(order.executedQty());
        if (quantity.signum() == 0) {
            return "0";
        }
        return new BigDecimal(order.cumulativeQuoteQty())
                .divide(quantity, market.priceScale().places(), RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
