package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;

/**
 * An account's orders in one market will be canceled at that time unless the timer is set again before.
 *
 * @param deadlineNanos log time, nanoseconds since 1970; 0 if the timer stopped or has run out
 */
public record MarketTimerSet(AccountId account, InstrumentId instrument, long deadlineNanos) implements Event {}
