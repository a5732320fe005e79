package com.flowex.marketdata.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.marketdata.api.Ticker;
import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.book.Levels;
import com.flowex.platform.testing.Seeds;
import com.flowex.protocol.event.EventBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicMarketsTest {

    /** Goal: the folded book is the engine's. Method: a random log; after each command all markets are compared. */
    @ParameterizedTest
    @Seeds({20_261_120, 1, 2, 3})
    void theFoldedBookEqualsTheEnginesAfterEveryCommand(long seed) {
        SeededLog log = new SeededLog(seed, 5_000);
        PublicMarkets markets = new PublicMarkets();
        while (log.hasNext()) {
            EventBatch batch = log.next();
            apply(markets, batch);
            markets.publish();
            for (PublicMarket market : markets.all().values()) {
                int instrument = market.listing().instrument();
                var depth = market.view().depth().depth();
                assertEquals(log.book(instrument, Side.BUY), asMap(depth.bids()), () -> "seed " + seed);
                assertEquals(log.book(instrument, Side.SELL), asMap(depth.asks()), () -> "seed " + seed);
            }
        }
    }

    /** Goal: tape and candles are what traded. Method: count the trades of a random log a second, naive way. */
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void tapeAndCandlesAreWhatTraded(long seed) {
        PublicMarkets markets = new PublicMarkets();
        List<EventBatch> log = SeededLog.batches(seed, 20_000);
        log.forEach(batch -> apply(markets, batch));
        markets.publish();
        for (PublicMarket market : markets.all().values()) {
            List<Candle> trades = tradesOf(log, market.listing().instrument());
            if (trades.isEmpty()) {
                assertEquals(0, market.tape().end());
                continue;
            }
            long from = trades.getLast().openSeconds() - Interval.ONE_DAY.seconds();
            List<Candle> minutes = Candle.merge(trades, Interval.ONE_MINUTE);
            assertEquals(
                    minutes.stream()
                            .filter(minute -> minute.openSeconds() > from)
                            .toList(),
                    market.view().candles().minutes().stream()
                            .filter(minute -> minute.openSeconds() > from)
                            .toList());
            assertEquals(trades.size(), market.tape().end());
            PublicTrade last = market.tape().latest(1).getFirst();
            assertEquals(trades.getLast().closeUnits(), last.priceUnits());
        }
    }

    @Test
    void theTickerIsMadeOfTheLastDayAndTheBestPrices() {
        PublicMarkets markets = listed();
        rest(markets, 10, Side.BUY, 9_900, 40);
        rest(markets, 11, Side.SELL, 10_100, 40);
        PublicMarket market = markets.find(1, "BTC-USD").orElseThrow();
        markets.publish();

        Ticker before = Ticker.of(market.listing(), market.view(), 2_000_000_000L);

        assertEquals("99", before.bidPrice());
        assertEquals("101", before.askPrice());
        assertEquals(null, before.lastPrice());
        assertEquals(null, before.open24h());
        assertEquals(null, before.updatedAt());
        assertEquals("0", before.volume24h());
    }

    @Test
    void beforeTheFirstTradeTheLastPriceIsTheLastOfThePast() {
        PublicMarkets markets = listed();
        PublicMarket market = markets.find(1, "BTC-USD").orElseThrow();
        Candle.TakerTotals takers = new Candle.TakerTotals(0, 0, BigInteger.ONE, BigInteger.ONE);
        Candle minute = new Candle(60, 9_700, 9_900, 9_600, 9_800, BigInteger.ONE, BigInteger.ONE, 1, takers);
        RecentCandles past = new RecentCandles(List.of(), List.of(minute), List.of());
        MarketView view = new MarketView(true, market.view().depth(), past, Optional.empty(), 1, 0);

        Ticker ticker = Ticker.of(market.listing(), view, 120);

        assertEquals("98", ticker.lastPrice());
        assertEquals("1", ticker.change24h());
        assertEquals(null, ticker.updatedAt());
    }

    @Test
    void anEventThatTakesMoreThanThereIsStopsTheReducer() {
        PublicMarkets markets = listed();
        rest(markets, 10, Side.BUY, 9_900, 40);
        PublicMarket market = markets.find(1, "BTC-USD").orElseThrow();

        assertThrows(IllegalStateException.class, () -> market.book().change(11, Side.BUY, 9_900, -41));
    }

    @Test
    void anEventOfAMarketThatWasNeverListedStopsTheReducer() {
        assertThrows(IllegalStateException.class, () -> rest(new PublicMarkets(), 1, Side.BUY, 1, 1));
    }

    static void apply(PublicMarkets markets, EventBatch batch) {
        long sequence = batch.firstSequence();
        for (Event event : batch.events()) {
            markets.on(event, sequence++, batch.timeNanos());
        }
    }

    /** The markets of the random log, before anything traded. */
    static PublicMarkets listed() {
        PublicMarkets markets = new PublicMarkets();
        SeededLog.batches(1, 8).forEach(batch -> apply(markets, batch));
        return markets;
    }

    private static void rest(PublicMarkets markets, long sequence, Side side, long price, long quantity) {
        markets.on(
                new OrderRested(
                        new OrderId(1),
                        new InstrumentId(1),
                        side,
                        new Price(price),
                        new Quantity(quantity),
                        new Quantity(quantity)),
                sequence,
                sequence * 1_000_000_000L);
    }

    static Map<Long, Long> asMap(Levels levels) {
        Map<Long, Long> map = new TreeMap<>();
        for (int i = 0; i < levels.size(); i++) {
            map.put(levels.priceUnits(i), levels.quantityUnits(i).longValueExact());
        }
        return map;
    }

    /** Each trade of a market as a candle of its own second. */
    private static List<Candle> tradesOf(List<EventBatch> log, int instrument) {
        List<Candle> trades = new ArrayList<>();
        for (EventBatch batch : log) {
            for (Event event : batch.events()) {
                if (event instanceof TradeExecuted trade && trade.instrument().value() == instrument) {
                    trades.add(Candle.of(
                            batch.timeNanos() / 1_000_000_000L,
                            new PublicTrade(
                                    trade.trade().value(),
                                    batch.firstSequence(),
                                    trade.price().units(),
                                    trade.quantity().units(),
                                    trade.quote().units(),
                                    trade.takerSide(),
                                    batch.timeNanos())));
                }
            }
        }
        return trades;
    }
}
