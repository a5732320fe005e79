package com.flowex.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Goal: the indicators give the known answers of another implementation, in Lean's files of the S and P 500. */
class KnownAnswersTest {

    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;

    private static List<String[]> rows(String name) throws IOException {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("shared/data/indicators"))) {
            at = at.getParent();
        }
        Assumptions.assumeTrue(at != null, "needs ../shared/data/indicators");
        return Files.readAllLines(at.resolve("shared/data/indicators").resolve(name)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static double number(String[] row, int column) {
        String text = column < row.length ? row[column].strip() : "";
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    /** Compares a value with a column wherever the file has one. */
    private static void expect(
            List<String[]> rows, int column, double tolerance, ToDoubleFunction<String[]> valueAfter) {
        int compared = 0;
        for (int i = 0; i < rows.size(); i++) {
            double value = valueAfter.applyAsDouble(rows.get(i));
            double known = number(rows.get(i), column);
            if (!Double.isNaN(known)) {
                assertEquals(known, value, tolerance, "row " + (i + 2));
                compared++;
            }
        }
        assertTrue(compared > 100, "only " + compared + " rows to compare");
    }

    @Test
    void movingAverages() throws IOException {
        List<String[]> indexes = rows("spy_with_indicators.txt");
        var simple = new SimpleMovingAverage(14);
        expect(indexes, 1, 0.01, row -> {
            simple.update(number(row, 7));
            return simple.value();
        });
        List<String[]> exponentials = rows("spy_ema.csv");
        var exponential = ExponentialMovingAverage.ofPeriod(14);
        expect(exponentials, 2, 1e-9, row -> {
            exponential.update(number(row, 1));
            return exponential.value();
        });
    }

    @Test
    void oscillators() throws IOException {
        var strength = new RelativeStrengthIndex(14);
        expect(rows("spy_with_indicators.txt"), 5, 0.01, row -> {
            strength.update(number(row, 7));
            return strength.value();
        });
        var commodity = new CommodityChannelIndex(14);
        expect(rows("spy_with_cci.txt"), 5, 0.01, row -> {
            commodity.update(number(row, HIGH), number(row, LOW), number(row, CLOSE));
            return commodity.value();
        });
        var fast = new StochasticOscillator(12, 3, 5);
        expect(rows("spy_with_stoch12k3.txt"), 5, 1e-3, row -> {
            fast.update(number(row, HIGH), number(row, LOW), number(row, CLOSE));
            return fast.fast();
        });
        var slow = new StochasticOscillator(12, 3, 5);
        expect(rows("spy_with_stoch12k3.txt"), 6, 1e-3, row -> {
            slow.update(number(row, HIGH), number(row, LOW), number(row, CLOSE));
            return slow.slow();
        });
    }

    @Test
    void movingAverageConvergenceDivergence() throws IOException {
        var line = new Macd(12, 26, 9);
        expect(rows("spy_with_macd.txt"), 5, 1e-4, row -> {
            line.update(number(row, CLOSE));
            return line.line();
        });
        var signal = new Macd(12, 26, 9);
        expect(rows("spy_with_macd.txt"), 6, 1e-4, row -> {
            signal.update(number(row, CLOSE));
            return signal.signal();
        });
    }

    @Test
    void bandsAndChannels() throws IOException {
        var upper = new BollingerBands(20, 2);
        expect(rows("spy_bollinger_bands.txt"), 6, 1e-3, row -> {
            upper.update(number(row, CLOSE));
            return upper.upper();
        });
        var lower = new BollingerBands(20, 2);
        expect(rows("spy_bollinger_bands.txt"), 7, 1e-3, row -> {
            lower.update(number(row, CLOSE));
            return lower.lower();
        });
        var keltner = new KeltnerChannel(20, 1.5);
        expect(rows("spy_with_keltner.csv"), 5, 1e-3, row -> {
            keltner.update(number(row, HIGH), number(row, LOW), number(row, CLOSE));
            return keltner.upper();
        });
    }

    @Test
    void rangesAndTrends() throws IOException {
        var range = new AverageTrueRange(14);
        expect(rows("spy_atr_wilder.txt"), 5, 1e-3, row -> {
            range.update(number(row, HIGH), number(row, LOW), number(row, CLOSE));
            return range.value();
        });
        // The file rounds each step to a cent, and then goes on from there.
        var trend = new AverageDirectionalIndex(14);
        expect(rows("spy_with_adx.txt"), 16, 1, row -> {
            trend.update(number(row, HIGH), number(row, LOW), number(row, CLOSE));
            return trend.value();
        });
    }

    @Test
    void volumes() throws IOException {
        var balance = new OnBalanceVolume();
        expect(rows("spy_with_obv.txt"), 6, 1e4, row -> {
            balance.update(number(row, CLOSE), number(row, VOLUME));
            return balance.value();
        });
        var average = new VolumeWeightedAveragePrice(50);
        expect(rows("spy_with_vwap.txt"), 6, 1e-3, row -> {
            double price = (number(row, OPEN) + number(row, HIGH) + number(row, LOW) + number(row, CLOSE)) / 4;
            average.update(price, number(row, VOLUME));
            return average.value();
        });
    }
}
