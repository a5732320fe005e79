package com.flowex.engine.margin;

/** Debt of an account in an asset. {@link Debts} alone changes it. */
public final class Debt {

    public final int account;
    public final int asset;

    DebtBalance owed;
    int rateBillionths;
    long nextHourNanos;
    int slot;
    int timer;

    Debt(int account, int asset, DebtBalance owed, int rateBillionths, long nextHourNanos) {
        this.account = account;
        this.asset = asset;
        this.owed = owed;
        this.rateBillionths = rateBillionths;
        this.nextHourNanos = nextHourNanos;
    }

    /** Returns the sum owed, without hours that are due and not charged. */
    public DebtBalance owed() {
        return owed;
    }

    /** Returns the rate at which the next hours are charged, in billionths of the principal. */
    public int rateBillionths() {
        return rateBillionths;
    }

    /** Returns the log time at which the next hour is charged; {@link Long#MAX_VALUE} means never. */
    public long nextHourNanos() {
        return nextHourNanos;
    }

    /** Returns the number of hours that are due at a log time and not charged. */
    public long hoursDue(long nowNanos) {
        boolean isDue = nextHourNanos <= nowNanos && nextHourNanos != Long.MAX_VALUE;
        return isDue ? (nowNanos - nextHourNanos) / Interest.HOUR_NANOS + 1 : 0;
    }

    /** Returns the sum owed at a log time, hours that are due included. */
    public DebtBalance owedAt(long nowNanos) {
        return owed.after(rateBillionths, hoursDue(nowNanos));
    }
}
