package com.flowex.risk.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

/** Goal: tails, tests of them and covariances are those that are published, or that another way of computing gives. */
class LossTailsTest {

    /** Tables of the normal distribution: quantile and expected shortfall of 99 % and 97.5 %. */
    @Test
    void normalTailsAreThoseOfTheTables() {
        assertEquals(2.3263, LossTails.parametric(1, 0.99).var(), 5e-5);
        assertEquals(2.6652, LossTails.parametric(1, 0.99).cvar(), 5e-5);
        assertEquals(1.9600, LossTails.parametric(1, 0.975).var(), 5e-5);
        assertEquals(2.3378, LossTails.parametric(1, 0.975).cvar(), 5e-5);
    }

    @Test
    void withoutSkewnessAndKurtosisNothingIsCorrected() {
        assertEquals(-2.3, LossTails.corrected(-2.3, 0, 0), 1e-12);
        // -2.3263 with skewness -0.5 and excess kurtosis 2, by hand: -2.3263 - 0.3676 - 0.4675 + 0.0941
        assertEquals(-3.0674, LossTails.corrected(-2.3263, -0.5, 2), 5e-4);
    }

    @Test
    void theHistoricalTailIsTheWorstOfTheDays() {
        double[] gains = new double[100];
        Arrays.setAll(gains, i -> (i - 50) / 100.0);
        assertEquals(0.50, LossTails.historical(gains, 0.99).var(), 1e-12);
        assertEquals(0.46, LossTails.historical(gains, 0.95).var(), 1e-12);
        assertEquals(0.48, LossTails.historical(gains, 0.95).cvar(), 1e-12);
    }

    /** Kupiec 1995, table 3: numbers of exceedances with which a model is not refused, with 95 percent. */
    @Test
    void aNumberOfExceedancesIsRefusedWhereKupiecsTableRefusesIt() {
        int[][] table = {
            {255, 1, 0, 7}, {510, 1, 1, 11}, {1000, 1, 4, 17}, {255, 5, 6, 21}, {510, 5, 16, 36}, {1000, 5, 37, 65}
        };
        for (int[] row : table) {
            for (int count = row[2] == 0 ? 0 : row[2] + 1; count < row[3]; count++) {
                if (row[2] != 0 || count > 0) {
                    assertTrue(Backtest.kupiec(row[0], count, row[1] / 100.0) < 3.8415, row[0] + " " + count);
                }
            }
            assertFalse(Backtest.kupiec(row[0], row[3], row[1] / 100.0) < 3.8415, row[0] + " " + row[3]);
        }
    }

    @Test
    void exceedancesThatComeTogetherAreNotIndependent() {
        boolean[] together = new boolean[1_000];
        Arrays.fill(together, 100, 150, true);
        Backtest clustered = Backtest.of(together, 0.05);
        assertEquals(50, clustered.exceeded());
        assertEquals(1, clustered.kupiecP(), 1e-9);
        assertTrue(clustered.independenceP() < 1e-6);
        Random random = new Random(3);
        boolean[] apart = new boolean[1_000];
        for (int i = 0; i < apart.length; i++) {
            apart[i] = random.nextDouble() < 0.05;
        }
        assertTrue(Backtest.of(apart, 0.05).independenceP() > 0.05);
        assertEquals(0, Backtest.of(new boolean[0], 0.05).days());
    }

    @Test
    void aHistoricalValueAtRiskOfNormalDaysIsExceededAsOftenAsItSays() {
        Random random = new Random(8);
        double[] gains =
                random.doubles(3_000).map(_ -> random.nextGaussian() * 0.02).toArray();
        Backtest test = Backtest.of(gains, 250, 0.95);
        assertEquals(2_750, test.days());
        assertTrue(test.kupiecP() > 0.01, test.toString());
    }

    /** Ledoit and Wolf's estimator, written down once more element by element. */
    @Test
    void shrinkageIsWhatTheDefinitionSays() {
        Random random = new Random(4);
        int days = 40;
        int size = 6;
        double[][] rows = new double[days][size];
        for (double[] row : rows) {
            double common = random.nextGaussian();
            Arrays.setAll(row, i -> common * 0.5 + random.nextGaussian() * (1 + i));
        }
        double[] mean = new double[size];
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                mean[i] += row[i] / days;
            }
        }
        double[][] sample = new double[size][size];
        for (double[] row : rows) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    sample[i][j] += (row[i] - mean[i]) * (row[j] - mean[j]) / days;
                }
            }
        }
        double mu = 0;
        for (int i = 0; i < size; i++) {
            mu += sample[i][i] / size;
        }
        double distance = 0;
        double noise = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                distance += Math.pow(sample[i][j] - (i == j ? mu : 0), 2);
                for (double[] row : rows) {
                    noise += Math.pow((row[i] - mean[i]) * (row[j] - mean[j]) - sample[i][j], 2) / days / days;
                }
            }
        }
        Shrinkage found = Shrinkage.of(rows);
        assertEquals(Math.min(1, noise / distance), found.intensity(), 1e-12);
        double expected = (1 - found.intensity()) * sample[2][4];
        assertEquals(expected, found.covariance().getEntry(2, 4), 1e-12);
        assertEquals(
                (1 - found.intensity()) * sample[3][3] + found.intensity() * mu,
                found.covariance().getEntry(3, 3),
                1e-12);
    }

    /** Row N of risk: 100,000 paths of 50 assets in less than five seconds. */
    @Test
    void aHundredThousandPathsOfFiftyAssetsTakeLessThanFiveSeconds() {
        int size = 50;
        RealMatrix covariance = MatrixUtils.createRealIdentityMatrix(size).scalarMultiply(1e-4);
        double[] weights = new double[size];
        Arrays.fill(weights, 1.0 / size);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Tail tail = LossTails.monteCarlo(covariance, weights, 100_000, 7, 0.99);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        System.out.printf("proof: 100,000 paths of 50 assets in %.2f s of a core%n", seconds);
        assertTrue(seconds < 5, seconds + " s");
        assertEquals(2.3263 * 0.01 / Math.sqrt(size), tail.var(), 2e-4);
        assertEquals(tail, LossTails.monteCarlo(covariance, weights, 100_000, 7, 0.99));
    }
}
