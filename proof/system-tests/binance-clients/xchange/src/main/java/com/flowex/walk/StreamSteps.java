package com.flowex.walk;

import static com.flowex.walk.ClientScenario.is;
import static com.flowex.walk.ClientScenario.that;

import info.bitrich.xchangestream.binance.BinanceStreamingTradeService;
import info.bitrich.xchangestream.binance.KlineSubscription;
import info.bitrich.xchangestream.core.ProductSubscription;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.functions.Predicate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.knowm.xchange.binance.dto.marketdata.KlineInterval;
import org.knowm.xchange.binance.dto.trade.BinanceCancelOrderParams;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order;
import org.knowm.xchange.dto.Order.OrderStatus;
import org.knowm.xchange.dto.trade.LimitOrder;

/**
 * Steps of market and account streams, and of orders over a socket, which XChange supports only with an Ed25519 key.
 */
final class StreamSteps {

    private static final CurrencyPair MARKET = CurrencyPair.BTC_USDT;
    private static final int TIMEOUT_SECONDS = 300;
    private static final int STIR_SECONDS = 2;

    private final ClientScenario walk;
    private final LocalBinanceExchange exchange;
    private final ScenarioUser friend;

    /** @param friend user whose quotes are taken */
    StreamSteps(ClientScenario walk, LocalBinanceExchange exchange, ScenarioUser friend) {
        this.walk = walk;
        this.exchange = exchange;
        this.friend = friend;
    }

    void all() {
        walk.tries("connect, with listen key and logon", this::connects);
        markets();
        account();
        orders();
        walk.tries("disconnect", () -> exchange.disconnect().blockingAwait());
    }

    /**
     * Connects, with repeated attempts: XChange does not log on again after a timestamp that a busy machine made too
     * late.
     */
    private void connects() throws Exception {
        for (int tries = 0; ; tries++) {
            exchange.connect(
                            new KlineSubscription(Map.of(MARKET, Set.of(KlineInterval.m1))),
                            ProductSubscription.create()
                                    .addOrderbook(MARKET)
                                    .addTrades(MARKET)
                                    .addTicker(MARKET)
                                    .addOrders(MARKET)
                                    .addUserTrades(MARKET)
                                    .addBalances(Currency.BTC)
                                    .build())
                    .blockingAwait();
            try {
                ClientScenario.until(exchange::isAlive, alive -> alive);
                return;
            } catch (AssertionError late) {
                if (tries == 2) {
                    throw late;
                }
                exchange.disconnect().blockingAwait();
            }
        }
    }

    /** Returns the first matching message, while an action is repeated to cause it. */
    private <T> T stirred(Observable<T> stream, ClientScenario.Step stir, Predicate<T> like) {
        return Observable.merge(
                        stream.filter(like),
                        Observable.interval(0, STIR_SECONDS, TimeUnit.SECONDS)
                                .doOnNext(_ -> stir.run())
                                .flatMap(_ -> Observable.<T>empty()))
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .blockingFirst();
    }

    private void takes() throws Exception {
        that(code(trades().placeMarketOrder(TradeSteps.market(Order.OrderType.ASK, "0.002"))) == 0);
    }

    private BinanceStreamingTradeService trades() {
        return exchange.getStreamingTradeService();
    }

    private static int code(Single<Integer> answer) {
        return answer.timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).blockingGet();
    }

    private void markets() {
        var data = exchange.getStreamingMarketDataService();
        walk.tries(
                "getOrderBook, kept by its changes",
                () -> stirred(
                        data.getOrderBook(MARKET),
                        () -> friend.quotes("buy", "980.00", "0.01"),
                        book -> is(book.getBids().getFirst().getLimitPrice(), "990")
                                && is(book.getAsks().getFirst().getLimitPrice(), "1011")));
        walk.tries(
                "getTrades",
                () -> stirred(
                        data.getTrades(MARKET),
                        this::takes,
                        trade -> is(trade.getPrice(), "990") && is(trade.getOriginalAmount(), "0.002")));
        walk.tries(
                "getTicker", () -> stirred(data.getTicker(MARKET), this::takes, ticker -> is(ticker.getLast(), "990")));
        walk.tries(
                "getKlines",
                () -> stirred(
                        data.getKlines(MARKET, KlineInterval.m1), this::takes, candle -> is(candle.getClose(), "990")));
        walk.tries(
                "getOrderBookUpdates",
                () -> stirred(
                        data.getOrderBookUpdates(MARKET),
                        () -> friend.quotes("buy", "981.00", "0.01"),
                        updates -> updates.stream()
                                .anyMatch(each -> is(each.getLimitOrder().getLimitPrice(), "981"))));
    }

    private void account() {
        walk.tries(
                "getUserTrades",
                () -> stirred(
                        trades().getUserTrades(MARKET),
                        this::takes,
                        trade -> is(trade.getPrice(), "990")
                                && trade.getFeeAmount().signum() > 0));
        walk.tries(
                "getOrderChanges",
                () -> stirred(
                        trades().getOrderChanges(MARKET),
                        this::takes,
                        order -> order.getStatus() == OrderStatus.FILLED && is(order.getCumulativeAmount(), "0.002")));
        walk.tries(
                "getBalanceChanges",
                () -> stirred(
                        exchange.getStreamingAccountService().getBalanceChanges(Currency.BTC),
                        this::takes,
                        balance -> balance.getTotal().signum() > 0));
    }

    private void orders() {
        walk.tries("placeLimitOrder, changeOrder, cancelOrder over the socket", () -> {
            LimitOrder placed = TradeSteps.limit(Order.OrderType.BID, "0.01", "905")
                    .userReference("socket-1")
                    .build();
            that(code(trades().placeLimitOrder(placed)) == 0);
            LimitOrder other = TradeSteps.limit(Order.OrderType.BID, "0.01", "906")
                    .userReference("socket-2")
                    .build();
            that(code(trades().changeOrder(other, new BinanceCancelOrderParams(MARKET, null, "socket-1"))) == 0);
            List<LimitOrder> open = ClientScenario.until(
                            () -> exchange.getTradeService().getOpenOrders(),
                            each -> each.getOpenOrders().size() == 1)
                    .getOpenOrders();
            that(is(open.getFirst().getLimitPrice(), "906"), open);
            that(code(trades().cancelOrder(new BinanceCancelOrderParams(MARKET, null, "socket-2"))) == 0);
            ClientScenario.until(() -> exchange.getTradeService().getOpenOrders(), each -> each.getOpenOrders()
                    .isEmpty());
        });
        walk.tries(
                "an order over the socket that cannot be paid for",
                () -> that(code(trades().placeLimitOrder(TradeSteps.limit(Order.OrderType.BID, "90", "900")
                                .build()))
                        == -2010));
    }
}
