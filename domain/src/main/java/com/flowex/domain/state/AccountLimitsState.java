package com.flowex.domain.state;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountLimits;
import com.flowex.domain.InstrumentId;

/**
 * An account's limits in a market, ordered by account's and market's order of opening and listing.
 */
public record AccountLimitsState(AccountId account, InstrumentId instrument, AccountLimits limits)
        implements StateRecord {}
