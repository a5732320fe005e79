package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;

/** An account is no longer liquidated: it owes nothing, or its level is back at the call level or above. */
public record LiquidationEnded(AccountId account) implements Event {}
