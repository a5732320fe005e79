package com.flowex.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.flowex.domain.ExpiryReason;
import com.flowex.domain.RejectReason;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.Rejection;
import com.flowex.engine.oracle.NaiveExchange;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: the fast engine does what the plain words say. Method: random logs through both; every event, answer and deadline
 * compared (balances, which stand last, by account and asset), and books and balances at the end. A failing log is shortened
 * and printed; its seed is kept.
 */
class OracleTest {

    private static final int COMMANDS = 10_000;
    private static final long SHRINKING_NANOS = 60_000_000_000L;

    /** Seeds that have failed once. */
    private static final long[] REGRESSIONS = {20_261_120};

    /** Half a million commands; with {@code ./flowex verify --full} ten million. */
    static LongStream seeds() {
        long most = Boolean.getBoolean("flowex.full") ? 1_000 : 50;
        return LongStream.concat(LongStream.of(REGRESSIONS), LongStream.rangeClosed(1, most));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theEngineAgreesWithThePlainExchange(long seed) {
        Duel.Difference difference = new Duel().fight(seed, COMMANDS);
        if (difference != null) {
            List<RandomLog.Entry> shrunk =
                    Duel.shrunk(difference.log(), log -> Duel.fight(log) != null, SHRINKING_NANOS);
            Duel.Difference shortest = Duel.fight(shrunk);
            fail("seed " + seed + ": " + (shortest == null ? difference : shortest).told());
        }
    }

    /** The random logs are worth something only if they reach everything that a log can reach. */
    @Test
    void theRandomLogsReachEveryKindOfAnswer() {
        Set<Class<?>> kinds = new HashSet<>();
        Set<RejectReason> refusals = EnumSet.noneOf(RejectReason.class);
        Set<ExpiryReason> expiries = EnumSet.noneOf(ExpiryReason.class);
        seeds().limit(50).forEach(seed -> {
            RandomLog log = RandomLog.growing(seed);
            NaiveExchange naive = new NaiveExchange();
            for (int i = 0; i < COMMANDS; i++) {
                RandomLog.Entry entry = log.next();
                List<Object> answers = naive.apply(entry.command(), entry.timeNanos());
                log.heard(answers, naive.deadlineNanos());
                answers.forEach(answer -> take(answer, kinds, refusals, expiries));
            }
        });

        // The bounds of the engine's memory are too large for a log; a broken chain is named by the step that broke it.
        assertEquals(
                EnumSet.of(
                        RejectReason.CLIENT_ORDER_IDS_USED_UP,
                        RejectReason.TENANT_IDS_USED_UP,
                        RejectReason.CAPACITY_REACHED,
                        RejectReason.CHAIN_BROKEN),
                EnumSet.complementOf(EnumSet.copyOf(refusals)));
        assertEquals(EnumSet.allOf(ExpiryReason.class), expiries);
        for (Class<?> kind : Event.class.getPermittedSubclasses()) {
            assertTrue(kinds.contains(kind) || kind.isInterface(), kind::getSimpleName);
        }
        for (Class<?> kind : Rejection.class.getPermittedSubclasses()) {
            assertTrue(kinds.contains(kind), kind::getSimpleName);
        }
    }

    private static void take(
            Object answer, Set<Class<?>> kinds, Set<RejectReason> refusals, Set<ExpiryReason> expiries) {
        kinds.add(answer.getClass());
        if (answer instanceof Rejection rejection) {
            refusals.add(rejection.reason());
        }
        if (answer instanceof OrderExpired expired) {
            expiries.add(expired.reason());
        }
    }
}
