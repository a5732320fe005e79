package com.flowex.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Goal: small cases come out as by hand, and a stream of any length as a computation from its window. */
class IndicatorTest {

    private static final double EXACT = 1e-12;

    @Test
    void averagesAreThoseByHand() {
        var simple = new SimpleMovingAverage(3);
        var exponential = ExponentialMovingAverage.ofPeriod(3);
        var wilder = ExponentialMovingAverage.wilder(3);
        var weighted = new WeightedMovingAverage(3);
        for (double value : new double[] {1, 2, 6, 5, 1}) {
            simple.update(value);
            exponential.update(value);
            wilder.update(value);
            weighted.update(value);
        }
        assertEquals(4, simple.value(), EXACT);
        // The mean 3, then half of the way to 5 and to 1.
        assertEquals(2.5, exponential.value(), EXACT);
        // The mean 3, then a third of the way to 5 and to 1.
        assertEquals(3 + 2 / 3.0 - (3 + 2 / 3.0 - 1) / 3, wilder.value(), EXACT);
        assertEquals((6 + 2 * 5 + 3) / 6.0, weighted.value(), EXACT);
    }

    @Test
    void indicatorsAreReadyOnceTheirWindowIsFull() {
        var average = new SimpleMovingAverage(4);
        expectReadyAfter(4, average::update, average::ready, average::value);
        var exponential = ExponentialMovingAverage.ofPeriod(4);
        expectReadyAfter(4, exponential::update, exponential::ready, exponential::value);
        var weighted = new WeightedMovingAverage(4);
        expectReadyAfter(4, weighted::update, weighted::ready, weighted::value);
        var strength = new RelativeStrengthIndex(4);
        expectReadyAfter(5, strength::update, strength::ready, strength::value);
        var macd = new Macd(2, 4, 3);
        expectReadyAfter(6, macd::update, macd::ready, macd::histogram);
        var bands = new BollingerBands(4, 2);
        expectReadyAfter(4, bands::update, bands::ready, bands::upper);
        var channel = new DonchianChannel(4);
        expectReadyAfter(4, value -> channel.update(value, value), channel::ready, channel::middle);
        var range = new AverageTrueRange(4);
        expectReadyAfter(4, value -> range.update(value, value, value), range::ready, range::value);
        var trend = new AverageDirectionalIndex(4);
        expectReadyAfter(8, value -> trend.update(value, value, value), trend::ready, trend::value);
        var commodity = new CommodityChannelIndex(4);
        expectReadyAfter(4, value -> commodity.update(value, value, value), commodity::ready, commodity::value);
        var keltner = new KeltnerChannel(4, 2);
        expectReadyAfter(4, value -> keltner.update(value, value, value), keltner::ready, keltner::lower);
        var stochastic = new StochasticOscillator(4, 2, 3);
        expectReadyAfter(7, value -> stochastic.update(value, value, value), stochastic::ready, stochastic::slow);
        var vwap = new VolumeWeightedAveragePrice(4);
        expectReadyAfter(4, value -> vwap.update(value, 1), vwap::ready, vwap::value);
        var change = new RateOfChange(4);
        expectReadyAfter(5, change::update, change::ready, change::value);
        var line = new LinearRegression(4);
        expectReadyAfter(4, value -> line.update(value, value), line::ready, line::slope);
        var volume = new OnBalanceVolume();
        expectReadyAfter(1, value -> volume.update(value, 1), volume::ready, volume::value);
    }

    private static void expectReadyAfter(
            int updates, DoubleConsumer update, BooleanSupplier ready, DoubleSupplier value) {
        for (int i = 0; i < updates; i++) {
            assertFalse(ready.getAsBoolean(), "ready after " + i);
            assertTrue(Double.isNaN(value.getAsDouble()), "a value after " + i);
            update.accept(10 + i);
        }
        assertTrue(ready.getAsBoolean());
        assertTrue(Double.isFinite(value.getAsDouble()));
    }

