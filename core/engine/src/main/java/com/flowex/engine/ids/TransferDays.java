package com.flowex.engine.ids;

import com.flowex.domain.value.TransferId;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Days of log time on which the remembered steps were requested, oldest first: one number a day, nothing a step. Until
 * steps may leave there are no days.
 */
final class TransferDays {

    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;

    /** An id may contain a time this far ahead and still leave nothing. */
    private static final long AHEAD_MILLIS = 60_000;

    /** Receiver of a day since 1970 and its number of steps. */
    @FunctionalInterface
    interface DaySink {
        void day(long day, int steps);
    }

    private static final class TransferDayCount {
        final long number;
        int steps;

        TransferDayCount(long number, int steps) {
            this.number = number;
            this.steps = steps;
        }
    }

    /** Each day has at least one step. */
    private final Deque<TransferDayCount> days = new ArrayDeque<>();

    private boolean mayLeave;
    private long today;

    void letLeave() {
        mayLeave = true;
    }

    boolean mayLeave() {
        return mayLeave;
    }

    /** @param nanos log time in nanoseconds since 1970 */
    void now(long nanos) {
        today = nanos / DAY_NANOS;
    }

    /** Sets the day of the steps that follow. */
    void restore(long day) {
        today = day;
    }

    /** Assigns steps that have no day to today. */
    void date(int steps) {
        if (steps > 0) {
            days.add(new TransferDayCount(today, steps));
        }
    }

    /** Counts a step that came. */
    void add() {
        if (!mayLeave) {
            return;
        }
        TransferDayCount youngest = days.peekLast();
        if (youngest == null || youngest.number != today) {
            youngest = new TransferDayCount(today, 0);
            days.add(youngest);
        }
        youngest.steps++;
    }

    /** Removes the oldest step. */
    void drop() {
        if (--days.getFirst().steps == 0) {
            days.removeFirst();
        }
    }

    /** Returns true if the oldest step was requested more than {@code KEPT_DAYS} whole days ago. */
    boolean isDue() {
        return !days.isEmpty() && days.getFirst().number + TransferIds.KEPT_DAYS < today;
    }

    /**
     * Returns true if an id contains a time of which nothing is remembered any longer. Such an id was used, if ever, on
     * a day that is due.
     */
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
