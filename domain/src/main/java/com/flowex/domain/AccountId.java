package com.flowex.domain;

/**
 * One account of one tenant.
 *
 * <p>The tenant is part of the identity, so that a caller of one tenant cannot even name an account of another.
 *
 * @param tenant whose account it is, 1 or more
 * @param number unique within the tenant, 1 or more; below {@link #CUSTOMERS_FROM} the platform's own accounts
 */
public record AccountId(int tenant, long number) {

    /** The outside world of a tenant: where deposits come from and withdrawals go; the one that may be negative. */
    public static final long OUTSIDE = 1;

    /** Where trading fees go. */
    public static final long FEES = 2;

    /** The first number that belongs to a customer; the numbers below are the platform's own. */
    public static final long CUSTOMERS_FROM = 1_000;

    public AccountId {
        if (tenant < 1) {
            throw new IllegalArgumentException("tenant must be at least 1, was " + tenant);
        }
        if (number < 1) {
            throw new IllegalArgumentException("account number must be at least 1, was " + number);
        }
    }

    public static AccountId outsideOf(int tenant) {
        return new AccountId(tenant, OUTSIDE);
    }

    public static AccountId feesOf(int tenant) {
        return new AccountId(tenant, FEES);
    }

    /** Only the outside world may owe: its balance is minus what all others have. */
    public boolean mayBeNegative() {
        return number == OUTSIDE;
    }

    @Override
    public String toString() {
        return tenant + "/" + number;
    }
}
