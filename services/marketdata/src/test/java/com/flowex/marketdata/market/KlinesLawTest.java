package com.flowex.marketdata.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.Asset;
import com.flowex.domain.AssetId;
import com.flowex.domain.FeeRates;
import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Scale;
import com.flowex.domain.Side;
import com.flowex.domain.TradeId;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.InstrumentListed;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.ground.Ground;
import com.flowex.ground.database.Sql;
import com.flowex.ground.testing.TestGround;
import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.CandleQueries;
import com.flowex.marketdata.candle.Candles;
import com.flowex.marketdata.candle.Interval;
import com.flowex.protocol.EventBatch;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Candles of every interval, as stored, as asked for and as followed, against a naive computation from the trades. */
class KlinesLawTest {

    private static final InstrumentId MARKET = new InstrumentId(1);
    private static final long DAY = 86_400;
    private static final CandleQueries.Range ALL =
            new CandleQueries.Range(0, 253_402_300_799L, true, CandleQueries.LIMIT_MAX);

    private record Trade(long seconds, long price, long quantity) {}

    /**
     * Goal: candles equal the trades, across flushes, failed transactions, restarts, gaps and a start in the middle of every
     * interval. Method: two years of seeded trades, close together and weeks apart; what is read from the database, and what is
     * in memory, is compared with a fold that knows nothing but calendars.
     */
    @ParameterizedTest
    @ValueSource(longs = {3, 8, 20_261_122})
    void candlesOfEveryIntervalAreThoseOfTheTrades(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Trade> trades = trades(random);
        try (Ground ground = TestGround.fresh()) {
            ground.database().migrate("marketdata");
            PublicMarket market = run(ground, trades, random).find(1, "BTC-USD").orElseThrow();

            long last = trades.getLast().seconds;
            for (Interval interval : Interval.values()) {
                List<Candle> naive = naive(trades, interval);
                List<Candle> expected = interval == Interval.ONE_SECOND
                        ? naive.stream()
                                .filter(candle -> candle.openSeconds() >= secondsFrom(last))
                                .toList()
                        : naive;
                List<Candle> stored =
                        ground.database().query(1, connection -> CandleQueries.read(connection, 1, interval, ALL));
                assertEquals(latest(expected, ALL.limit()), stored, () -> "seed " + seed + " " + interval);

                List<Candle> followed = market.view().candles().of(interval);
                assertTrue(!followed.isEmpty(), () -> "seed " + seed + " " + interval);
                assertEquals(latest(expected, followed.size()), followed, () -> "seed " + seed + " " + interval);
            }
            assertEquals(0, older(ground, secondsFrom(last)), "older seconds than are kept");
        }
    }

    private static long secondsFrom(long last) {
        long from = last - Candles.SECONDS_STORED_DAYS * DAY;
        return from - Math.floorMod(from, 3_600);
    }

    private static long older(Ground ground, long seconds) throws SQLException {
        try (Connection views = ground.database().views().getConnection()) {
            return Sql.one(
                            views,
                            row -> row.getLong(1),
                            "SELECT count(*) FROM marketdata.candle WHERE interval_seconds = 1 AND open_seconds < ?",
                            seconds)
                    .orElseThrow();
        }
    }

