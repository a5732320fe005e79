package com.flowex.risk.app.bar;

import java.util.ArrayList;
import java.util.List;

/**
 * Quality of the daily bars that a computation used.
 *
 * @param expected days from the first one to yesterday
 * @param present sound days among them
 * @param longestGap length of the longest run of missing days
 * @param duplicates days that were there more than once
 * @param absurd days with values that no market can have
 * @param future days after today
 * @param spikes days whose price jumped and was back on the next
 * @param splits jumps that look like a change of units; earlier prices were converted to the later units
 * @param stale whole days since the last one; 0 if the last one is yesterday
 */
public record DataQuality(
        int expected,
        int present,
        int longestGap,
        int duplicates,
        int absurd,
        int future,
        int spikes,
        int splits,
        int stale) {

    /** Number of days from which a short history lowers nothing. */
    public static final int DAYS_FULL = 365;

    private static final double STALE_MAX = 14;
    private static final double FAULT_COST = 0.02;
    private static final double SPLIT_COST = 0.10;

    /** Returns the trust in the days: 0 is none, 1 is full. */
    public double trust() {
        return completeness() * length() * freshness() * soundness();
    }

    /** Returns the share of expected days that are present. */
    public double completeness() {
        return expected == 0 ? 0 : (double) present / expected;
    }

    private double length() {
        return Math.sqrt(Math.min(1, (double) present / DAYS_FULL));
    }

    private double freshness() {
        return Math.max(0, 1 - stale / STALE_MAX);
    }

    private double soundness() {
        double faults = (duplicates + absurd + future + spikes) * FAULT_COST + splits * SPLIT_COST;
        return Math.max(0, 1 - faults);
    }

    /** Returns the faults, as words of the API's contract. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        add(notes, present < DAYS_FULL, "short_history");
        add(notes, present < expected, "gaps");
        add(notes, duplicates > 0, "duplicate_days");
        add(notes, absurd > 0, "absurd_days");
        add(notes, future > 0, "future_days");
        add(notes, spikes > 0, "spikes");
        add(notes, splits > 0, "split_suspected");
        add(notes, stale > 0, "stale");
        return notes;
    }

    private static void add(List<String> notes, boolean isSo, String note) {
        if (isSo) {
            notes.add(note);
        }
    }
}
