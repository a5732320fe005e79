package com.flowex.domain.account;

import com.flowex.domain.order.Side;

/** Restriction of an account by its tenant's administrators. It is independent of the account's kill switch. */
public enum AccountRestriction {
    /** The account may do everything. */
    NONE,
    /** The account may sell what it holds and cancel; it may not buy. */
    REDUCE_ONLY,
    /** The account may have no orders. */
    SUSPENDED;

    /** Returns true if the account may have an order of this side. */
    public boolean allows(Side side) {
        return this == NONE || this == REDUCE_ONLY && side == Side.SELL;
    }
}
