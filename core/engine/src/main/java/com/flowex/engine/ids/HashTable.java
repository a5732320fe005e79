package com.flowex.engine.ids;

/**
 * Hash table from 64-bit hashes to numbers. It consists of many small tables of open addressing, each growing by
 * itself, so that no command waits for a big one to be copied. One hash may have several numbers.
 *
 * <p>The upper 6 bits of a hash choose the small table. The lower 32 bits are stored beside the number, and their low
 * end is the place where the search begins.
 */
final class HashTable {

    /** Result that means "no number". */
    static final int NONE = 0;

    private static final int TABLES_BITS = 6;
    private static final int CELLS_AT_FIRST = 16;
    private static final long EMPTY = 0;

    private final long[][] tables = new long[1 << TABLES_BITS][CELLS_AT_FIRST];
    private final int[] counts = new int[1 << TABLES_BITS];

    private long[] sought = tables[0];
    private int soughtTag;
    private int soughtAt;

    /** Returns a number that may belong to this hash, {@link #NONE} if there is none. */
    int first(long hash) {
        sought = tables[tableOf(hash)];
        soughtTag = (int) hash;
        soughtAt = soughtTag & sought.length - 1;
        return seek();
    }

    /** Returns another number that may belong to the hash of the last search. */
    int next() {
        soughtAt = soughtAt + 1 & sought.length - 1;
        return seek();
    }

    private int seek() {
        int mask = sought.length - 1;
        int at = soughtAt;
        long cell = sought[at];
        while (cell != EMPTY && tagOf(cell) != soughtTag) {
            at = at + 1 & mask;
            cell = sought[at];
        }
        soughtAt = at;
        return numberOf(cell);
    }

    /** @param number number to add; not {@link #NONE} */
    void add(long hash, int number) {
        int table = tableOf(hash);
        if (++counts[table] * 2 > tables[table].length) {
            enlarge(table);
        }
        put(tables[table], cell(hash, number));
    }

    /** Returns the number of cells read to see all numbers that may belong to a hash. */
    int probes(long hash) {
        long[] table = tables[tableOf(hash)];
        int at = (int) hash & table.length - 1;
        int probes = 1;
        while (table[at] != EMPTY) {
            at = at + 1 & table.length - 1;
            probes++;
        }
        return probes;
    }

    /** Removes a number, which must be in the table, and closes the gap, so that a search needs no tombstones. */
    void remove(long hash, int number) {
        long[] table = tables[tableOf(hash)];
        int mask = table.length - 1;
        int gap = placeOf(hash, number);
        counts[tableOf(hash)]--;
        for (int at = gap + 1 & mask; table[at] != EMPTY; at = at + 1 & mask) {
            int home = tagOf(table[at]) & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                table[gap] = table[at];
                gap = at;
            }
        }
        table[gap] = EMPTY;
    }

    private int placeOf(long hash, int number) {
        long[] table = tables[tableOf(hash)];
        int mask = table.length - 1;
        int at = (int) hash & mask;
        while (numberOf(table[at]) != number) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void enlarge(int table) {
        long[] larger = new long[tables[table].length * 2];
        for (long cell : tables[table]) {
            if (cell != EMPTY) {
                put(larger, cell);
            }
        }
        tables[table] = larger;
    }

    private static void put(long[] table, long cell) {
        int mask = table.length - 1;
        int at = tagOf(cell) & mask;
        while (table[at] != EMPTY) {
            at = at + 1 & mask;
        }
        table[at] = cell;
    }

    private static int tableOf(long hash) {
        return (int) (hash >>> Long.SIZE - TABLES_BITS);
    }

    private static long cell(long hash, int number) {
        return hash << Integer.SIZE | number & 0xFFFF_FFFFL;
    }

    private static int tagOf(long cell) {
        return (int) (cell >>> Integer.SIZE);
    }

    private static int numberOf(long cell) {
        return (int) cell;
    }
}
