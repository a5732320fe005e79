package com.flowex.marketdata.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.CandleQueries;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.view.RandomTrades.Trade;
import com.flowex.platform.Platform;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Seeds;
import com.flowex.platform.testing.TestPlatform;
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
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;

/** Candles of every interval, as stored, as asked for and as followed, against a naive computation from the trades. */
class KlinesLawTest {

    private static final long DAY = 86_400;
    private static final CandleQueries.Range ALL =
            new CandleQueries.Range(0, 253_402_300_799L, true, CandleQueries.LIMIT_MAX);

    /**
     * Goal: candles equal the trades, across flushes, failed transactions, restarts, gaps and a start in the middle of every
     * interval. Method: two years of seeded trades, close together and weeks apart; what is read from the database, and what is
     * in memory, is compared with a fold that knows nothing but calendars.
     */
    @ParameterizedTest
    @Seeds({20_261_122, 3, 8})
    void candlesOfEveryIntervalAreThoseOfTheTrades(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Trade> trades = RandomTrades.trades(random);
        try (Platform platform = TestPlatform.fresh()) {
            platform.database().migrate("marketdata");
            PublicMarket market = RandomTrades.store(platform, trades, random)
                    .find(1, "BTC-USD")
                    .orElseThrow();

            long last = trades.getLast().seconds();
            for (Interval interval : Interval.values()) {
                List<Candle> naive = naive(trades, interval);
                List<Candle> expected = interval == Interval.ONE_SECOND
                        ? naive.stream()
                                .filter(candle -> candle.openSeconds() >= secondsFrom(last))
                                .toList()
                        : naive;
                List<Candle> stored =
                        platform.database().query(1, connection -> CandleQueries.read(connection, 1, interval, ALL));
                assertEquals(latest(expected, ALL.limit()), stored, () -> "seed " + seed + " " + interval);

                List<Candle> followed = market.view().candles().of(interval);
                assertTrue(!followed.isEmpty(), () -> "seed " + seed + " " + interval);
                assertEquals(latest(expected, followed.size()), followed, () -> "seed " + seed + " " + interval);
            }
            assertEquals(0, older(platform, secondsFrom(last)), "older seconds than are kept");
        }
    }

    private static long secondsFrom(long last) {
        long from = last - Candles.SECONDS_STORED_DAYS * DAY;
        return from - Math.floorMod(from, 3_600);
    }

    private static long older(Platform platform, long seconds) throws SQLException {
        try (Connection views = platform.database().views().getConnection()) {
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
        trades.forEach(trade -> byOpen.computeIfAbsent(open(interval, trade.seconds()), _ -> new ArrayList<>())
                .add(trade));
        List<Candle> candles = new ArrayList<>();
        byOpen.forEach((open, of) -> candles.add(new Candle(
                open,
                of.getFirst().price(),
                of.stream().mapToLong(Trade::price).max().orElseThrow(),
                of.stream().mapToLong(Trade::price).min().orElseThrow(),
                of.getLast().price(),
                BigInteger.valueOf(of.stream().mapToLong(Trade::quantity).sum()),
                BigInteger.valueOf(of.stream()
                        .mapToLong(trade -> trade.price() * trade.quantity())
                        .sum()),
                of.size(),
                new Candle.TakerTotals(
                        of.getFirst().id(),
                        of.getLast().id(),
                        bought(of, Trade::quantity),
                        bought(of, trade -> trade.price() * trade.quantity())))));
        return candles;
    }

    private static BigInteger bought(List<Trade> trades, ToLongFunction<Trade> amount) {
        return BigInteger.valueOf(
                trades.stream().filter(Trade::buys).mapToLong(amount).sum());
    }
}
