package com.flowex.p2p.app;

/** Restrictions that administrators set for people: a person who may not withdraw may not sell to people either. */
@FunctionalInterface
public interface SellerRestrictions {

    /**
     * Requires that a person may pay out.
     *
     * @throws com.flowex.platform.errors.Refusal {@code account_restricted}
     */
    void requireMayPay(int tenant, long user);
}
