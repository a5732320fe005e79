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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Bitstamp's trades of bitcoin from 2013-11-25 to 2013-12-01, as ta4j's examples carry them: what its price was. */
final class SampleTrades {

    private static final String RESOURCE = "/bitstamp_trades_from_20131125_usd.csv";
    private static final Duration SPARK = Duration.ofHours(6);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private record Trade(Instant at, BigDecimal price, BigDecimal amount) {}

    /** What is said of them. It never changes, so a hundred thousand trades are read once and not kept. */
    private record Told(Map<CoinFigure, BigDecimal> figures, String sparkline, Instant last, List<PricePoint> daily) {

        static final Told OF_RECORDED = of(trades());

        static Told of(List<Trade> trades) {
            return new Told(
                    figuresOf(trades), sparklineOf(trades), trades.getLast().at(), dailyOf(trades));
        }
    }

    private SampleTrades() {}

    static CoinQuote quote(String id, String symbol, String name, int rank) {
        Told told = Told.OF_RECORDED;
        return new CoinQuote(id, symbol, name, "", rank, told.figures, null, null, told.sparkline, told.last);
    }

    /** The last price of each day. */
    static List<PricePoint> daily() {
        return Told.OF_RECORDED.daily;
    }

    private static Map<CoinFigure, BigDecimal> figuresOf(List<Trade> trades) {
        Trade last = trades.getLast();
        List<Trade> day = trades.stream()
                .filter(trade -> trade.at().isAfter(last.at().minus(1, ChronoUnit.DAYS)))
                .toList();
        BigDecimal before = day.getFirst().price();
        BigDecimal change = last.price().subtract(before);
        return Map.of(
                CoinFigure.CURRENT_PRICE, last.price(),
                CoinFigure.HIGH_24H,
                        day.stream().map(Trade::price).reduce(BigDecimal::max).orElseThrow(),
                CoinFigure.LOW_24H,
                        day.stream().map(Trade::price).reduce(BigDecimal::min).orElseThrow(),
                CoinFigure.TOTAL_VOLUME, turnover(day),
                CoinFigure.PRICE_CHANGE_24H, change,
                CoinFigure.PRICE_CHANGE_PERCENTAGE_24H,
                        change.multiply(HUNDRED).divide(before, 2, RoundingMode.HALF_EVEN));
    }

    private static String sparklineOf(List<Trade> trades) {
        return lastOfEach(trades, at -> at.getEpochSecond() / SPARK.toSeconds()).stream()
                .map(trade -> trade.price().toPlainString())
                .collect(Collectors.joining(","));
    }

    private static BigDecimal turnover(List<Trade> trades) {
        return trades.stream()
                .map(trade -> trade.price().multiply(trade.amount()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_EVEN);
    }

    private static List<PricePoint> dailyOf(List<Trade> trades) {
        Map<Instant, List<Trade>> days = new TreeMap<>();
        for (Trade trade : trades) {
            days.computeIfAbsent(trade.at().truncatedTo(ChronoUnit.DAYS), _ -> new ArrayList<>())
                    .add(trade);
        }
        return days.entrySet().stream()
                .map(day ->
                        new PricePoint(day.getKey(), day.getValue().getLast().price(), null, turnover(day.getValue())))
                .toList();
    }

    private static List<Trade> lastOfEach(List<Trade> trades, Function<Instant, Long> span) {
        Map<Long, Trade> last = new TreeMap<>();
        trades.forEach(trade -> last.put(span.apply(trade.at()), trade));
        return List.copyOf(last.values());
    }

    private static List<Trade> trades() {
        InputStream resource = SampleTrades.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException("the recorded trades are not on the class path: " + RESOURCE);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .map(cells -> new Trade(
                            Instant.ofEpochSecond(Long.parseLong(cells[0])),
                            new BigDecimal(cells[1]).stripTrailingZeros(),
                            new BigDecimal(cells[2]).stripTrailingZeros()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the recorded trades cannot be read", e);
        }
    }
}
