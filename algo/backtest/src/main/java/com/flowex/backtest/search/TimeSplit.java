package com.flowex.backtest.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Division of time into ranges that select parameters and one that judges the selection.
 *
 * @param training ranges of the selection, in rising time
 * @param test range of the judgement
 */
public record TimeSplit(List<TimeRange> training, TimeRange test) {

    /**
     * Returns windows that move through the time: each selects on a range and judges on the one behind it.
     *
     * @param windows number of tests, 1 or more; together they are the rest of the time after the first training
     * @param trainingParts length of a training in lengths of a test
     * @param embargoNanos time between training and test that belongs to neither
     */
    public static List<TimeSplit> walkForward(TimeRange all, int windows, int trainingParts, long embargoNanos) {
        requirePositive("windows", windows);
        requirePositive("training parts", trainingParts);
        List<TimeRange> parts = parts(all, windows + trainingParts);
        List<TimeSplit> splits = new ArrayList<>();
        for (int i = 0; i < windows; i++) {
            TimeRange test = parts.get(i + trainingParts);
            long end = Math.subtractExact(test.fromNanos(), requireNotNegative(embargoNanos));
            splits.add(new TimeSplit(List.of(new TimeRange(parts.get(i).fromNanos(), end)), test));
        }
        return splits;
    }

    /**
     * Returns folds: each part of the time judges once what the others selected (purged cross-validation, Lopez de Prado
     * 2018).
     *
     * @param purgeNanos time before a test that no training uses, since its trades reach into the test
     * @param embargoNanos time after a test that no training uses, since its prices depend on the test
     */
    public static List<TimeSplit> purgedFolds(TimeRange all, int folds, long purgeNanos, long embargoNanos) {
        if (folds < 2) {
            throw new IllegalArgumentException("folds must be 2 or more, was " + folds);
        }
        requireNotNegative(purgeNanos);
        requireNotNegative(embargoNanos);
        List<TimeSplit> splits = new ArrayList<>();
        for (TimeRange test : parts(all, folds)) {
            List<TimeRange> training = new ArrayList<>();
            long before = test.fromNanos() - purgeNanos;
            long after = test.toNanos() + embargoNanos;
            if (before > all.fromNanos()) {
                training.add(new TimeRange(all.fromNanos(), before));
            }
            if (after < all.toNanos()) {
                training.add(new TimeRange(after, all.toNanos()));
            }
            if (training.isEmpty()) {
                throw new IllegalArgumentException("purge and embargo leave no time for the training of a fold");
            }
            splits.add(new TimeSplit(List.copyOf(training), test));
        }
        return splits;
    }

    private static List<TimeRange> parts(TimeRange all, int count) {
        List<TimeRange> parts = new ArrayList<>();
        long length = all.nanos() / count;
        for (int i = 0; i < count; i++) {
            long from = all.fromNanos() + length * i;
            parts.add(new TimeRange(from, i + 1 == count ? all.toNanos() : from + length));
        }
        return parts;
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, was " + value);
        }
    }

    private static long requireNotNegative(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("purge and embargo must not be negative");
        }
        return nanos;
    }
}
