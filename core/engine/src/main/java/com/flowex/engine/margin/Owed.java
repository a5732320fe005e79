package com.flowex.engine.margin;

/**
 * Sum that an account owes of one asset.
 *
 * @param principal borrowed units that are not repaid
 * @param interest interest that is not paid, at most the principal
 */
public record Owed(long principal, Interest interest) {

    public static final Owed NOTHING = new Owed(0, Interest.NONE);

    /** Returns the units to pay back, interest rounded up. */
    public long units() {
        return principal + interest.owed();
    }

    /** Returns the sum some hours later. */
    public Owed after(int rateBillionths, long hours) {
        return new Owed(principal, interest.after(principal, rateBillionths, hours));
    }

    /** Returns the sum after another loan, of which the first hour is charged at once. */
    public Owed lent(long units, int rateBillionths) {
        return new Owed(principal + units, interest.plus(Interest.NONE.after(units, rateBillionths, 1)));
    }

    /**
     * Returns the sum after a repayment, which pays the interest first.
     *
     * @param units at most {@link #units}
     */
    public Owed repaid(long units) {
        long toInterest = Math.min(units, interest.owed());
        return new Owed(principal - (units - toInterest), interest.less(toInterest));
    }
}
