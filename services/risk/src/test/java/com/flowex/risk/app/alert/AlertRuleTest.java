package com.flowex.risk.app.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.risk.app.alert.AlertVerdict.Note;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Goal: an alert fires once when its value crosses; it neither chatters around its threshold nor fires on an unknown
 * value.
 */
class AlertRuleTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static AlertRule rule(AlertSide side, int threshold, int hysteresis, int coolDownSeconds) {
        return new AlertRule(
                AlertSubject.SCORE,
                "BTC",
                side,
                BigDecimal.valueOf(threshold),
                BigDecimal.valueOf(hysteresis),
                Duration.ofSeconds(coolDownSeconds));
    }

    private static AlertInput at(double value, Instant now) {
        return new AlertInput.Value(value, now, false);
    }

    @Test
    void theWorkedExampleOfTheDocument() {
        AlertRule rule = rule(AlertSide.ABOVE, 70, 5, 3_600);
        AlertState state = AlertState.FIRST;
        double[] values = {69, 71, 68, 72, 65, 71, 71};
        String[] expected = {"none", "fires", "not_back", "not_back", "none", "fires", "not_back"};
        for (int i = 0; i < values.length; i++) {
            Instant now = START.plusSeconds(900L * i);
            AlertVerdict verdict = rule.judge(state, at(values[i], now), now);
            assertEquals(expected[i], verdict.fires() ? "fires" : verdict.note().label(), "look " + i);
            state = verdict.next();
        }
        assertEquals(2, state.generation());
    }

    @Test
    void missingInvalidOrStaleValueNeverFiresAndIsNoted() {
        AlertRule rule = rule(AlertSide.ABOVE, 0, 0, 0);
        for (AlertState state : new AlertState[] {AlertState.FIRST, new AlertState(false, 3, START)}) {
            quiet(rule, state, new AlertInput.Nothing(), Note.NO_VALUE);
            quiet(rule, state, at(Double.NaN, START), Note.NOT_A_NUMBER);
            quiet(rule, state, at(Double.POSITIVE_INFINITY, START), Note.NOT_A_NUMBER);
            quiet(rule, state, at(50, START.minus(Duration.ofHours(49))), Note.STALE);
        }
        assertTrue(rule.judge(AlertState.FIRST, at(50, START.minus(Duration.ofDays(2))), START)
                .fires());
    }

    @Test
    void aPartialValueFiresAndSaysThatItIsPartial() {
        AlertRule rule = rule(AlertSide.ABOVE, 70, 0, 0);
        AlertVerdict beyond = rule.judge(AlertState.FIRST, new AlertInput.Value(71, START, true), START);
        assertTrue(beyond.fires());
        assertEquals(Note.PARTIAL, beyond.note());
        quiet(rule, AlertState.FIRST, new AlertInput.Value(69, START, true), Note.PARTIAL);
        quiet(rule, new AlertState(false, 1, START), new AlertInput.Value(71, START, true), Note.NOT_BACK);
    }

    private static void quiet(AlertRule rule, AlertState state, AlertInput input, Note note) {
        AlertVerdict verdict = rule.judge(state, input, START);
        assertFalse(verdict.fires());
        assertEquals(note, verdict.note());
        assertEquals(state, verdict.next());
    }

    @Test
    void aClockThatGoesBackNeitherEndsACoolDownEarlyNorMakesItLonger() {
        AlertRule rule = rule(AlertSide.BELOW, 10, 0, 600);
        AlertState fired = new AlertState(true, 1, START.plusSeconds(100_000));
        AlertVerdict back = rule.judge(fired, at(5, START), START);
        assertEquals(Note.COOL_DOWN, back.note());
        assertFalse(
                rule.judge(back.next(), at(5, START), START.plusSeconds(599)).fires());
        assertTrue(rule.judge(back.next(), at(5, START), START.plusSeconds(600)).fires());
    }

    /** Law: between two firings the value was back by the hysteresis, and the cool-down was over; each has a number of its own. */
    @Test
    void firingsAreSeparatedByHysteresisAndCoolDown() {
        for (int seed = 0; seed < 2_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AlertSide side = random.nextBoolean() ? AlertSide.ABOVE : AlertSide.BELOW;
            int hysteresis = random.nextInt(20);
            int coolDown = random.nextInt(2_000);
            AlertRule rule = rule(side, 50, hysteresis, coolDown);
            AlertState state = AlertState.FIRST;
            Instant now = START;
            Instant last = Instant.EPOCH;
            boolean wasBack = true;
            int fired = 0;
            for (int i = 0; i < 200; i++) {
                now = now.plusSeconds(random.nextInt(600));
                double value = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(30, 71);
                AlertVerdict verdict = rule.judge(state, at(value, now), now);
                if (verdict.fires()) {
                    fired++;
                    assertTrue(side == AlertSide.ABOVE ? value > 50 : value < 50, "seed " + seed);
                    assertTrue(wasBack, "seed " + seed);
                    assertFalse(now.isBefore(last.plusSeconds(coolDown)), "seed " + seed);
                    last = now;
                    wasBack = false;
                } else if (side == AlertSide.ABOVE ? value <= 50 - hysteresis : value >= 50 + hysteresis) {
                    wasBack = true;
                }
                state = verdict.next();
                assertEquals(fired, state.generation(), "seed " + seed);
            }
        }
    }

    /** Law: above a threshold and below it are mirror images. */
    @Test
    void aboveAndBelowAreMirrorImages() {
        for (int seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            AlertRule above = rule(AlertSide.ABOVE, 50, 7, 900);
            AlertRule below = rule(AlertSide.BELOW, 50, 7, 900);
            AlertState one = AlertState.FIRST;
            AlertState other = AlertState.FIRST;
            for (int i = 0; i < 100; i++) {
                Instant now = START.plusSeconds(300L * i);
                int value = random.nextInt(101);
                AlertVerdict first = above.judge(one, at(value, now), now);
                AlertVerdict second = below.judge(other, at(100 - value, now), now);
                assertEquals(first, second, "seed " + seed);
                one = first.next();
                other = second.next();
            }
        }
    }
}
