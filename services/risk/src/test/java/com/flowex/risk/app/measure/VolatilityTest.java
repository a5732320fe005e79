package com.flowex.risk.app.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.risk.app.bar.DailyBar;
import com.flowex.risk.app.bar.TestDays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: each estimator finds the volatility of a motion whose volatility is known, and is what its formula says. */
class VolatilityTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.6, 1.5})
    void everyEstimatorFindsTheVolatilityOfABrownianMotion(double yearly) {
        Volatility found = Volatility.of(TestDays.moving(4_000, yearly, 3));
        assertEquals(yearly, found.closeToClose(), 0.03 * yearly);
        // Highs and lows between the steps are not seen: a few percent too little (Garman and Klass 1980, table 1).
        assertEquals(yearly, found.parkinson(), 0.05 * yearly);
        assertEquals(yearly, found.garmanKlass(), 0.06 * yearly);
        assertEquals(yearly, found.yangZhang(), 0.06 * yearly);
        assertEquals(yearly, found.ewma(), 0.35 * yearly);
    }

    /** Written down once more, a day at a time, straight from the papers. */
    @Test
    void estimatorsEqualTheirFormulas() {
        List<DailyBar> days = TestDays.moving(60, 0.8, 5);
        int n = days.size() - 1;
        double parkinson = 0;
        double garmanKlass = 0;
        double ewma = 0;
        double weights = 0;
        double[] o = new double[n];
        double[] c = new double[n];
        double rs = 0;
        for (int i = 1; i <= n; i++) {
            DailyBar day = days.get(i);
            double hl = Math.log(day.high()) - Math.log(day.low());
            o[i - 1] = Math.log(day.open()) - Math.log(days.get(i - 1).close());
            c[i - 1] = Math.log(day.close()) - Math.log(day.open());
            parkinson += hl * hl / (4 * Math.log(2)) / n;
            garmanKlass += (0.5 * hl * hl - (2 * Math.log(2) - 1) * c[i - 1] * c[i - 1]) / n;
            rs += (Math.log(day.high() / day.close()) * Math.log(day.high() / day.open())
                            + Math.log(day.low() / day.close()) * Math.log(day.low() / day.open()))
                    / n;
            double weight = Math.pow(0.94, n - i);
            ewma += weight * Math.pow(o[i - 1] + c[i - 1], 2);
            weights += weight;
        }
        double k = 0.34 / (1.34 + (n + 1.0) / (n - 1.0));
        double yangZhang = variance(o) + k * variance(c) + (1 - k) * rs;
        Volatility found = Volatility.of(days);
        assertEquals(Math.sqrt(365 * parkinson), found.parkinson(), 1e-12);
        assertEquals(Math.sqrt(365 * garmanKlass), found.garmanKlass(), 1e-12);
        assertEquals(Math.sqrt(365 * yangZhang), found.yangZhang(), 1e-12);
        assertEquals(Math.sqrt(365 * ewma / weights), found.ewma(), 1e-12);
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    @Test
    void aMoveOverMissingDaysIsThatOfOneDayAmongThem() {
        List<DailyBar> days = List.of(
                new DailyBar(1, 100, 100, 100, 100, 1),
                new DailyBar(5, 121, 121, 121, 121, 1),
                new DailyBar(6, 121, 121, 121, 121, 1));
        assertEquals(Math.log(1.21) / 2, new DailyReturns(days).closeToClose[0], 1e-12);
        // Two moves; the days of the second one and of those between the first and it weigh by date.
        List<DailyBar> apart = List.of(
                new DailyBar(1, 100, 100, 100, 100, 1),
                new DailyBar(2, 121, 121, 121, 121, 1),
                new DailyBar(12, 121, 121, 121, 121, 1));
        double weight = Math.pow(0.94, 10);
        assertEquals(
                Math.sqrt(365 * weight / (1 + weight)) * Math.log(1.21),
                Volatility.of(apart).ewma(),
                1e-12);
    }

    @Test
    void twoDaysAreTooFew() {
        assertThrows(IllegalArgumentException.class, () -> Volatility.of(TestDays.moving(2, 1, 1)));
    }

    @Test
    void resampledFiguresSurroundTheEstimateAndRepeatForTheSameSeed() {
        List<DailyBar> days = TestDays.moving(365, 0.6, 9);
        List<BlockBootstrap.Copy> copies = new BlockBootstrap(days).copies(500, 11);
        double mean = copies.stream()
                .mapToDouble(BlockBootstrap.Copy::yangZhang)
                .average()
                .orElseThrow();
        assertEquals(Volatility.of(days).yangZhang(), mean, 0.02);
        double illiquidity = copies.stream()
                .mapToDouble(BlockBootstrap.Copy::illiquidity)
                .average()
                .orElseThrow();
        Double amihud = Liquidity.of(days, null, null).amihud();
        assertTrue(amihud != null && Math.abs(illiquidity / amihud - 1) < 0.03);
        assertEquals(copies, new BlockBootstrap(days).copies(500, 11));
        assertTrue(!copies.equals(new BlockBootstrap(days).copies(500, 12)));
    }
}
