package com.flowex.simulator.storm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Which fault is next: each once in an order of chance, then each once more in another. */
final class FaultPlan {

    /**
     * One to come.
     *
     * @param held how long it lasts before it is mended
     * @param choice a number of chance, 0 or more, for what else there is to choose
     */
    record Next(Fault fault, Duration held, int choice) {}

    private static final int HELD_LEAST_MILLIS = 4_000;
    private static final int HELD_MORE_MILLIS = 4_000;

    private final List<Fault> kinds;
    private final Random random;
    private final Deque<Fault> deck = new ArrayDeque<>();

    /** @param kinds at least one */
    FaultPlan(Collection<Fault> kinds, long seed) {
        this.kinds = List.copyOf(kinds);
        random = new Random(seed);
    }

    Next next() {
        if (deck.isEmpty()) {
            List<Fault> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
        }
        return new Next(
                deck.pop(),
                Duration.ofMillis(HELD_LEAST_MILLIS + random.nextInt(HELD_MORE_MILLIS)),
                random.nextInt(1 << 20));
    }
}
