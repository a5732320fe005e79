package com.flowex.p2p.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.p2p.rule.Reliability.Weights;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: a counterparty counts the more, the larger and the newer the trade is, and never more than one. */
class ReliabilityTest {

    private static final int FULL = TradeWeight.FULL;
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
    private static final BigInteger FULL_VALUE = BigInteger.valueOf(500);

    private static Reliability weighing(Weights weights) {
        return new Reliability(1, 1, 1, 0, weights);
    }

    private static Weights full(int counterparties, int completed) {
        return new Weights(0, 0, 0).and((long) FULL * counterparties, (long) FULL * completed, 0);
    }

    /** The bound of plain counts, written once more by its definition. */
    private static double plain(int counterparties, int completed) {
        double p = (double) completed / counterparties;
        double z = 1.96;
        double root = Math.sqrt(p * (1 - p) / counterparties + z * z / (4.0 * counterparties * counterparties));
        return (p + z * z / (2.0 * counterparties) - z * root) / (1 + z * z / counterparties);
    }

    /** Values of the Wilson interval at z = 1.96, by hand: 1 of 1 is 0.2065, 90 of 100 is 0.8256. */
    @Test
    void fullWeightsGiveTheBoundOfPlainCounts() {
        assertEquals(0, Reliability.NONE.perMille());
        assertEquals(206, weighing(full(1, 1)).perMille());
        assertEquals(825, weighing(full(100, 90)).perMille());
        assertEquals(0, weighing(full(3, 0)).perMille());
        for (int counterparties = 1; counterparties <= 60; counterparties++) {
            for (int completed = 1; completed <= counterparties; completed++) {
                assertEquals(
                        plain(counterparties, completed),
                        weighing(full(counterparties, completed)).bound(),
                        1e-12,
                        completed + " of " + counterparties);
            }
        }
        assertEquals(900, new Reliability(100, 90, 100, 2, full(100, 90)).completionPerMille());
        assertEquals(0, Reliability.NONE.completionPerMille());
    }

    /** Goal: what a trade changes grows with its weight, for good and for bad. A failing seed stays in the list. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20_261_128})
    void anOldOrTinyTradeChangesLessThanANewOneAtTheBound(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 1_000; round++) {
            long completed = 1 + random.nextLong(50L * FULL);
            Weights base = new Weights(completed + random.nextLong(20L * FULL), completed, completed);
            int value = 1 + random.nextInt(499);
            int days = 1 + random.nextInt(1_000);
            String words = "seed " + seed + ", " + base + ", value " + value + ", days " + days;
            for (boolean isCompleted : new boolean[] {true, false}) {
                double most = change(base, FULL, 0, isCompleted);
                assertTrue(change(base, FULL, days, isCompleted) < most, words);
                assertTrue(change(base, TradeWeight.of(value, FULL_VALUE), 0, isCompleted) < most, words);
                assertEquals(most, change(base, TradeWeight.of(500L + value, FULL_VALUE), 0, isCompleted), words);
            }
        }
    }

    private static double change(Weights base, int weight, int days, boolean isCompleted) {
        double before = weighing(base).bound();
        double after =
                weighing(base.and(weight, isCompleted ? weight : 0, days)).bound();
        assertTrue(isCompleted ? after >= before : after <= before);
        return Math.abs(after - before);
    }

    @Test
    void manyTinyTradesAndOneHugeTradeMakeNoReputation() {
        int tiny = TradeWeight.of(1, FULL_VALUE);
        Weights thousand = new Weights(0, 0, 0).and(1_000L * tiny, 1_000L * tiny, 0);
        assertEquals(weighing(full(2, 2)).perMille(), weighing(thousand).perMille());
        assertEquals(2, weighing(thousand).known());
        int huge = TradeWeight.of(Long.MAX_VALUE, FULL_VALUE);
        assertEquals(206, weighing(new Weights(0, 0, 0).and(huge, huge, 0)).perMille());
        assertEquals(0, TradeWeight.of(0, FULL_VALUE));
    }

    @Test
    void aWeightHalvesInAHalfLifeAndNeverGrows() {
        assertEquals(FULL, TradeWeight.decayed(FULL, 0));
        assertEquals(FULL, TradeWeight.decayed(FULL, -3));
        assertEquals(FULL / 2, TradeWeight.decayed(FULL, 180));
        assertEquals(707_106, TradeWeight.decayed(FULL, 90));
        assertEquals(0, TradeWeight.decayed(FULL, TradeWeight.DAYS_MAX));
        for (int days = 0; days < 1_800; days++) {
            assertTrue(TradeWeight.decayed(FULL, days + 1) < TradeWeight.decayed(FULL, days), "day " + days);
        }
        Weights old = new Weights(0, 0, 0).and(4L * FULL, 4L * FULL, 360);
        assertEquals(weighing(full(1, 1)).perMille(), weighing(old).perMille());
        assertEquals(4, weighing(old).known());
    }

    private static PairOutcome after(int days, boolean isCompleted, int weight) {
        return new PairOutcome(isCompleted, weight, NOW.plus(Duration.ofDays(days)));
    }

    @Test
    void theHeaviestTradeDecidesAPairAndOfEqualOnesTheLast() {
        PairOutcome large = after(0, true, FULL);
        assertEquals(large, large.then(after(1, false, FULL / 10)));
        assertEquals(after(1, false, FULL), large.then(after(1, false, FULL)));
        assertEquals(after(0, false, FULL), large.then(after(0, false, FULL)));
        // After four half-lives a tenth of the value weighs more.
        assertEquals(after(720, false, FULL / 10), large.then(after(720, false, FULL / 10)));
        // A tiny completed trade does not hide a large one that was given up.
        PairOutcome failed = after(0, false, FULL);
        assertEquals(failed, failed.then(after(1, true, 1)));
    }

    @Test
    void aTakenBackPaymentWeighsAsMuchAsAnyTradeBefore() {
        PairOutcome large = after(0, true, FULL);
        assertEquals(after(180, false, FULL / 2), large.takenBack(1, NOW.plus(Duration.ofDays(180))));
        assertEquals(after(180, false, FULL), large.takenBack(FULL, NOW.plus(Duration.ofDays(180))));
    }
}
