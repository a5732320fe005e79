package com.flowex.engine.margin;

import java.math.BigInteger;

/**
 * Interest that is owed, exact to a billionth of a unit. It is simple interest: it grows with the principal and not
 * with itself, and it stops where it equals the principal, so that no debt outgrows a {@code long}.
 *
 * @param units whole units
 * @param billionths fraction of a unit, within 0..999,999,999
 */
public record Interest(long units, int billionths) {

    public static final Interest NONE = new Interest(0, 0);

    public static final long HOUR_NANOS = 3_600_000_000_000L;

    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    /**
     * Returns the interest after some hours.
     *
     * @param principal units on which interest is due, 0 to 2^61
     * @param rateBillionths rate of an hour, in billionths, 0 or more
     * @param hours 0 or more
     */
    public Interest after(long principal, int rateBillionths, long hours) {
        BigInteger[] sum = BigInteger.valueOf(principal)
                .multiply(BigInteger.valueOf(rateBillionths))
                .multiply(BigInteger.valueOf(hours))
                .add(BigInteger.valueOf(units).multiply(BILLION))
                .add(BigInteger.valueOf(billionths))
                .divideAndRemainder(BILLION);
        boolean isFull = sum[0].compareTo(BigInteger.valueOf(principal)) >= 0;
        return isFull ? new Interest(principal, 0) : new Interest(sum[0].longValueExact(), sum[1].intValueExact());
    }

    /** Returns the sum of both. */
    public Interest plus(Interest more) {
        int fraction = billionths + more.billionths;
        int carried = fraction >= BILLION.intValueExact() ? 1 : 0;
        return new Interest(units + more.units + carried, fraction - carried * BILLION.intValueExact());
    }

    /**
     * Returns the interest after a payment: the fraction goes with the last unit.
     *
     * @param paid at most {@link #owed}
     */
    public Interest less(long paid) {
        return paid == owed() ? NONE : new Interest(units - paid, billionths);
    }

    /** Returns the units to pay: rounded up, against the borrower. */
    public long owed() {
        return billionths == 0 ? units : units + 1;
    }

    /** Returns the first full hour after a log time; {@link Long#MAX_VALUE} behind the last one. */
    public static long hourAfter(long nanos) {
        return later(nanos - nanos % HOUR_NANOS, 1);
    }

    /** Returns the time some hours later; the end of time is the latest. */
    public static long later(long nanos, long hours) {
        boolean isPast = hours > (Long.MAX_VALUE - nanos) / HOUR_NANOS;
        return isPast ? Long.MAX_VALUE : nanos + hours * HOUR_NANOS;
    }
}
