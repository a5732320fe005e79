package com.flowex.walk;

import static com.flowex.walk.ClientScenario.is;
import static com.flowex.walk.ClientScenario.that;
import static com.flowex.walk.ClientScenario.until;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import org.knowm.xchange.binance.dto.trade.BinanceCancelOrderParams;
import org.knowm.xchange.binance.dto.trade.BinanceOrderFlags;
import org.knowm.xchange.binance.dto.trade.BinanceQueryOrderParams;
import org.knowm.xchange.binance.dto.trade.BinanceTradeHistoryParams;
import org.knowm.xchange.binance.dto.trade.OrderSide;
import org.knowm.xchange.binance.dto.trade.OrderType;
import org.knowm.xchange.binance.dto.trade.TimeInForce;
import org.knowm.xchange.binance.dto.trade.TrailingFlag;
import org.knowm.xchange.binance.service.BinanceTradeService;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.Order.OrderStatus;
import org.knowm.xchange.dto.trade.LimitOrder;
import org.knowm.xchange.dto.trade.MarketOrder;
import org.knowm.xchange.dto.trade.OpenOrders;
import org.knowm.xchange.dto.trade.StopOrder;
import org.knowm.xchange.dto.trade.UserTrade;
import org.knowm.xchange.exceptions.ExchangeException;
import org.knowm.xchange.exceptions.FundsExceededException;
import org.knowm.xchange.exceptions.OrderNotValidException;
import org.knowm.xchange.service.trade.params.DefaultCancelAllOrdersByInstrument;

/** Steps of orders against a friend's quotes: 0.1 each at 1,010, 1,011 and 990. */
final class TradeSteps {

    private static final CurrencyPair MARKET = CurrencyPair.BTC_USDT;
    private static final long HOUR_MILLIS = 3_600_000;

    private final ClientScenario walk;
    private final BinanceTradeService trade;

    TradeSteps(ClientScenario walk, LocalBinanceExchange signing) {
        this.walk = walk;
        this.trade = (BinanceTradeService) signing.getTradeService();
    }

    static LimitOrder.Builder limit(Order.OrderType side, String quantity, String price) {
        return new LimitOrder.Builder(side, MARKET)
                .originalAmount(new BigDecimal(quantity))
                .limitPrice(new BigDecimal(price));
    }

    static MarketOrder market(Order.OrderType side, String quantity) {
        return new MarketOrder(side, new BigDecimal(quantity), MARKET);
    }

    private static StopOrder.Builder stop(StopOrder.Intention intention, String price) {
        return new StopOrder.Builder(Order.OrderType.ASK, MARKET)
                .intention(intention)
                .originalAmount(new BigDecimal("0.01"))
                .stopPrice(new BigDecimal(price));
    }

    private Order order(String id) throws Exception {
        return trade.getOrder(new BinanceQueryOrderParams(MARKET, id))
                .iterator()
                .next();
    }

    private void ends(String id, OrderStatus status) throws Exception {
        until(() -> order(id), each -> each.getStatus() == status);
    }

    void all() {
        takes();
        rests();
        stops();
        sees();
        isRefused();
    }

