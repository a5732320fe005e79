package com.flowex.p2p.rule.method;

/**
 * Limits of the people of a tenant.
 *
 * @param version number of their changes; 0 if no operator has changed them
 * @param paymentAccounts payment accounts that one person names in 365 days, 1 to {@link #PAYMENT_ACCOUNTS_MAX}
 */
public record TenantLimits(int version, int paymentAccounts) {

    /** Largest bound of payment accounts that a tenant may set. */
    public static final int PAYMENT_ACCOUNTS_MAX = 200;

    /** Limits that every tenant has from the beginning. */
    public static final TenantLimits DEFAULTS = new TenantLimits(0, 30);
}
