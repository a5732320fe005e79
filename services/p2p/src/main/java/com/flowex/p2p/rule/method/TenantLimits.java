package com.flowex.p2p.rule.method;

import java.util.OptionalInt;

/**
 * Fee and limits of the people of a tenant. An empty value is that of the installation.
 *
 * @param version number of their changes; 0 if no operator has changed them
 * @param paymentAccounts payment accounts that one person names in 365 days, 1 to {@link #PAYMENT_ACCOUNTS_MAX}
 * @param feeMillionths fee of the seller in millionths of the principal, 0 to {@link #FEE_MAX}
 * @param takenPerDay offers that a person may take in 24 hours, 1 to {@link #A_DAY_MAX}
 * @param givenUpPerDay trades that a buyer may cancel or let expire in 24 hours before taking another offer, 1 to
 *     {@link #A_DAY_MAX}
 */
public record TenantLimits(
        int version, int paymentAccounts, OptionalInt feeMillionths, OptionalInt takenPerDay, OptionalInt givenUpPerDay) {

    /** Largest bound of payment accounts that a tenant may set. */
    public static final int PAYMENT_ACCOUNTS_MAX = 200;

    /** Largest fee: five percent. */
    public static final int FEE_MAX = 50_000;

    /** Number of last trades that are counted. */
    public static final int A_DAY_MAX = 200;

    /** Limits that every tenant has from the beginning. */
    public static final TenantLimits DEFAULTS =
            new TenantLimits(0, 30, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** Returns the same limits as another version. */
    public TenantLimits withVersion(int number) {
        return new TenantLimits(number, paymentAccounts, feeMillionths, takenPerDay, givenUpPerDay);
    }
}
