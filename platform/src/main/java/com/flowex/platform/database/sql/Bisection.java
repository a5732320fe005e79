package com.flowex.platform.database.sql;

import java.util.Optional;

/**
 * Binary search for the key from which on a value that grows with its key is reached; it reads some rows instead of
 * all.
 */
public final class Bisection {

    /**
     * Row that was read.
     *
     * @param value grows with the key, or stays equal
     */
    public record Probe(long key, long value) {}

    /** Returns the row at a key or, if there is none, the first behind it. */
    @FunctionalInterface
    public interface Next {
        Optional<Probe> at(long key);
    }

    private Bisection() {}

    /**
     * Returns the lowest key from which on no value is below the wanted one.
     *
     * @param end bound behind every key; the answer if every value is below
     */
    public static long from(long requested, long end, Next next) {
        long low = 0;
        long high = end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Probe> row = next.at(middle);
            if (row.isEmpty() || row.get().value() >= requested) {
                high = middle;
            } else {
                low = row.get().key() + 1;
            }
        }
        return low;
    }
}
