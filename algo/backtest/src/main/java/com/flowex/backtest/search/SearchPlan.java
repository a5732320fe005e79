package com.flowex.backtest.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Parameter sets of a search in the order of their numbers, from 0. The same axes and seed give the same plan.
 *
 * @param sets parameters by name; those that are not searched may be left to their defaults
 */
public record SearchPlan(List<Map<String, String>> sets) {

    /** Greatest number of trials of a search. */
    public static final int TRIALS_MAX = 100_000;

    /** A random search ends its tries for a new set after so many repetitions in a row. */
    private static final int REPEATS_MAX = 10_000;

    public SearchPlan {
        sets = List.copyOf(sets);
        if (sets.isEmpty() || sets.size() > TRIALS_MAX) {
            throw new IllegalArgumentException(
                    "a search has 1 to " + TRIALS_MAX + " trials, this one would have " + sets.size());
        }
    }

    /**
     * Returns every combination; the last axis changes fastest.
     *
     * @throws IllegalArgumentException if there are more than {@link #TRIALS_MAX}
     */
    public static SearchPlan grid(List<ParameterAxis> axes) {
        long count = combinations(axes);
        if (count > TRIALS_MAX) {
            throw new IllegalArgumentException(
                    "a search has 1 to " + TRIALS_MAX + " trials, this grid would have " + count);
        }
        List<Map<String, String>> sets = List.of(Map.of());
        for (ParameterAxis axis : axes) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> set : sets) {
                for (String value : axis.values()) {
                    Map<String, String> next = new LinkedHashMap<>(set);
                    next.put(axis.name(), value);
                    longer.add(next);
                }
            }
            sets = longer;
        }
        return new SearchPlan(sets);
    }

    /** Returns different combinations at random, at most all there are. */
    public static SearchPlan random(List<ParameterAxis> axes, int trials, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long requested = Math.min(trials, combinations(axes));
        Set<Map<String, String>> known = new HashSet<>();
        List<Map<String, String>> sets = new ArrayList<>();
        for (int repeats = 0; sets.size() < requested && repeats < REPEATS_MAX; repeats++) {
            Map<String, String> set = new LinkedHashMap<>();
            axes.forEach(axis -> set.put(axis.name(), axis.draw(random)));
            if (known.add(set)) {
                sets.add(set);
                repeats = 0;
            }
        }
        return new SearchPlan(sets);
    }

    private static long combinations(List<ParameterAxis> axes) {
        long count = 1;
        for (ParameterAxis axis : axes) {
            count = Math.min(Integer.MAX_VALUE, count * axis.values().size());
        }
        return count;
    }
}
