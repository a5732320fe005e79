package com.flowex.engine.ids;

import com.flowex.domain.value.ClientOrderId;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Age check of ids that contain their time. An id is not new if it is older than a day, or not younger than the
 * forgotten ids of its account. So such ids need no traces and are never taken for new ones, however many follow.
 *
 * <p>A time more than a minute ahead is ignored, because it would make everything before it old. Such an id leaves a
 * trace like any other.
 */
final class TimestampedIds {

    private static final long NANOS_PER_MILLI = 1_000_000;
    static final long AHEAD_MILLIS = 60_000;

    /** An answer is kept for the same time, so that a repeated id meets either its answer or the age check. */
    private static final long OLD_MILLIS = ClientOrderIds.ANSWER_NANOS / NANOS_PER_MILLI;

    private long[] forgotten = new long[16];

    /** Returns true if an unknown id shows by its time that it is not new. */
    boolean isOld(int owner, ClientOrderId id, long nanos) {
        long millis = millis(id, nanos);
        return millis != ClientOrderId.UNDATED
                && (millis <= forgotten(owner) || millis < nanos / NANOS_PER_MILLI - OLD_MILLIS);
    }

    /**
     * Returns the time that an id contains in milliseconds since 1970; {@link ClientOrderId#UNDATED} if it contains
     * none or an impossible one.
     */
    static long millis(ClientOrderId id, long nanos) {
        long millis = id.millis();
        return millis > nanos / NANOS_PER_MILLI + AHEAD_MILLIS ? ClientOrderId.UNDATED : millis;
    }

    static boolean isUndated(ClientOrderId id, long nanos) {
        return millis(id, nanos) == ClientOrderId.UNDATED;
    }

    /** Returns the time of the youngest of the owner's forgotten ids that contain their time, 0 if none. */
    long forgotten(int owner) {
        return owner < forgotten.length ? forgotten[owner] : 0;
    }

    /** Marks all ids up to this time as not new. */
    void forget(int owner, long millis) {
        if (owner >= forgotten.length) {
            forgotten = Arrays.copyOf(forgotten, Math.max(owner + 1, forgotten.length * 2));
        }
        forgotten[owner] = Math.max(forgotten[owner], millis);
    }

    /** Marks all ids that these owners used until now as not new. */
    void forgetUntil(BitSet owners, long nanos) {
        for (int owner = owners.nextSetBit(0); owner >= 0; owner = owners.nextSetBit(owner + 1)) {
            forget(owner, nanos / NANOS_PER_MILLI);
        }
    }
}
