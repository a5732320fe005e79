package com.flowex.engine.ledger;

import java.util.Arrays;

/**
 * What holds the money of each purse, by name: counted by those who claim it, while {@link Ledger} counts what is held. The two are
 * compared for every purse that a command touches.
 */
public final class Claims {

    private static final int CLAIMS = Claim.values().length;

    private final Ledger ledger;

    /** Of each purse its claims, one beside the other. */
    private long[] units = new long[CLAIMS << 6];

    public Claims(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Claims so much more of a purse, and holds it.
     *
     * @param more negative: less, and it is free
     */
    public void change(Claim claim, int purse, long more) {
        restore(claim, purse, more);
        ledger.hold(purse, more);
    }

    /** Claims of a snapshot what the ledger's own records hold already. */
    public void restore(Claim claim, int purse, long more) {
        int at = placeOf(claim, purse);
        if (at >= units.length) {
            units = Arrays.copyOf(units, Math.max(at + 1, units.length * 2));
        }
        units[at] += more;
    }

    /** What is claimed of a purse for this reason. */
    public long of(Claim claim, int purse) {
        int at = placeOf(claim, purse);
        return at < units.length ? units[at] : 0;
    }

    /** Everything that is claimed of a purse. */
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
    private static int placeOf(Claim claim, int purse) {
        return purse * CLAIMS + claim.ordinal();
    }
}
