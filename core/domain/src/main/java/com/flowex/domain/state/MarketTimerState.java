package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;

/**
 * Running timer of an account in one market; accounts without one have no record.
 *
 * @param deadlineNanos log time at which its orders there are canceled, in nanoseconds since 1970
 */
public record MarketTimerState(AccountId account, InstrumentId instrument, long deadlineNanos) implements StateRecord {}
