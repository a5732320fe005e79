package com.flowex.domain.state;

import java.util.Arrays;

/**
 * Fingerprints of transfer ids that are past retention and contain no time: 64 bits of each, in ascending unsigned
 * order of their upper bits.
 *
 * @param prints 1 to {@link #PRINTS_MAX} fingerprints; neither the caller nor the reader may modify the array
 */
@SuppressWarnings("ArrayRecordComponent") // compared by equals below; a list of objects would be garbage of the pause
public record ForgottenTransfersState(long[] prints) implements StateRecord {

    /** Highest number of fingerprints in a record, which keeps the record shorter than a market's. */
    public static final int PRINTS_MAX = 48;

    public ForgottenTransfersState {
        if (prints.length == 0 || prints.length > PRINTS_MAX) {
            throw new IllegalArgumentException("1 to " + PRINTS_MAX + " prints, were " + prints.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ForgottenTransfersState(long[] others) && Arrays.equals(prints, others);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(prints);
    }

    @Override
    public String toString() {
        return "ForgottenTransfersState" + Arrays.toString(prints);
    }
}
