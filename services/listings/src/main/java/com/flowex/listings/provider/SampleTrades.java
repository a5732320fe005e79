package com.flowex.listings.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Bitcoin prices from Bitstamp's trades of 2013-11-25 to 2013-12-01, which ta4j's examples contain. */
final class SampleTrades {

    private static final String RESOURCE = "/bitstamp_trades_from_20131125_usd.csv";
    private static final Duration SPARK = Duration.ofHours(6);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private record Trade(Instant at, BigDecimal price, BigDecimal amount) {}

    /** Last price of a day, and its turnover. */
    private record Day(BigDecimal price, BigDecimal volume) {
        PricePoint at(Instant begin) {
            return new PricePoint(begin, price, null, cents(volume));
        }
    }

    /**
     * Summary of the trades. It never changes, so a hundred thousand trades are read once, one after the other, and not
     * kept.
     */
    private record Told(Map<CoinFigure, BigDecimal> figures, String sparkline, Instant last, List<PricePoint> daily) {

        static final Told OF_RECORDED = new Reading().told();
    }

    /** State while reading trades: the trades of the last 24 hours, and sums per interval and day. */
    private static final class Reading {

        private final Deque<Trade> day = new ArrayDeque<>();
        private final Map<Long, BigDecimal> sparks = new TreeMap<>();
        private final Map<Instant, Day> days = new TreeMap<>();

        Told told() {
            try (BufferedReader lines = lines()) {
                lines.lines().skip(1).map(SampleTrades::trade).forEach(this::add);
            } catch (IOException e) {
                throw new UncheckedIOException("the recorded trades cannot be read", e);
            }
            return new Told(
                    figures(),
                    sparks.values().stream().map(BigDecimal::toPlainString).collect(Collectors.joining(",")),
                    day.getLast().at(),
                    days.entrySet().stream()
                            .map(each -> each.getValue().at(each.getKey()))
                            .toList());
        }

        private void add(Trade trade) {
            Instant from = trade.at().minus(1, ChronoUnit.DAYS);
            while (!day.isEmpty() && !day.getFirst().at().isAfter(from)) {
                day.removeFirst();
            }
            day.addLast(trade);
            sparks.put(trade.at().getEpochSecond() / SPARK.toSeconds(), trade.price());
            days.merge(
                    trade.at().truncatedTo(ChronoUnit.DAYS),
                    new Day(trade.price(), turnover(trade)),
                    (before, one) -> new Day(one.price(), before.volume().add(one.volume())));
        }

        private Map<CoinFigure, BigDecimal> figures() {
            BigDecimal last = day.getLast().price();
            BigDecimal before = day.getFirst().price();
            BigDecimal change = last.subtract(before);
            return Map.of(
                    CoinFigure.CURRENT_PRICE, last,
                    CoinFigure.HIGH_24H,
                            day.stream()
                                    .map(Trade::price)
                                    .reduce(BigDecimal::max)
                                    .orElseThrow(),
                    CoinFigure.LOW_24H,
                            day.stream()
                                    .map(Trade::price)
                                    .reduce(BigDecimal::min)
                                    .orElseThrow(),
                    CoinFigure.TOTAL_VOLUME,
                            cents(day.stream().map(SampleTrades::turnover).reduce(BigDecimal.ZERO, BigDecimal::add)),
                    CoinFigure.PRICE_CHANGE_24H, change,
                    CoinFigure.PRICE_CHANGE_PERCENTAGE_24H,
                            change.multiply(HUNDRED).divide(before, 2, RoundingMode.HALF_EVEN));
        }
    }

    private SampleTrades() {}

    static CoinQuote quote(String id, String symbol, String name, int rank) {
        Told told = Told.OF_RECORDED;
        return new CoinQuote(id, symbol, name, "", rank, told.figures, null, null, told.sparkline, told.last);
    }

    /** Returns the last price of each day. */
    static List<PricePoint> daily() {
        return Told.OF_RECORDED.daily;
    }

    private static BigDecimal turnover(Trade trade) {
        return trade.price().multiply(trade.amount());
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN);
    }

    private static Trade trade(String line) {
        String[] cells = line.split(",", -1);
        return new Trade(
                Instant.ofEpochSecond(Long.parseLong(cells[0])),
                new BigDecimal(cells[1]).stripTrailingZeros(),
                new BigDecimal(cells[2]).stripTrailingZeros());
    }

    private static BufferedReader lines() {
        InputStream resource = SampleTrades.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException("the recorded trades are not on the class path: " + RESOURCE);
        }
        return new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII));
    }
}
