package com.flowex.simulator.injection.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Plan of the faults: the next one, and the one that begins while it is active. Each fault occurs once in random order,
 * then once more in another order.
 */
public final class FaultPlan {

    /**
     * Next fault.
     *
     * @param held time until it is repaired
     * @param choice random number, 0 or more, for further choices
     * @param second fault that begins half-way, if there is one
     */
    public record Next(Fault fault, Duration held, int choice, Optional<PlannedSecondFault> second) {}

    /**
     * Fault that begins while another is active.
     *
     * @param choice random number like that of the first fault
     */
    public record PlannedSecondFault(Fault fault, int choice) {}

    private static final int HELD_LEAST_MILLIS = 4_000;
    private static final int HELD_MORE_MILLIS = 4_000;

    private final List<Fault> kinds;
    private final FaultPairing pairs;
    private final Random random;
    private final Deque<Fault> deck = new ArrayDeque<>();
    private int decks;

    /** @param kinds kinds of faults, at least one */
    public FaultPlan(Collection<Fault> kinds, FaultPairing pairs, long seed) {
        this.kinds = List.copyOf(kinds);
        this.pairs = pairs;
        random = new Random(seed);
    }

    public Next next() {
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

    private Optional<PlannedSecondFault> second(Fault fault) {
        List<Fault> others = kinds.stream().filter(fault::goesWith).toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlannedSecondFault(others.get(random.nextInt(others.size())), choice()));
    }
}
