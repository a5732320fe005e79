package com.flowex.testsupport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Draws the cases of a daily run; {@code ./flowex verify --full} tries all of them. Each run draws and prints other
 * cases, so that all of them are tried over some days; {@code -Dflowex.seed=N} repeats a draw.
 */
public final class DailySample {

    /** True if all cases are tried. */
    public static final boolean IS_FULL = Boolean.getBoolean("flowex.full");

    /** Seed of this JVM's draws. */
    public static final long SEED =
            Long.getLong("flowex.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    private DailySample() {}

    /**
     * Returns some elements, in their order, or all of them.
     *
     * @param name name of the test, for the line that is printed
     * @param count number of elements in a daily run
     */
    public static <T> List<T> of(String name, List<T> all, int count) {
        if (IS_FULL || count >= all.size()) {
            return all;
        }
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(SEED));
        List<T> drawn = new ArrayList<>(all);
        drawn.retainAll(shuffled.subList(0, count));
        System.out.println("proof: " + name + " draws " + drawn + " (again: -Dflowex.seed=" + SEED + ")");
        return drawn;
    }

    /**
     * Draws by turns: each turn has the elements that follow those of the turn before, from a drawn one on.
     *
     * @param name name of the test and of what it draws, for the line that is printed
     * @param count number of elements in a turn of a daily run
     */
    public static <T> Turns<T> inTurns(String name, List<T> all, int count) {
        if (IS_FULL || count >= all.size()) {
            return () -> all;
        }
        int first = new Random(SEED).nextInt(all.size());
        System.out.println("proof: " + name + " begins with " + first + " (again: -Dflowex.seed=" + SEED + ")");
        AtomicInteger next = new AtomicInteger(first);
        return () -> {
            int from = next.getAndAdd(count);
            return IntStream.range(from, from + count)
                    .mapToObj(at -> all.get(at % all.size()))
                    .toList();
        };
    }

    /** Elements by turns. */
    public interface Turns<T> {

        /** Returns the elements of the next turn. */
        List<T> next();
    }
}
