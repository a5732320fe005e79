package com.flowex.domain.event;

import com.flowex.domain.AccountId;
import com.flowex.domain.AccountLimits;
import com.flowex.domain.InstrumentId;

/** An account has these limits in a market from now on. */
public record AccountLimitsSet(AccountId account, InstrumentId instrument, AccountLimits limits) implements Event {}
