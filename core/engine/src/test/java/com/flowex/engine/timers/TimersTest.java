package com.flowex.engine.timers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.engine.timers.Timers.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timers against a sorted map. */
class TimersTest {

    private record DueTimer(long deadline, Kind kind, long high, long low) {}

    private static final Comparator<DueTimer> ORDER = Comparator.comparingLong(DueTimer::deadline)
            .thenComparing(DueTimer::kind)
            .thenComparing(DueTimer::high, Long::compareUnsigned)
            .thenComparing(DueTimer::low, Long::compareUnsigned);

    private final Timers timers = new Timers();

    private int start(DueTimer due, int payload) {
        return timers.start(due.deadline, due.kind, due.high, due.low, payload);
    }

    private List<Integer> drained() {
        List<Integer> payloads = new ArrayList<>();
        while (timers.first() != Timers.NONE) {
            payloads.add(timers.payload(timers.first()));
            timers.stop(timers.first());
        }
        return payloads;
    }

    @Test
    void noTimerIsDueWithoutAStart() {
        assertEquals(Timers.NONE, timers.first());
        assertEquals(Long.MAX_VALUE, timers.deadlineNanos());
    }

    @Test
    void timersOfOneDeadlineFireByKindThenUnsignedId() {
        start(new DueTimer(5, Kind.RESUMPTION, 0, 1), 6);
        start(new DueTimer(5, Kind.RESERVATION, -1, 0), 5);
        start(new DueTimer(5, Kind.RESERVATION, 1, -1), 4);
        start(new DueTimer(5, Kind.RESERVATION, 1, 1), 3);
        start(new DueTimer(5, Kind.GOOD_TILL_DATE, 0, 9), 2);
        start(new DueTimer(4, Kind.DEAD_MANS, 7, 7), 1);

        assertEquals(List.of(1, 2, 3, 4, 5, 6), drained());
    }

    @Test
    void aTimerRemembersItsDeadlineKindAndPayloadWhereverItStands() {
        int late = start(new DueTimer(50, Kind.SLICE, 0, 1), 7);
        for (int i = 0; i < 100; i++) {
            start(new DueTimer(i, Kind.GOOD_TILL_DATE, 0, i + 2), i);
        }

        assertEquals(50, timers.deadlineNanos(late));
        assertEquals(Kind.SLICE, timers.kind(late));
        assertEquals(7, timers.payload(late));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void startedAndStoppedInAnyOrderTheNextIsAlwaysTheEarliest(long seed) {
        Random random = new Random(seed);
        TreeMap<DueTimer, Integer> expected = new TreeMap<>(ORDER);
        List<DueTimer> running = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (running.isEmpty() || random.nextInt(5) < 3) {
                DueTimer due = new DueTimer(random.nextInt(50), kind(random), random.nextInt(3) - 1, random.nextLong());
                expected.put(due, start(due, i));
                running.add(due);
            } else {
                DueTimer due =
                        random.nextInt(4) == 0 ? expected.firstKey() : running.get(random.nextInt(running.size()));
                running.remove(due);
                timers.stop(expected.remove(due));
            }
            assertEquals(expected.isEmpty(), timers.first() == Timers.NONE);
            if (!expected.isEmpty()) {
                assertEquals(expected.firstEntry().getValue(), timers.first(), () -> "seed " + seed);
                assertEquals(expected.firstKey().deadline(), timers.deadlineNanos());
            }
        }
    }

    private static final List<Kind> KINDS = List.of(Kind.values());

    private static Kind kind(Random random) {
        return KINDS.get(random.nextInt(KINDS.size()));
    }
}
