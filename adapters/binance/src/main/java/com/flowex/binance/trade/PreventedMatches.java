package com.flowex.binance.trade;

import com.flowex.binance.call.OperationCall;
import com.flowex.binance.call.Params;
import com.flowex.binance.call.Symbols;
import com.flowex.binance.dialect.BinanceErrorCode;
import com.flowex.binance.dialect.Timestamp;
import com.flowex.domain.order.SelfTradePrevention;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.domain.value.OrderId;
import com.flowex.orderentry.market.ListedMarket;
import com.flowex.trading.TradingQueries;
import com.flowex.trading.store.order.PreventedTradeQueries.PreventedTrade;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Operation for self-trades that were prevented. A match is identified by the sequence of its event.
 *
 * @param reads views of trading
 */
record PreventedMatches(Symbols symbols, TradingQueries reads) {

    private static final int SIDES = 2;

    Object list(OperationCall call) {
        ListedMarket market = symbols.required(call);
        Params params = call.params();
        OptionalLong match = params.number("preventedMatchId", 1, Long.MAX_VALUE);
        OptionalLong order = params.number("orderId", 1, Long.MAX_VALUE);
        OptionalLong from = params.number("fromPreventedMatchId", 0, Long.MAX_VALUE);
        int limit = TradeHistory.limit(params);
        if (match.isEmpty() == order.isEmpty()) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: send 'preventedMatchId' or 'orderId'.");
        }
        if (match.isPresent() && from.isPresent()) {
            throw BinanceErrorCode.BAD_COMBINATION.refusal(
                    "Combination of optional parameters invalid: 'fromPreventedMatchId' goes with 'orderId'.");
        }
        reads.view().await(call);
        AccountId account = call.caller().account();
        List<PreventedTrade> found = match.isPresent()
                ? at(account, match.getAsLong())
                : reads.preventions().from(account, from.orElse(0), order.getAsLong(), limit);
        return worded(found, account, market);
    }

    private List<PreventedTrade> at(AccountId account, long sequence) {
        return reads.preventions().from(account, sequence, null, SIDES).stream()
                .filter(each -> each.sequence() == sequence)
                .toList();
    }

    private List<Map<String, Object>> worded(List<PreventedTrade> found, AccountId account, ListedMarket market) {
        Map<Long, TrackedOrder> orders = orders(found, account);
        long group = found.isEmpty() ? 0 : reads.risk().preventionGroup(account);
        Map<Long, List<PreventedTrade>> matches = found.stream()
                .filter(each -> isOf(market, orders.get(each.order())))
                .collect(Collectors.groupingBy(PreventedTrade::sequence, TreeMap::new, Collectors.toList()));
        List<Map<String, Object>> worded = new ArrayList<>();
        matches.values().forEach(sides -> worded.add(match(sides, orders, market, group)));
        return worded;
    }

    private static boolean isOf(ListedMarket market, @Nullable TrackedOrder order) {
        return order != null
                && order.request().instrument().equals(market.instrument().id());
    }

    private Map<Long, TrackedOrder> orders(List<PreventedTrade> found, AccountId account) {
        List<OrderId> ids = found.stream()
                .flatMap(each -> Stream.of(each.order(), each.met()))
                .distinct()
                .map(OrderId::new)
                .toList();
        return ids.isEmpty()
                ? Map.of()
                : reads.orders().find(account, ids).stream()
                        .collect(Collectors.toMap(order -> order.id().value(), Function.identity()));
    }

    private static Map<String, Object> match(
            List<PreventedTrade> sides, Map<Long, TrackedOrder> orders, ListedMarket market, long group) {
        PreventedTrade one = sides.getFirst();
        long taker = one.isMaker() ? one.met() : one.order();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("symbol", Symbols.of(market));
        fields.put("preventedMatchId", one.sequence());
        fields.put("takerOrderId", taker);
        fields.put("makerSymbol", Symbols.of(market));
        fields.put("makerOrderId", one.isMaker() ? one.order() : one.met());
        fields.put("tradeGroupId", group == 0 ? -1 : group);
        TrackedOrder taking = orders.get(taker);
        if (taking != null) {
            TrackedOrder making = orders.get(one.isMaker() ? one.order() : one.met());
            fields.put("selfTradePreventionMode", mode(taking, making).name());
        }
        fields.put("price", Decimals.format(one.priceUnits(), market.priceScale()));
        for (PreventedTrade side : sides) {
            fields.put(
                    side.isMaker() ? "makerPreventedQuantity" : "takerPreventedQuantity",
                    Decimals.format(side.preventedUnits(), market.quantityScale()));
        }
        fields.put("transactTime", new Timestamp(one.timeNanos()));
        return fields;
    }

    /**
     * Returns the mode that took effect. A transfer needs both orders to name it, and is never one between two accounts.
     *
     * @param making order of the same account that stood in the book; null if it is another account's
     */
    private static SelfTradePrevention mode(TrackedOrder taking, @Nullable TrackedOrder making) {
        SelfTradePrevention named = taking.request().selfTradePrevention();
        return making != null && making.request().selfTradePrevention() == named ? named : named.effect();
    }
}
