package com.flowex.ground.database;

import java.sql.SQLException;
import java.util.Optional;

/** Finds where something begins that grows with its key, by a look at some keys instead of all before it. */
public final class Bisection {

    /**
     * A row.
     *
     * @param value grows with the key, or stays
     */
    public record Probe(long key, long value) {}

    /** The row at a key, else the first behind it. */
    @FunctionalInterface
    public interface Next {
        Optional<Probe> at(long key) throws SQLException;
    }

    private Bisection() {}

    /**
     * The lowest key from which on no value is below the wanted one.
     *
     * @param end behind every key; the answer where every value is below
     */
    public static long from(long wanted, long end, Next next) throws SQLException {
        long low = 0;
        long high = end;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Optional<Probe> row = next.at(middle);
            if (row.isEmpty() || row.get().value() >= wanted) {
                high = middle;
            } else {
                low = row.get().key() + 1;
            }
        }
        return low;
    }
}