    @Test
    void aStreamOfAnyLengthEqualsItsWindow() {
        // A price near 60,000 with changes of cents is where sums of squares would cancel.
        for (double scale : new double[] {1e-6, 1, 60_000}) {
            int period = 17;
            var average = new SimpleMovingAverage(period);
            var weighted = new WeightedMovingAverage(period);
            var deviation = new RollingDeviation(period);
            var channel = new DonchianChannel(period);
            var line = new LinearRegression(period);
            var random = new SplittableRandom(7);
            double[] values = new double[20_000];
            for (int i = 0; i < values.length; i++) {
                values[i] = scale * (1 + 1e-6 * random.nextInt(1_000));
                average.update(values[i]);
                weighted.update(values[i]);
                deviation.update(values[i]);
                channel.update(values[i], values[i]);
                line.update(i, values[i]);
                if (i >= period && i % 7 == 0) {
                    double[] window = Arrays.copyOfRange(values, i + 1 - period, i + 1);
                    double mean = Arrays.stream(window).average().orElseThrow();
                    double tight = 1e-12 * scale;
                    assertEquals(mean, average.value(), tight);
                    assertEquals(
                            sum(window, at -> (at + 1) * window[at]) / sum(window, at -> at + 1),
                            weighted.value(),
                            tight);
                    double variance = sum(window, at -> (window[at] - mean) * (window[at] - mean)) / period;
                    assertEquals(Math.sqrt(variance), deviation.deviation(), 1e-9 * scale);
                    assertEquals(mean, deviation.mean(), tight);
                    assertEquals(Arrays.stream(window).max().orElseThrow(), channel.upper());
                    assertEquals(Arrays.stream(window).min().orElseThrow(), channel.lower());
                    double middle = (period - 1) / 2.0;
                    double slope = sum(window, at -> (at - middle) * (window[at] - mean))
                            / sum(window, at -> (at - middle) * (at - middle));
                    assertEquals(slope, line.slope(), 1e-9 * scale);
                    assertEquals(mean + slope * middle, line.predict(i), 1e-9 * scale);
                }
            }
        }
    }

    private static double sum(double[] window, ToDoubleFunction<Integer> of) {
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            sum += of.applyAsDouble(i);
        }
        return sum;
    }

    @Test
    void aPriceThatStandsStillGivesNeutralFigures() {
        var strength = new RelativeStrengthIndex(3);
        var deviation = new RollingDeviation(3);
        var commodity = new CommodityChannelIndex(3);
        var stochastic = new StochasticOscillator(3, 1, 1);
        var trend = new AverageDirectionalIndex(3);
        var vwap = new VolumeWeightedAveragePrice(3);
        var line = new LinearRegression(3);
        for (int i = 0; i < 20; i++) {
            strength.update(0.1);
            deviation.update(0.1);
            commodity.update(0.1, 0.1, 0.1);
            stochastic.update(0.1, 0.1, 0.1);
            trend.update(0.1, 0.1, 0.1);
            vwap.update(0.1, i < 10 ? 0.7 : 0);
            line.update(0.1, i);
        }
        assertEquals(50, strength.value());
        assertEquals(0, deviation.deviation());
        assertEquals(0, deviation.zScore(0.1));
        assertEquals(0, commodity.value());
        assertEquals(50, stochastic.slow());
        assertEquals(0, trend.value());
        assertFalse(vwap.ready(), "nothing traded in its window");
        assertFalse(line.ready(), "a line needs two different places");
    }

    @Test
    void theRestIsAsByHand() {
        var strength = new RelativeStrengthIndex(2);
        var volume = new OnBalanceVolume();
        var change = new RateOfChange(2);
        var bands = new BollingerBands(3, 2);
        for (double close : new double[] {10, 12, 11, 13}) {
            strength.update(close);
            volume.update(close, 5);
            change.update(close);
            bands.update(close);
        }
        // Gains 2, 0, 2 and losses 0, 1, 0: means 1 and 0.5, then 1.5 and 0.25.
        assertEquals(100 * 1.5 / 1.75, strength.value(), EXACT);
        assertEquals(10, volume.value());
        assertEquals(13 / 12.0 - 1, change.value(), EXACT);
        assertEquals(12 + 2 * Math.sqrt(2 / 3.0), bands.upper(), EXACT);

        var range = new AverageTrueRange(2);
        range.update(10, 8, 9);
        range.update(12, 11, 12);
        assertEquals((2 + 3) / 2.0, range.value(), EXACT);
        range.update(11, 10, 10);
        assertEquals((2.5 + 2) / 2.0, range.value(), EXACT);
    }

    @Test
    void aPeriodThatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SimpleMovingAverage(0));
        assertThrows(IllegalArgumentException.class, () -> new DonchianChannel(Indicator.PERIOD_MAX + 1));
        assertThrows(IllegalArgumentException.class, () -> new Macd(26, 12, 9));
        assertThrows(IllegalArgumentException.class, () -> new LinearRegression(1));
    }
}
