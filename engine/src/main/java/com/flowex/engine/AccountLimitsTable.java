package com.flowex.engine;

import com.flowex.domain.AccountLimits;

/** What accounts may do in markets, beyond the markets' own rules. */
final class AccountLimitsTable {

    AccountLimits of(int account, int market) {
        return AccountLimits.NONE;
    }
}
