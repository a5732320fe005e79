package com.flowex.systemtests;

import java.util.Set;
import java.util.TreeSet;

/** The predicates of one statement that made no difference yet, and how often it was tried. */
final class StatementTries {

    /** Most tries that found no rows and do not count: a worker asks every second, long before there are some. */
    private static final int IDLE_MAX = 1_000;

    /** Number of tries without rows behind which one execution of {@link #ONE_OF} is tried: a slow machine has more of them. */
    private static final int IDLE_OFTEN = 20;

    private static final int ONE_OF = 10;

    /** Tries of a statement whose predicates were all noticed; with {@code flowex.full} it is asked of further rows. */
    private static final int TRIES_MIN = Boolean.getBoolean("flowex.full") ? 3 : 1;

    final Set<Integer> alive = new TreeSet<>();
    private int executions;
    private int tries;
    private int idle;

    StatementTries(int predicates) {
        for (int nth = 0; nth < predicates; nth++) {
            alive.add(nth);
        }
    }

    /**
     * Returns true if this execution is to be tried, and counts it.
     *
     * @param isDecided true if no predicate is left that has to make a difference
     * @param triesMax most tries that found rows; the largest number tries every execution
     */
    boolean isDue(boolean isDecided, int triesMax) {
        executions++;
        boolean isEnough = isDecided ? tries >= TRIES_MIN : tries - idle >= triesMax;
        boolean isLeftOut = triesMax != Integer.MAX_VALUE && idle >= IDLE_OFTEN && executions % ONE_OF != 0;
        if (isEnough || isLeftOut) {
            return false;
        }
        tries++;
        return true;
    }

    /** Counts a try that found no rows, or whose rows another transaction held. */
    void sawNothing() {
        if (idle < IDLE_MAX) {
            idle++;
        }
    }
}