    private void takes() {
        walk.tries(
                "placeTestOrder",
                () -> trade.placeTestOrder(OrderType.MARKET, market(Order.OrderType.BID, "0.01"), null, null));
        walk.tries("placeMarketOrder buy, by its fills", () -> {
            Order order = order(trade.placeMarketOrder(market(Order.OrderType.BID, "0.02")));
            that(order.getStatus() == OrderStatus.FILLED && is(order.getCumulativeAmount(), "0.02"), order);
            that(is(order.getAveragePrice(), "1010"), order);
        });
        walk.tries("newOrder market buy by cost", () -> {
            var order = trade.newOrder(
                    MARKET,
                    OrderSide.BUY,
                    OrderType.MARKET,
                    null,
                    null,
                    new BigDecimal("20.2"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);
            that(is(order.executedQty, "0.02") && !order.fills.isEmpty(), order);
        });
        walk.tries("placeMarketOrder sell", () -> {
            Order order = order(trade.placeMarketOrder(market(Order.OrderType.ASK, "0.01")));
            that(order.getStatus() == OrderStatus.FILLED && is(order.getAveragePrice(), "990"), order);
        });
        walk.tries("placeLimitOrder IOC that fills in part", () -> {
            Order order = order(trade.placeLimitOrder(limit(Order.OrderType.BID, "0.08", "1010")
                    .flag(TimeInForce.IOC)
                    .build()));
            that(order.getStatus() == OrderStatus.EXPIRED && is(order.getCumulativeAmount(), "0.06"), order);
        });
        walk.tries("placeLimitOrder FOK that cannot fill", () -> {
            Order order = order(trade.placeLimitOrder(limit(Order.OrderType.ASK, "0.5", "990")
                    .flag(TimeInForce.FOK)
                    .build()));
            that(
                    order.getStatus() == OrderStatus.EXPIRED
                            && order.getCumulativeAmount().signum() == 0,
                    order);
        });
    }

    private void rests() {
        walk.tries("placeLimitOrder with a name, getOrder, cancelOrder", () -> {
            String id = trade.placeLimitOrder(limit(Order.OrderType.BID, "0.01", "900")
                    .userReference("walk-1")
                    .build());
            Order order = order(id);
            that(
                    order.getStatus() == OrderStatus.NEW
                            && order.getUserReference().equals("walk-1"),
                    order);
            OpenOrders open =
                    until(trade::getOpenOrders, each -> each.getOpenOrders().size() == 1);
            that(open.getOpenOrders().getFirst().getId().equals(id), open);
            that(trade.cancelOrder(new BinanceCancelOrderParams(MARKET, id, null)));
            ends(id, OrderStatus.CANCELED);
        });
        walk.tries("cancelOrder by its name too", () -> {
            String id = trade.placeLimitOrder(limit(Order.OrderType.BID, "0.01", "901")
                    .userReference("walk-2")
                    .build());
            that(trade.cancelOrder(new BinanceCancelOrderParams(MARKET, id, "walk-2")));
            ends(id, OrderStatus.CANCELED);
        });
        walk.tries("placeLimitOrder that only makes", () -> {
            String id = trade.placeLimitOrder(limit(Order.OrderType.BID, "0.01", "902")
                    .flag(BinanceOrderFlags.LIMIT_MAKER)
                    .build());
            that(order(id).getStatus() == OrderStatus.NEW);
        });
        walk.tries("getOpenOrders of a market, cancelAllOrders", () -> {
            String id = trade.placeLimitOrder(
                    limit(Order.OrderType.ASK, "0.01", "1100").build());
            until(
                    () -> trade.getOpenOrders(MARKET),
                    each -> each.getOpenOrders().size() == 2);
            Collection<String> canceled = trade.cancelAllOrders(new DefaultCancelAllOrdersByInstrument(MARKET));
            that(canceled.size() == 2 && canceled.contains(id), canceled);
            until(trade::getOpenOrders, each -> each.getAllOpenOrders().isEmpty());
        });
    }

    private void stops() {
        walk.tries(
                "placeStopOrder stop loss",
                () -> waits(stop(StopOrder.Intention.STOP_LOSS, "950").build(), "950"));
        walk.tries(
                "placeStopOrder stop loss with a limit",
                () -> waits(
                        stop(StopOrder.Intention.STOP_LOSS, "951")
                                .limitPrice(new BigDecimal("940"))
                                .build(),
                        "951"));
        walk.tries(
                "placeStopOrder take profit",
                () -> waits(stop(StopOrder.Intention.TAKE_PROFIT, "1200").build(), "1200"));
        walk.tries(
                "placeStopOrder take profit with a limit",
                () -> waits(
                        stop(StopOrder.Intention.TAKE_PROFIT, "1201")
                                .limitPrice(new BigDecimal("1190"))
                                .build(),
                        "1201"));
        walk.tries("newOrder that trails", () -> {
            var order = trade.newOrder(
                    MARKET,
                    OrderSide.SELL,
                    OrderType.STOP_LOSS,
                    null,
                    new BigDecimal("0.01"),
                    null,
                    null,
                    null,
                    null,
                    TrailingFlag.P1.getTrailingBip(),
                    null,
                    null);
            that(trade.cancelOrder(new BinanceCancelOrderParams(MARKET, Long.toString(order.orderId), null)));
        });
    }

    private void waits(StopOrder stop, String price) throws Exception {
        String id = trade.placeStopOrder(stop);
        StopOrder order = (StopOrder) order(id);
        that(order.getStatus() == OrderStatus.NEW && is(order.getStopPrice(), price), order);
        OpenOrders open =
                until(trade::getOpenOrders, each -> each.getHiddenOrders().size() == 1);
        that(open.getHiddenOrders().getFirst().getId().equals(id), open);
        that(trade.cancelOrder(new BinanceCancelOrderParams(MARKET, id, null)));
        ends(id, OrderStatus.CANCELED);
    }

    private void sees() {
        walk.tries("getTradeHistory", () -> {
            List<UserTrade> trades =
                    trade.getTradeHistory(new BinanceTradeHistoryParams(MARKET)).getUserTrades();
            that(trades.size() == 4, trades);
            UserTrade first = trades.getFirst();
            that(is(first.getPrice(), "1010") && is(first.getOriginalAmount(), "0.02"), first);
            that(first.getType() == Order.OrderType.BID && first.getFeeAmount().signum() > 0, first);
        });
        walk.tries("getTradeHistory of a stretch, so many", () -> {
            BinanceTradeHistoryParams params = new BinanceTradeHistoryParams(MARKET);
            params.setStartTime(ClientScenario.fromNow(-HOUR_MILLIS));
            params.setEndTime(ClientScenario.fromNow(HOUR_MILLIS / 2));
            params.setLimit(2);
            that(trade.getTradeHistory(params).getUserTrades().size() == 2);
        });
        walk.tries("getTradeHistory from an id", () -> {
            List<UserTrade> all =
                    trade.getTradeHistory(new BinanceTradeHistoryParams(MARKET)).getUserTrades();
            BinanceTradeHistoryParams params = new BinanceTradeHistoryParams(MARKET);
            params.setStartId(all.getLast().getId());
            that(trade.getTradeHistory(params).getUserTrades().size() == 1, all);
        });
        walk.tries("allOrders", () -> that(trade.allOrders(MARKET, null, null).size() >= 10));
    }

    private void isRefused() {
        walk.refused(
                "too little money",
                FundsExceededException.class,
                () -> trade.placeLimitOrder(
                        limit(Order.OrderType.BID, "90", "900").build()));
        walk.refused(
                "a price between two steps",
                OrderNotValidException.class,
                () -> trade.placeLimitOrder(
                        limit(Order.OrderType.BID, "0.01", "900.001").build()));
        walk.refused("an order that there is not", ExchangeException.class, () -> order("987654321"));
        walk.refused(
                "canceling an order that there is not",
                ExchangeException.class,
                () -> trade.cancelOrder(new BinanceCancelOrderParams(MARKET, "987654321", null)));
    }
}
