package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.domain.market.Asset;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.store.FillQueries;
import com.flowex.trading.store.FillRow;
import com.flowex.trading.store.order.OrderQueries;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries of the caller's past orders and trades, oldest first: the latest ones without a start, otherwise the first
 * ones from the start.
 *
 * @param reads views of trading
 */
record TradeHistory(Symbols symbols, OwnOrders own, TradingQueries reads) {

    private static final int LIMIT = 500;
    private static final int LIMIT_MAX = 1_000;

    Object orders(OperationCall call) {
        ListedMarket market = symbols.required(call);
        Params params = call.params();
        OptionalLong orderId = params.number("orderId", 0, Long.MAX_VALUE);
        DayRange range = DayRange.of(params);
        int limit = limit(params);
        reads.view().await(call);
        AccountId account = call.caller().account();
        long end = reads.view().sequence() + 1;
        long before = range.toNanos().isEmpty()
                ? OrderQueries.FROM_NEWEST
                : reads.past().idFrom(account, range.toNanos().getAsLong(), end);
        OptionalLong from = orderId.isPresent() || range.fromNanos().isEmpty()
                ? orderId
                : OptionalLong.of(reads.past().idFrom(account, range.fromNanos().getAsLong(), end));
        return orders(account, market, from, before, limit).stream()
                .map(order -> new SpotOrder(order, market).state())
                .toList();
    }

    private List<TrackedOrder> orders(
            AccountId account, ListedMarket market, OptionalLong from, long before, int limit) {
        if (from.isPresent()) {
            return reads.past().oldest(account, market.instrument().id(), from.getAsLong(), before, limit);
        }
        return reads.past()
                .page(new OrderQueries.OrderFilter(
                        account, market.instrument().id(), Set.of(), LogTime.Span.ALL, before, limit))
                .reversed();
    }

    static int limit(Params params) {
        return params.number("limit", LIMIT, 1, LIMIT_MAX);
    }

    Object trades(OperationCall call) {
        ListedMarket market = symbols.required(call);
        Params params = call.params();
        DayRange range = DayRange.of(params);
        OptionalLong fromId = params.number("fromId", 0, Long.MAX_VALUE);
        if (fromId.isPresent() && !range.isAllOfTime()) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: send 'fromId', or 'startTime' and 'endTime'.");
        }
        OptionalLong orderId = params.number("orderId", 1, Long.MAX_VALUE);
        int limit = limit(params);
        reads.view().await(call);
        AccountId account = call.caller().account();
        Optional<TrackedOrder> order = orderId.stream()
                .mapToObj(id -> reads.orders().find(account, new OrderId(id)))
                .flatMap(Optional::stream)
                .findFirst();
        if (orderId.isPresent() && order.isEmpty()) {
            return List.of();
        }
        return worded(rows(account, market, order.orElse(null), fromId, range, limit), account, market);
    }

    private List<FillRow> rows(
            AccountId account,
            ListedMarket market,
            @Nullable TrackedOrder order,
            OptionalLong fromId,
            DayRange range,
            int limit) {
        long first = order == null ? 0 : order.acceptedSequence();
        long last = order == null ? Long.MAX_VALUE : order.progress().sequence();
        if (fromId.isPresent()) {
            first = Math.max(first, from(account, FillQueries.AscendingFillColumn.TRADE_ID, fromId.getAsLong()));
        }
        if (range.fromNanos().isPresent()) {
            first = Math.max(
                    first,
                    from(
                            account,
                            FillQueries.AscendingFillColumn.TIME_NANOS,
                            range.fromNanos().getAsLong()));
        }
        if (range.toNanos().isPresent()) {
            last = Math.min(
                    last,
                    from(
                                    account,
                                    FillQueries.AscendingFillColumn.TIME_NANOS,
                                    range.toNanos().getAsLong())
                            - 1);
        }
        FillQueries.FillFilter filter = new FillQueries.FillFilter(
                account,
                market.instrument().id(),
                order == null ? null : order.id(),
                first,
                last,
                LogTime.Span.ALL,
                FillQueries.FROM_NEWEST,
                limit);
        return fromId.isPresent() || range.fromNanos().isPresent()
                ? reads.fills().oldest(filter)
                : reads.fills().page(filter).reversed();
    }

    private long from(AccountId account, FillQueries.AscendingFillColumn column, long least) {
        return reads.fills().sequenceFrom(account, column, least, reads.view().sequence() + 1);
    }

    private List<Map<String, Object>> worded(List<FillRow> rows, AccountId account, ListedMarket market) {
        Map<Long, Long> lists = new HashMap<>();
        List<OrderId> ids =
                rows.stream().map(FillRow::orderId).distinct().map(OrderId::new).toList();
        if (!ids.isEmpty()) {
            reads.orders()
                    .find(account, ids)
                    .forEach(order ->
                            lists.put(order.id().value(), own.worded(order).orderListId()));
        }
        return rows.stream()
                .map(row -> trade(row, market, lists.getOrDefault(row.orderId(), SpotOrder.NO_LIST)))
                .toList();
    }

    private static Map<String, Object> trade(FillRow row, ListedMarket market, long list) {
        boolean isRebate = row.rebateUnits() != 0;
        Asset paidIn = market.receivedBy(isRebate ? row.side().opposite() : row.side());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", Symbols.of(market));
        fields.put("id", row.tradeId());
        fields.put("orderId", row.orderId());
        fields.put("orderListId", list);
        fields.put("price", Decimals.format(row.priceUnits(), market.priceScale()));
        fields.put("qty", Decimals.format(row.quantityUnits(), market.quantityScale()));
        fields.put("quoteQty", Decimals.format(row.quoteUnits(), market.quoteScale()));
        fields.put("commission", Decimals.format(isRebate ? -row.rebateUnits() : row.feeUnits(), paidIn.scale()));
        fields.put("commissionAsset", paidIn.code());
        fields.put("time", new Timestamp(row.executedNanos()));
        fields.put("isBuyer", row.side() == Side.BUY);
        fields.put("isMaker", row.maker());
        fields.put("isBestMatch", true);
        return fields;
    }
}
