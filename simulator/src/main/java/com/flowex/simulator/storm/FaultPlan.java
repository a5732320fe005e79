package com.flowex.simulator.storm;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Which fault is next, and which begins while it is on: each once in an order of chance, then each once more in another. */
final class FaultPlan {

    /**
     * One to come.
     *
     * @param held how long it lasts before it is mended
     * @param choice a number of chance, 0 or more, for what else there is to choose
     * @param second what begins half-way, if anything does
     */
    record Next(Fault fault, Duration held, int choice, Optional<Second> second) {}

    /**
     * One that begins while another is on.
     *
     * @param choice as the first one's
     */
    record Second(Fault fault, int choice) {}

    private static final int HELD_LEAST_MILLIS = 4_000;
    private static final int HELD_MORE_MILLIS = 4_000;

    private final List<Fault> kinds;
    private final Pairs pairs;
    private final Random random;
    private final Deque<Fault> deck = new ArrayDeque<>();
    private int decks;

    /** @param kinds at least one */
    FaultPlan(Collection<Fault> kinds, Pairs pairs, long seed) {
        this.kinds = List.copyOf(kinds);
        this.pairs = pairs;
        random = new Random(seed);
    }

    Next next() {
        if (deck.isEmpty()) {
            List<Fault> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, random);
            deck.addAll(shuffled);
            decks++;
        }
        Fault fault = deck.pop();
        Duration held = Duration.ofMillis(HELD_LEAST_MILLIS + random.nextInt(HELD_MORE_MILLIS));
        return new Next(fault, held, choice(), isPaired() ? second(fault) : Optional.empty());
    }

    private int choice() {
        return random.nextInt(1 << 20);
    }

    private boolean isPaired() {
        return switch (pairs) {
            case LATER -> decks > 1;
            case ALWAYS -> true;
            case NEVER -> false;
        };
    }

    private Optional<Second> second(Fault fault) {
        List<Fault> others = kinds.stream().filter(fault::goesWith).toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Second(others.get(random.nextInt(others.size())), choice()));
    }
}
