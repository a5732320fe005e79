package com.flowex.engine.ledger;

import java.util.Arrays;

/**
 * Claims on the money of each balance, by reason. The claiming components count them, while {@link Ledger} counts the
 * holds. The two are compared for every balance that a command touches.
 */
public final class HoldsByReason {

    private static final int CLAIMS = HoldReason.values().length;

    private final Ledger ledger;

    /** Claims of each balance, next to each other. */
    private long[] units = new long[CLAIMS << 6];

    public HoldsByReason(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Increases a claim on a balance and holds the money.
     *
     * @param more units by which the claim grows; negative if it shrinks and money becomes available
     */
    public void change(HoldReason claim, int balance, long more) {
        restore(claim, balance, more);
        ledger.hold(balance, more);
    }

    /** Restores a claim from a snapshot, for money that the ledger's own records already hold. */
    public void restore(HoldReason claim, int balance, long more) {
        int at = placeOf(claim, balance);
        if (at >= units.length) {
            units = Arrays.copyOf(units, Math.max(at + 1, units.length * 2));
        }
        units[at] += more;
    }

    /** Returns the units of a balance claimed for this reason. */
    public long of(HoldReason claim, int balance) {
        int at = placeOf(claim, balance);
        return at < units.length ? units[at] : 0;
    }

    /** Returns the units of a balance claimed for all reasons. */
    public long of(int balance) {
        int from = balance * CLAIMS;
        long sum = 0;
        for (int at = from; at < Math.min(from + CLAIMS, units.length); at++) {
            sum += units[at];
        }
        return sum;
    }

    /** The number never leaves the process. */
    @SuppressWarnings("EnumOrdinal")
    private static int placeOf(HoldReason claim, int balance) {
        return balance * CLAIMS + claim.ordinal();
    }
}
