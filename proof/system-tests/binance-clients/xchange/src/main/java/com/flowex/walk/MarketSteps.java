package com.flowex.walk;

import static com.flowex.walk.ClientScenario.at;
import static com.flowex.walk.ClientScenario.is;
import static com.flowex.walk.ClientScenario.that;
import static com.flowex.walk.ClientScenario.until;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.knowm.xchange.binance.dto.marketdata.BinanceKline;
import org.knowm.xchange.binance.dto.marketdata.KlineInterval;
import org.knowm.xchange.binance.service.BinanceMarketDataService;
import org.knowm.xchange.currency.Currency;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.Ticker;
import org.knowm.xchange.dto.marketdata.Trade;
import org.knowm.xchange.dto.meta.ExchangeHealth;
import org.knowm.xchange.dto.meta.InstrumentMetaData;
import org.knowm.xchange.exceptions.CurrencyPairNotValidException;
import org.knowm.xchange.instrument.Instrument;

/** Steps of public market data. */
final class MarketSteps {

    private static final CurrencyPair MARKET = CurrencyPair.BTC_USDT;
    private static final Instrument TRADED = MARKET;
    private static final Duration NEAR = Duration.ofSeconds(5);

    private final ClientScenario walk;
    private final LocalBinanceExchange open;
    private final LocalBinanceExchange signing;
    private final BinanceMarketDataService data;

    /** @param open exchange without a key */
    MarketSteps(ClientScenario walk, LocalBinanceExchange open, LocalBinanceExchange signing) {
        this.walk = walk;
        this.open = open;
        this.signing = signing;
        this.data = (BinanceMarketDataService) open.getMarketDataService();
    }

    /** Runs the steps before any trade. */
    void quiet() {
        walk.tries("remoteInit without a key", () -> {
            InstrumentMetaData market = at(open.getExchangeMetaData().getInstruments(), MARKET);
            that(market.getPriceScale() == 2 && market.getVolumeScale() == 5, market);
            that(is(market.getPriceStepSize(), "0.01") && is(market.getAmountStepSize(), "0.00001"), market);
            that(market.getCounterMinimumAmount().signum() > 0 && market.isMarketOrderEnabled(), market);
        });
        walk.tries("remoteInit with a key: what withdrawals cost", () -> {
            var coin = at(signing.getExchangeMetaData().getCurrencies(), Currency.USDT);
            that(
                    is(coin.getWithdrawalFee(), "1")
                            && coin.getMinWithdrawalAmount().signum() > 0,
                    coin);
        });
        walk.tries("ping", data::ping);
        walk.tries("binanceTime", () -> {
            Instant time = data.binanceTime().getServerTime().toInstant();
            that(Duration.between(time, Instant.now()).abs().compareTo(NEAR) < 0, time);
        });
        walk.tries("getExchangeHealth", () -> that(data.getExchangeHealth() == ExchangeHealth.ONLINE));
        walk.refused(
                "a market that there is not",
                CurrencyPairNotValidException.class,
                () -> data.getTicker(new CurrencyPair("NO/SUCH")));
    }

    /** Runs the steps after the first fills, with quotes on both sides. */
    void traded() {
        walk.tries("getOrderBook", () -> {
            OrderBook book = until(
                    () -> data.getOrderBook(MARKET), each -> !each.getBids().isEmpty());
            that(is(book.getAsks().getFirst().getLimitPrice(), "1011"), book);
            that(is(book.getBids().getFirst().getLimitPrice(), "990"), book);
        });
        walk.tries(
                "getOrderBook of so many levels",
                () -> that(data.getOrderBook(MARKET, 5).getAsks().size() == 1));
        walk.tries("getTicker", () -> {
            Ticker ticker = until(() -> data.getTicker(MARKET), each -> is(each.getLast(), "1010"));
            that(is(ticker.getAsk(), "1011") && is(ticker.getBid(), "990"), ticker);
            that(
                    ticker.getHigh().compareTo(ticker.getLow()) >= 0
                            && ticker.getVolume().signum() > 0,
                    ticker);
        });
        walk.tries(
                "getTickers",
                () -> that(data.getTickers(null).stream()
                        .anyMatch(each -> MARKET.equals(each.getInstrument()) && is(each.getLast(), "1010"))));
        walk.tries("tickerPrice", () -> that(is(data.tickerPrice(MARKET).getPrice(), "1010")));
        walk.tries(
                "tickerAllPrices",
                () -> that(data.tickerAllPrices().stream()
                        .anyMatch(each -> MARKET.equals(each.getCurrencyPair()) && is(each.getPrice(), "1010"))));
        walk.tries(
                "tickerAllBookTickers",
                () -> that(data.tickerAllBookTickers().stream()
                        .anyMatch(each -> MARKET.equals(each.getCurrencyPair()) && is(each.getAskPrice(), "1011"))));
        walk.tries("getTrades", () -> {
            List<Trade> trades = data.getTrades(TRADED).getTrades();
            that(is(trades.getLast().getPrice(), "1010") && is(trades.getLast().getOriginalAmount(), "0.06"), trades);
        });
        walk.tries("getTrades since", () -> {
            List<Trade> trades = data.getTrades(
                            TRADED,
                            null,
                            System.currentTimeMillis() - 60_000,
                            System.currentTimeMillis() + NEAR.toMillis(),
                            2)
                    .getTrades();
            that(trades.size() == 2, trades);
        });
        walk.tries("lastKline", () -> {
            BinanceKline candle =
                    until(() -> data.lastKline(MARKET, KlineInterval.h1), each -> is(each.getClose(), "1010"));
            // Other users may have traded within the same hour.
            that(candle.getHigh().compareTo(candle.getClose()) >= 0 && candle.getNumberOfTrades() >= 2, candle);
        });
        walk.tries("klines of a stretch", () -> {
            long now = System.currentTimeMillis();
            that(!data.klines(MARKET, KlineInterval.m1, 10, now - 600_000, now).isEmpty());
        });
    }
}
