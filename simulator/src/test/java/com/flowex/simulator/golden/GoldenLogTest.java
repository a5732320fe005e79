package com.flowex.simulator.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.domain.command.Command;
import com.flowex.engine.Exchange;
import com.flowex.engine.RandomLog;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: a log that was ever released replays for ever. Method: committed requests are decoded, applied, and all that the
 * engine answers and holds in the end is compared, as bytes, with what it was when the log was written.
 *
 * <p>Failure 30: an old log replayed by a new build gives other results. A change of behaviour must be switched by a
 * version recorded in the log; the committed files are never written again.
 */
class GoldenLogTest {

    @ParameterizedTest
    @ValueSource(ints = 1)
    void aReleasedLogGivesTheSameAnswersAndTheSameState(int version) throws IOException {
        Replayed replayed = new Replayed(new Exchange());
        GoldenLog.requests(version).forEach(entry -> replayed.apply(entry.command(), entry.timeNanos()));

        assertEquals(GoldenLog.answers(version), replayed.end());
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void aReleasedStateGoesOnToTheSameEnd(int version) throws IOException {
        List<RandomLog.Entry> log = GoldenLog.requests(version);
        Replayed replayed = new Replayed(new Exchange());
        for (int i = 0; i < log.size(); i++) {
            if (i == log.size() / 2) {
                replayed.restore(GoldenLog.halfway(version));
            }
            replayed.apply(log.get(i).command(), log.get(i).timeNanos());
        }

        assertEquals(GoldenLog.answers(version), replayed.end());
    }

    @Test
    void thePresentVersionsLogHasEveryKindOfCommand() throws IOException {
        Set<Class<?>> kinds = new HashSet<>();
        GoldenLog.requests(GoldenLog.VERSION)
                .forEach(entry -> kinds.add(entry.command().getClass()));

        assertEquals(leaves(Command.class), kinds);
    }

    private static Set<Class<?>> leaves(Class<?> sealed) {
        Set<Class<?>> leaves = new HashSet<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            leaves.addAll(permitted.isSealed() ? leaves(permitted) : Set.of(permitted));
        }
        return leaves;
    }
}
