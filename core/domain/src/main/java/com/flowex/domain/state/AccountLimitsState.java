package com.flowex.domain.state;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;

/** Limits of an account in a market, ordered by the account's opening and then the market's listing. */
public record AccountLimitsState(AccountId account, InstrumentId instrument, AccountLimits limits)
        implements StateRecord {}