    private static <T> List<T> latest(List<T> all, int count) {
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /** Bursts within seconds, quiet hours, and weeks in which nobody traded. */
    private static List<Trade> trades(Random random) {
        List<Trade> trades = new ArrayList<>();
        long at = Instant.parse("2024-02-27T22:17:41Z").getEpochSecond();
        for (int i = 0; i < 2_500; i++) {
            at += switch (random.nextInt(40)) {
                case 0 -> random.nextLong(20 * DAY);
                case 1, 2, 3, 4 -> random.nextLong(12 * 3_600);
                case 5, 6, 7, 8, 9, 10 -> random.nextLong(600);
                default -> random.nextLong(3);
            };
            trades.add(new Trade(at, 1 + random.nextInt(1_000), 1 + random.nextInt(50)));
        }
        return trades;
    }

    /** The first second of the interval that a moment is in, by the calendar alone. */
    private static long open(Interval interval, long seconds) {
        LocalDate day = Instant.ofEpochSecond(seconds).atZone(ZoneOffset.UTC).toLocalDate();
        return switch (interval) {
            case ONE_WEEK -> seconds(day.minusDays(day.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()));
            case ONE_MONTH -> seconds(LocalDate.of(day.getYear(), day.getMonth(), 1));
            case THREE_DAYS -> seconds(day.minusDays(Math.floorMod(day.toEpochDay(), 3)));
            default -> seconds - Math.floorMod(seconds, interval.seconds());
        };
    }

    private static long seconds(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    private static List<Candle> naive(List<Trade> trades, Interval interval) {
        Map<Long, List<Trade>> byOpen = new TreeMap<>();
        trades.forEach(trade -> byOpen.computeIfAbsent(open(interval, trade.seconds), _ -> new ArrayList<>())
                .add(trade));
        List<Candle> candles = new ArrayList<>();
        byOpen.forEach((open, of) -> candles.add(new Candle(
                open,
                of.getFirst().price,
                of.stream().mapToLong(Trade::price).max().orElseThrow(),
                of.stream().mapToLong(Trade::price).min().orElseThrow(),
                of.getLast().price,
                BigInteger.valueOf(of.stream().mapToLong(Trade::quantity).sum()),
                BigInteger.valueOf(of.stream()
                        .mapToLong(trade -> trade.price * trade.quantity)
                        .sum()),
                of.size())));
        return candles;
    }

    /** Folds the trades in flushes of any size; some fail first, behind some is a restart. */
    private static PublicMarkets run(Ground ground, List<Trade> trades, Random random) throws SQLException {
        long sequence = 0;
        MarketDataProjection projection = restart(ground, 0);
        List<EventBatch> flush = new ArrayList<>();
        flush.add(listing());
        sequence += 3;
        for (int i = 0; i < trades.size(); i++) {
            flush.add(batch(sequence + 1, i + 1, trades.get(i)));
            sequence += 2;
            if (random.nextInt(12) == 0 || i == trades.size() - 1) {
                store(ground, projection, flush, random.nextInt(8) == 0);
                flush.clear();
                if (random.nextInt(6) == 0) {
                    projection = restart(ground, sequence);
                }
            }
        }
        return projection.markets();
    }

    private static void store(
            Ground ground, MarketDataProjection projection, List<EventBatch> flush, boolean failsFirst)
            throws SQLException {
        try (Connection views = ground.database().views().getConnection()) {
            views.setSchema("marketdata");
            views.setAutoCommit(false);
            if (failsFirst) {
                projection.apply(views, List.copyOf(flush));
                views.rollback();
            }
            projection.apply(views, List.copyOf(flush));
            views.commit();
        }
        projection.committed(List.copyOf(flush));
    }

    private static MarketDataProjection restart(Ground ground, long sequence) throws SQLException {
        MarketDataProjection projection = new MarketDataProjection();
        try (Connection views = ground.database().views().getConnection()) {
            views.setSchema("marketdata");
            views.setAutoCommit(false);
            projection.load(views, new Checkpoint(sequence, sequence));
            views.commit();
        }
        return projection;
    }

    private static EventBatch listing() {
        InstrumentRules rules =
                new InstrumentRules(new Scale(2), 1, 1_000_000_000, 1_000, 1_000, 100_000_000_000L, 1_000_000);
        List<Event> events = List.of(
                new AssetListed(new Asset(1, new AssetId(1), "BTC", new Scale(4), 21_000_000)),
                new AssetListed(new Asset(1, new AssetId(2), "USD", new Scale(6), 900_000_000_000L)),
                new InstrumentListed(new Instrument(
                        1, MARKET, "BTC-USD", new AssetId(1), new AssetId(2), rules, new FeeRates(1_000, 1_000))));
        return new EventBatch(1, events.size(), 1, 1, events);
    }

    private static EventBatch batch(long sequence, long id, Trade trade) {
        Quantity quantity = new Quantity(trade.quantity);
        Price price = new Price(trade.price);
        Fill fill = new Fill(new OrderId(1), new AccountId(1, 1_000), new Amount(new AssetId(1), 0), Quantity.ZERO);
        List<Event> events = List.of(
                new OrderRested(new OrderId(1), MARKET, Side.SELL, price, quantity, quantity),
                new TradeExecuted(
                        new TradeId(id),
                        MARKET,
                        Side.BUY,
                        price,
                        quantity,
                        new Amount(new AssetId(2), trade.price * trade.quantity),
                        fill,
                        fill));
        return new EventBatch(sequence, events.size(), sequence, trade.seconds * 1_000_000_000L, events);
    }
}
