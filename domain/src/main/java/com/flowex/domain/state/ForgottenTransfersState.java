package com.flowex.domain.state;

import java.util.Arrays;

/**
 * What stays of transfer ids that are past retention and say no time: 64 bits of each, in ascending order of their upper bits, unsigned.
 *
 * @param prints 1 to {@link #PRINTS_MAX}; whoever gives or takes them leaves them as they are
 */
@SuppressWarnings("ArrayRecordComponent") // compared by equals below; a list of objects would be garbage of the pause
public record ForgottenTransfersState(long[] prints) implements StateRecord {

    /** So many keep a record shorter than that of a market. */
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
