package com.flowex.engine.ids;

import com.flowex.domain.ClientOrderId;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Tells by the time that an id says whether it may be new: one that is older than a day, or not younger than what is forgotten of
 * its account, is not. So ids that say their time need no traces, and are never taken for new ones, however many came after.
 *
 * <p>A time more than a minute ahead is none: it would make everything before it old. Such an id leaves a trace like any other.
 */
final class DatedIds {

    private static final long NANOS_PER_MILLI = 1_000_000;
    static final long AHEAD_MILLIS = 60_000;

    /** An answer is kept as long, so that whoever repeats an id finds either its answer, or its age. */
    private static final long OLD_MILLIS = ClientOrderIds.ANSWER_NANOS / NANOS_PER_MILLI;

    private long[] forgotten = new long[16];

    /** Whether an id that nothing is known of says that it is not new. */
    boolean isOld(int owner, ClientOrderId id, long nanos) {
        long millis = millis(id, nanos);
        return millis != ClientOrderId.UNDATED
                && (millis <= forgotten(owner) || millis < nanos / NANOS_PER_MILLI - OLD_MILLIS);
    }

    /** The time that an id says, {@link ClientOrderId#UNDATED} if it says none or one that cannot be. */
    static long millis(ClientOrderId id, long nanos) {
        long millis = id.millis();
        return millis > nanos / NANOS_PER_MILLI + AHEAD_MILLIS ? ClientOrderId.UNDATED : millis;
    }

    /** The youngest of the owner's forgotten ids that say their time, 0 if none. */
    long forgotten(int owner) {
        return owner < forgotten.length ? forgotten[owner] : 0;
    }

    /** Nothing as old as this is new from now on. */
    void forget(int owner, long millis) {
        if (owner >= forgotten.length) {
            forgotten = Arrays.copyOf(forgotten, Math.max(owner + 1, forgotten.length * 2));
        }
        forgotten[owner] = Math.max(forgotten[owner], millis);
    }

    /** Everything that these owners used until now may be forgotten. */
    void forgetUntil(BitSet owners, long nanos) {
        for (int owner = owners.nextSetBit(0); owner >= 0; owner = owners.nextSetBit(owner + 1)) {
            forget(owner, nanos / NANOS_PER_MILLI);
        }
    }
}
