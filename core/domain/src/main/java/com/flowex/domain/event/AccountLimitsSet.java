package com.flowex.domain.event;

import com.flowex.domain.account.AccountLimits;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;

/** An account has these limits in a market from now on. */
public record AccountLimitsSet(AccountId account, InstrumentId instrument, AccountLimits limits) implements Event {}
