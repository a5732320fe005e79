package com.flowex.risk.app.portfolio;

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
class TailRiskEstimatorsTest {

    /** Tables of the normal distribution: quantile and expected shortfall of 99 % and 97.5 %. */
    @Test
    void normalTailsAreThoseOfTheTables() {
        double small = 1e-6;
        assertEquals(2.3263, TailRiskEstimators.parametric(small, 0.99).var() / small, 5e-5);
        assertEquals(2.6652, TailRiskEstimators.parametric(small, 0.99).cvar() / small, 5e-5);
        assertEquals(1.9600, TailRiskEstimators.parametric(small, 0.975).var() / small, 5e-5);
        assertEquals(2.3378, TailRiskEstimators.parametric(small, 0.975).cvar() / small, 5e-5);
        TailRisk large = TailRiskEstimators.parametric(3, 0.99);
        assertEquals(1 - Math.exp(-3 * 2.326348), large.var(), 1e-6);
        assertTrue(large.cvar() > large.var() && large.cvar() < 1);
    }

    /** Maillard 2012: with skewness 0 the expansion is monotone up to an excess kurtosis of 8; DOGE's moments are far outside. */
    @Test
    void theExpansionIsUsedInsideItsDomainOnly() {
        assertTrue(TailRiskEstimators.isInDomain(0, 0, -4.5));
        assertTrue(TailRiskEstimators.isInDomain(0, 7.9, -4.5));
        assertFalse(TailRiskEstimators.isInDomain(0, 8.1, -4.5));
        assertTrue(TailRiskEstimators.isInDomain(-0.5, 2, -4.5));
        assertFalse(TailRiskEstimators.isInDomain(-2, 1, -4.5));
        assertFalse(TailRiskEstimators.isInDomain(15.9, 342, -4.5));
    }

    @Test
    void withoutSkewnessAndKurtosisNothingIsCorrected() {
        assertEquals(-2.3, TailRiskEstimators.corrected(-2.3, 0, 0), 1e-12);
        // -2.3263 with skewness -0.5 and excess kurtosis 2, by hand: -2.3263 - 0.3676 - 0.4675 + 0.0941
        assertEquals(-3.0674, TailRiskEstimators.corrected(-2.3263, -0.5, 2), 5e-4);
    }

    @Test
    void theHistoricalTailIsTheWorstOfTheDays() {
        double[] gains = new double[100];
        Arrays.setAll(gains, i -> (i - 50) / 100.0);
        assertEquals(0.50, TailRiskEstimators.historical(gains, 0.99).var(), 1e-12);
        assertEquals(0.46, TailRiskEstimators.historical(gains, 0.95).var(), 1e-12);
        assertEquals(0.48, TailRiskEstimators.historical(gains, 0.95).cvar(), 1e-12);
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
        boolean[] adjacent = new boolean[1_000];
        Arrays.fill(adjacent, 100, 150, true);
        Backtest clustered = Backtest.of(adjacent, 0.05);
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
        assertTrue(Backtest.of(new double[300], 250, 1, 0.99, _ -> Double.NaN).isEmpty());
    }

    /** Basel Committee 1996, table 2: of 250 days with 99 %, green to 4 exceedances, yellow to 9, red from 10. */
    @Test
    void theTrafficLightIsThatOfTheBaselCommittee() {
        assertEquals(Backtest.Zone.GREEN, Backtest.Zone.of(250, 4, 0.01));
        assertEquals(Backtest.Zone.YELLOW, Backtest.Zone.of(250, 5, 0.01));
        assertEquals(Backtest.Zone.YELLOW, Backtest.Zone.of(250, 9, 0.01));
        assertEquals(Backtest.Zone.RED, Backtest.Zone.of(250, 10, 0.01));
    }

    @Test
    void aHistoricalValueAtRiskOfNormalDaysIsExceededAsOftenAsItSays() {
        Random random = new Random(8);
        double[] gains =
                random.doubles(3_000).map(_ -> random.nextGaussian() * 0.02).toArray();
        Backtest test = Backtest.of(gains, 250, 1, 0.95, window -> TailRiskEstimators.historical(window, 0.95)
                        .var())
                .orElseThrow();
        assertEquals(2_750, test.days());
        assertTrue(test.kupiecP() > 0.01, test.toString());
    }

    /** Ledoit and Wolf's estimator, written down once more element by element. */
    @Test
    void shrinkageEqualsItsDefinition() {
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
        double[][] correlation = new double[size][size];
        double mu = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                correlation[i][j] = sample[i][j] / Math.sqrt(sample[i][i] * sample[j][j]);
                mu += i == j ? 0 : correlation[i][j] / (size * (size - 1));
            }
        }
        double distance = 0;
        double noise = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (i == j) {
                    continue;
                }
                distance += Math.pow(correlation[i][j] - mu, 2);
                for (double[] row : rows) {
                    double a = (row[i] - mean[i]) / Math.sqrt(sample[i][i]);
                    double b = (row[j] - mean[j]) / Math.sqrt(sample[j][j]);
                    double both = a * b - correlation[i][j];
                    noise += both * both / days / days;
                    noise -= mu / 2 * ((a * a - 1) + (b * b - 1)) * both / days / days;
                }
            }
        }
        ShrunkCovariance found = ShrunkCovariance.of(rows);
        double intensity = Math.clamp(noise / distance, 0, 1);
        assertTrue(intensity > 0 && intensity < 1);
        assertEquals(intensity, found.intensity(), 1e-12);
        double expected = (1 - intensity) * correlation[2][4] + intensity * mu;
        assertEquals(expected, found.correlation().getEntry(2, 4), 1e-12);
        assertEquals(sample[3][3], found.covariance().getEntry(3, 3), 1e-12);
        assertEquals(
                expected * Math.sqrt(sample[2][2] * sample[4][4]),
                found.covariance().getEntry(2, 4),
                1e-12);
        for (double[] row : rows) {
            row[1] *= 1_000;
        }
        assertEquals(intensity, ShrunkCovariance.of(rows).intensity(), 1e-9, "the unit of one asset does not matter");
    }

    /** Row N of risk: 100,000 paths of 50 assets in less than five seconds. */
    @Test
    void aHundredThousandPathsOfFiftyAssetsTakeLessThanFiveSeconds() {
        int size = 50;
        RealMatrix correlation = MatrixUtils.createRealIdentityMatrix(size);
        double[] deviations = new double[size];
        Arrays.fill(deviations, 0.01);
        double normal = Double.POSITIVE_INFINITY;
        double[] weights = new double[size];
        Arrays.fill(weights, 1.0 / size);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        TailRisk tail = new JointReturns(correlation, deviations, normal).monteCarlo(weights, 100_000, 7, 0.99);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        System.out.printf("proof: 100,000 paths of 50 assets in %.2f s of a core%n", seconds);
        assertTrue(seconds < 5, seconds + " s");
        assertEquals(2.3263 * 0.01 / Math.sqrt(size), tail.var(), 2e-4);
        TailRisk fat = new JointReturns(correlation, deviations, 5).monteCarlo(weights, 100_000, 7, 0.99);
        // Student's 1 % quantile with five degrees of freedom is -3.3649; its variance is 5/3.
        assertEquals(3.3649 * Math.sqrt(0.6) * 0.01 / Math.sqrt(size), fat.var(), 2e-4);
        assertEquals(tail, new JointReturns(correlation, deviations, normal).monteCarlo(weights, 100_000, 7, 0.99));
    }
}
