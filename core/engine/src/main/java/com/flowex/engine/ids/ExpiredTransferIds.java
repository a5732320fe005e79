package com.flowex.engine.ids;

import com.flowex.domain.value.TransferId;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Fingerprints of very many transfer ids: 64 bits of each, kept for ever. They are sorted in 2^14 lists by their
 * uppermost bits, and each list grows by itself. The order is numeric, so it reveals no secret of a process. A list of
 * ids that were chosen to collide is searched by bisection like any other.
 *
 * <p>Above a million, a fingerprint takes 9 to 10 bytes. A new id is mistaken for one of {@code n} fingerprints with
 * probability {@code n} in 2^64; for a billion that is once in 10^10.
 */
final class ExpiredTransferIds {

    private static final int LISTS_BITS = 14;

    /** A list grows by this many places at least, and by an eighth of its length. */
    private static final int ROOM_MIN = 4;

    private static final int COUNT = 0;

    /**
     * Lists of fingerprints. The first cell of a list is its length; there are no lists until something is forgotten.
     */
    private long[][] lists = {};

    private long count;

    static long printOf(TransferId id) {
        return HashMixing.mix(HashMixing.mix(HashMixing.SEED, id.high()), id.low());
    }

    boolean has(long print) {
        if (count == 0) {
            return false;
        }
        long[] list = lists[listOf(print)];
        return list != null && placeOf(print, list) >= 0;
    }

    void add(long print) {
        if (count == 0) {
            lists = new long[1 << LISTS_BITS][];
        }
        int number = listOf(print);
        long[] list = lists[number];
        if (list == null) {
            list = new long[1 + ROOM_MIN];
            lists[number] = list;
        }
        int place = placeOf(print, list);
        if (place < 0) {
            lists[number] = inserted(print, -1 - place, list);
            count++;
        }
    }

    private static long[] inserted(long print, int place, long[] list) {
        int end = 1 + (int) list[COUNT];
        long[] roomy = end < list.length ? list : Arrays.copyOf(list, end + Math.max(ROOM_MIN, end / 8));
        System.arraycopy(roomy, place, roomy, place + 1, end - place);
        roomy[place] = print;
        roomy[COUNT] = end;
        return roomy;
    }

    long count() {
        return count;
    }

    /** Gives all fingerprints in ascending order. */
    void forEach(LongConsumer out) {
        for (long[] list : lists) {
            for (int place = 1; list != null && place <= list[COUNT]; place++) {
                out.accept(list[place]);
            }
        }
    }

    private static int placeOf(long print, long[] list) {
        return Arrays.binarySearch(list, 1, 1 + (int) list[COUNT], print);
    }

    private static int listOf(long print) {
        return (int) (print >>> Long.SIZE - LISTS_BITS);
    }
}
