package com.flowex.engine.ids;

import com.flowex.domain.TransferId;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * On which days of log time the remembered steps were asked for, oldest first: a number a day, nothing a step. Until steps may leave there are no
 * days.
 */
final class TransferDays {

    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;

    /** An id may say a time so far ahead and still leave nothing. */
    private static final long AHEAD_MILLIS = 60_000;

    /** Is given a day since 1970, and how many steps are of it. */
    @FunctionalInterface
    interface DaySink {
        void day(long day, int steps);
    }

    private static final class Day {
        final long number;
        int steps;

        Day(long number, int steps) {
            this.number = number;
            this.steps = steps;
        }
    }

    /** Each has a step or more. */
    private final Deque<Day> days = new ArrayDeque<>();

    private boolean mayLeave;
    private long today;

    void letLeave() {
        mayLeave = true;
    }

    boolean mayLeave() {
        return mayLeave;
    }

    /** @param nanos log time */
    void now(long nanos) {
        today = nanos / DAY_NANOS;
    }

    /** What comes now is of this day. */
    void restore(long day) {
        today = day;
    }

    /** So many steps without a day are of today. */
    void date(int steps) {
        if (steps > 0) {
            days.add(new Day(today, steps));
        }
    }

    /** A step came. */
    void add() {
        if (!mayLeave) {
            return;
        }
        Day youngest = days.peekLast();
        if (youngest == null || youngest.number != today) {
            youngest = new Day(today, 0);
            days.add(youngest);
        }
        youngest.steps++;
    }

    /** The oldest step left. */
    void drop() {
        if (--days.getFirst().steps == 0) {
            days.removeFirst();
        }
    }

    /** Whether the oldest step was asked for so many whole days ago. */
    boolean isDue() {
        return !days.isEmpty() && days.getFirst().number + TransferIds.KEPT_DAYS < today;
    }

    /** Whether an id says a time of which nothing is remembered any more; whatever says so was asked for, if ever, on a day that is due. */
    boolean isPast(TransferId id) {
        long millis = id.millis();
        return mayLeave
                && millis != TransferId.UNDATED
                && millis < (today - TransferIds.KEPT_DAYS) * DAY_MILLIS + AHEAD_MILLIS;
    }

    void forEach(DaySink out) {
        days.forEach(day -> out.day(day.number, day.steps));
    }
}
