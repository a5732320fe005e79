package com.flowex.risk.app.bar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Cleaned daily bars of a market, and their quality. A faulty day is removed or corrected, and counted; a missing day
 * stays missing.
 *
 * @param bars oldest first
 */
public record CleanedBars(List<DailyBar> bars, DataQuality quality) {

    /** ln 1.8: a smaller move from one day to the next is taken as traded. */
    private static final double JUMP = Math.log(1.8);

    /** A jump by a whole number, within three percent, looks like a change of units. */
    private static final double WHOLE_WITHIN = 0.03;

    /** Largest rest of a spike on the next day, as a share of the spike. */
    private static final double BACK_WITHIN = 0.2;

    private static final int RATIO_MAX = 10_000;

    public CleanedBars {
        bars = List.copyOf(bars);
    }

    /**
     * Cleans bars.
     *
     * @param read in any order
     * @param today a day that is not over yet: its bar, and any later one, is not used
     */
    public static CleanedBars of(Collection<DailyBar> read, long today) {
        int future = 0;
        int absurd = 0;
        int duplicates = 0;
        TreeMap<Long, DailyBar> byDay = new TreeMap<>();
        for (DailyBar bar : read) {
            if (bar.day() > today) {
                future++;
            } else if (!bar.isSound() || bar.day() < 0) {
                absurd++;
            } else if (bar.day() < today && byDay.putIfAbsent(bar.day(), bar) != null) {
                duplicates++;
            }
        }
        List<DailyBar> days = new ArrayList<>(byDay.values());
        int spikes = removeSpikes(days);
        int splits = undoSplits(days);
        return new CleanedBars(days, quality(days, today, new int[] {duplicates, absurd, future, spikes, splits}));
    }

    private static DataQuality quality(List<DailyBar> days, long today, int[] faults) {
        int longest = 0;
        for (int i = 1; i < days.size(); i++) {
            longest =
                    Math.max(longest, (int) (days.get(i).day() - days.get(i - 1).day() - 1));
        }
        int expected = days.isEmpty() ? 0 : (int) (today - days.getFirst().day());
        int stale = days.isEmpty() ? 0 : (int) (today - 1 - days.getLast().day());
        return new DataQuality(
                expected, days.size(), longest, faults[0], faults[1], faults[2], faults[3], faults[4], stale);
    }

    /**
     * Removes a close that jumps and is back on the next day: it was an error, and the other days are right without it.
     */
    private static int removeSpikes(List<DailyBar> days) {
        int removed = 0;
        for (int i = 1; i + 1 < days.size(); i++) {
            double there = Math.log(days.get(i).close() / days.get(i - 1).close());
            double whole = Math.log(days.get(i + 1).close() / days.get(i - 1).close());
            if (Math.abs(there) > JUMP && Math.abs(whole) < BACK_WITHIN * Math.abs(there)) {
                days.remove(i);
                removed++;
            }
        }
        return removed;
    }

    /** Converts prices before a change of units to the units after it. */
    private static int undoSplits(List<DailyBar> days) {
        int splits = 0;
        for (int i = 1; i < days.size(); i++) {
            double ratio = days.get(i).open() / days.get(i - 1).close();
            if (Math.abs(Math.log(ratio)) > JUMP && isWhole(Math.max(ratio, 1 / ratio))) {
                int before = i;
                days.subList(0, before).replaceAll(bar -> bar.times(ratio));
                splits++;
            }
        }
        return splits;
    }

    private static boolean isWhole(double ratio) {
        double whole = Math.rint(ratio);
        return whole >= 2 && whole <= RATIO_MAX && Math.abs(ratio / whole - 1) <= WHOLE_WITHIN;
    }

    /** Returns the last bars. */
    public List<DailyBar> last(int count) {
        return bars.subList(Math.max(0, bars.size() - count), bars.size());
    }

    /** Returns the closing prices, oldest first. */
    public double[] closes() {
        return bars.stream().mapToDouble(DailyBar::close).toArray();
    }
}
