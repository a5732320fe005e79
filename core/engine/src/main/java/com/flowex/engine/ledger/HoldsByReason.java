package com.flowex.engine.ledger;

import java.util.Arrays;

/**
 * Claims on the money of each purse, by reason. The claiming components count them, while {@link Ledger} counts the
 * holds. The two are compared for every purse that a command touches.
 */
public final class HoldsByReason {

    private static final int CLAIMS = HoldReason.values().length;

    private final Ledger ledger;

    /** Claims of each purse, next to each other. */
    private long[] units = new long[CLAIMS << 6];

    public HoldsByReason(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Increases a claim on a purse and holds the money.
     *
     * @param more units by which the claim grows; negative if it shrinks and money becomes available
     */
    public void change(HoldReason claim, int purse, long more) {
        restore(claim, purse, more);
        ledger.hold(purse, more);
    }

    /** Restores a claim from a snapshot, for money that the ledger's own records already hold. */
    public void restore(HoldReason claim, int purse, long more) {
        int at = placeOf(claim, purse);
        if (at >= units.length) {
            units = Arrays.copyOf(units, Math.max(at + 1, units.length * 2));
        }
        units[at] += more;
    }

    /** Returns the units of a purse claimed for this reason. */
    public long of(HoldReason claim, int purse) {
        int at = placeOf(claim, purse);
        return at < units.length ? units[at] : 0;
    }

    /** Returns the units of a purse claimed for all reasons. */
    public long of(int purse) {
        int from = purse * CLAIMS;
        long sum = 0;
        for (int at = from; at < Math.min(from + CLAIMS, units.length); at++) {
            sum += units[at];
        }
        return sum;
    }

    /** The number never leaves the process. */
    @SuppressWarnings("EnumOrdinal")
    private static int placeOf(HoldReason claim, int purse) {
        return purse * CLAIMS + claim.ordinal();
    }
}
