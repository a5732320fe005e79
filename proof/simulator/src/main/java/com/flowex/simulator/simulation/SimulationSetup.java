package com.flowex.simulator.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Setup of a run.
 *
 * @param nodes number of nodes: one, three or five
 * @param clients number of clients, each with a session of its own
 * @param readers number of readers of events
 */
record SimulationSetup(long seed, int nodes, int clients, int readers) {
    private static final int[] NODES = {1, 3, 3, 3, 3, 5};
    private static final int MOVES_MAX = 10_000_000;

    SimulationSetup {
        if (nodes != 1 && nodes != 3 && nodes != 5) {
            throw new IllegalArgumentException("one, three or five nodes, not " + nodes);
        }
        if (clients < 1 || readers < 1) {
            throw new IllegalArgumentException("at least one client and one reader");
        }
    }

    static SimulationSetup of(long seed) {
        Random random = new Random(seed);
        return new SimulationSetup(
                seed, NODES[random.nextInt(NODES.length)], 2 + random.nextInt(4), 1 + random.nextInt(3));
    }

    /**
     * Returns the moves of a seed. Each seed has some of the faults, rarely or often, so that they meet in all
     * combinations.
     */
    List<Move> moves(int count) {
        if (count < 0 || count > MOVES_MAX) {
            throw new IllegalArgumentException("0.." + MOVES_MAX + " steps, not " + count);
        }
        Random random = new Random(~seed);
        Map<StepKind, Integer> weights = weights(random);
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        List<Move> moves = new ArrayList<>(count);
        while (moves.size() < count) {
            moves.add(new Move(pick(weights, random.nextInt(sum)), random.nextLong()));
        }
        return moves;
    }

    /** Returns the weights in tenths of the choices' weights. */
    private static Map<StepKind, Integer> weights(Random random) {
        Map<StepKind, Integer> weights = new EnumMap<>(StepKind.class);
        for (StepKind choice : StepKind.values()) {
            int usual = 10 * choice.weight();
            weights.put(
                    choice,
                    switch (choice) {
                        case BLACKOUT, EMPTY -> random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
                        case StepKind other when other.isFault() -> usual * random.nextInt(4) / 2;
                        case StepKind _ -> usual;
                    });
        }
        return weights;
    }

    private static StepKind pick(Map<StepKind, Integer> weights, int dice) {
        int left = dice;
        for (Map.Entry<StepKind, Integer> weighed : weights.entrySet()) {
            left -= weighed.getValue();
            if (left < 0) {
                return weighed.getKey();
            }
        }
        throw new IllegalStateException("no choice for " + dice);
    }
}
