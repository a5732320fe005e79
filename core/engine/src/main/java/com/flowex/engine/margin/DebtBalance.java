package com.flowex.engine.margin;

/**
 * Outstanding balance of a debt: principal and unpaid interest.
 *
 * @param principal borrowed units that are not repaid
 * @param interest interest that is not paid, at most the principal
 */
public record DebtBalance(long principal, Interest interest) {

    public static final DebtBalance NOTHING = new DebtBalance(0, Interest.NONE);

    /** Returns the units to pay back, interest rounded up. */
    public long units() {
        return principal + interest.owed();
    }

    /** Returns the sum some hours later. */
    public DebtBalance after(int rateBillionths, long hours) {
        return new DebtBalance(principal, interest.after(principal, rateBillionths, hours));
    }

    /** Returns the sum after another loan, of which the first hour is charged at once. */
    public DebtBalance lent(long units, int rateBillionths) {
        return new DebtBalance(principal + units, interest.plus(Interest.NONE.after(units, rateBillionths, 1)));
    }

    /**
     * Returns the sum after a repayment, which pays the interest first.
     *
     * @param units at most {@link #units}
     */
    public DebtBalance repaid(long units) {
        long toInterest = Math.min(units, interest.owed());
        return new DebtBalance(principal - (units - toInterest), interest.less(toInterest));
    }
}
