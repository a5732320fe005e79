package com.flowex.engine.fees;

import com.flowex.engine.layout.IntPair;
import java.util.Arrays;

/**
 * Volume traded through each balance in the last {@link #DAYS} days of log time, today included.
 *
 * <p>Four longs, half a cache line, hold the sum, today's date, today's volume and a link to the days before. The days
 * before are in a list that is read once a day: days roll when the balance is queried, not by a timer. A balance that never
 * traded costs 32 bytes; one that traded every day costs 32 + 29 x 20. A sum beyond a {@code long} stays at its largest
 * value.
 */
public final class Volumes {

    /** Number of days that count, today included. */
    public static final int DAYS = 30;

    /** Nanoseconds in a day. */
    public static final long DAY_NANOS = 86_400_000_000_000L;

    /** Receiver of one day of one balance. */
    @FunctionalInterface
    public interface DaySink {
        /**
         * @param day day, counted since 1970
         * @param units volume of the day, positive
         */
        void day(long day, long units);
    }

    private static final int WORDS_SHIFT = 2;
    private static final int SUM = 0;
    private static final int TODAY = 1;
    private static final int UNITS = 2;
    /** Newest and oldest node of the days before. */
    private static final int BEFORE = 3;

    private static final int NONE = 0;

    private long[] words = new long[1 << 8];

    /** Nodes: a day, its units, the next younger day. */
    private long[] days = new long[1 << 4];

    private long[] units = new long[1 << 4];
    private int[] younger = new int[1 << 4];
    private int used = 1;
    private int free = NONE;

    /**
     * Returns the units traded through a balance.
     *
     * @param day today, in days since 1970; not before that of the last call for this balance
     */
    public long of(int balance, long day) {
        int at = balance << WORDS_SHIFT;
        if (at >= words.length) {
            return 0;
        }
        if (words[at + TODAY] != day) {
            roll(at, day);
        }
        return words[at + SUM];
    }

    /**
     * Counts a trade.
     *
     * @param traded units traded, 0 or more
     */
    public void add(int balance, long day, long traded) {
        int at = balance << WORDS_SHIFT;
        if (at >= words.length) {
            words = Arrays.copyOf(words, Integer.highestOneBit(at) * 2);
        }
        if (words[at + TODAY] != day) {
            roll(at, day);
        }
        words[at + SUM] = capped(words[at + SUM], traded);
        words[at + UNITS] = capped(words[at + UNITS], traded);
    }

    /** Both arguments are 0 or more, so a sum that exceeds a long is negative. */
    private static long capped(long sum, long more) {
        long result = sum + more;
        return result < 0 ? Long.MAX_VALUE : result;
    }

    /** Moves today to the days before, and drops days that are too old. */
    private void roll(int at, long day) {
        if (words[at + UNITS] > 0) {
            append(at, words[at + TODAY], words[at + UNITS]);
        }
        words[at + TODAY] = day;
        words[at + UNITS] = 0;
        int oldest = oldest(at);
        while (oldest != NONE && days[oldest] <= day - DAYS) {
            int next = younger[oldest];
            giveBack(oldest);
            oldest = next;
        }
        int newest = oldest == NONE ? NONE : newest(at);
        words[at + BEFORE] = IntPair.of(newest, oldest);
        long sum = 0;
        for (int node = oldest; node != NONE; node = younger[node]) {
            sum = capped(sum, units[node]);
        }
        words[at + SUM] = sum;
    }

    /** Gives the days of a balance that count on {@code day}, oldest first. */
    public void days(int balance, long day, DaySink sink) {
        int at = balance << WORDS_SHIFT;
        if (at >= words.length) {
            return;
        }
        for (int node = oldest(at); node != NONE; node = younger[node]) {
            if (days[node] > day - DAYS) {
                sink.day(days[node], units[node]);
            }
        }
        if (words[at + UNITS] > 0 && words[at + TODAY] > day - DAYS) {
            sink.day(words[at + TODAY], words[at + UNITS]);
        }
    }

    private void append(int at, long day, long traded) {
        int node = take();
        days[node] = day;
        units[node] = traded;
        younger[node] = NONE;
        int newest = newest(at);
        if (newest == NONE) {
            words[at + BEFORE] = IntPair.of(node, node);
        } else {
            younger[newest] = node;
            words[at + BEFORE] = IntPair.of(node, oldest(at));
        }
    }

    private int newest(int at) {
        return IntPair.high(words[at + BEFORE]);
    }

    private int oldest(int at) {
        return IntPair.low(words[at + BEFORE]);
    }

    private int take() {
        if (free != NONE) {
            int node = free;
            free = younger[node];
            return node;
        }
        if (used == days.length) {
            days = Arrays.copyOf(days, used * 2);
            units = Arrays.copyOf(units, used * 2);
            younger = Arrays.copyOf(younger, used * 2);
        }
        return used++;
    }

    private void giveBack(int node) {
        younger[node] = free;
        free = node;
    }
}
