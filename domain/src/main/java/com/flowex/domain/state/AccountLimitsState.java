package com.flowex.domain.state;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountLimits;
import com.flowex.domain.InstrumentId;

/** Limits of an account in a market, ordered by the account's opening and then the market's listing. */
public record AccountLimitsState(AccountId account, InstrumentId instrument, AccountLimits limits)
        implements StateRecord {}
