package com.flowex.domain.event;

import com.flowex.domain.value.AccountId;

/**
 * An account's orders will be canceled at that time unless its timer is set again before.
 *
 * @param deadlineNanos log time, nanoseconds since 1970; 0 if the timer stopped or has run out
 */
public record DeadMansTimerSet(AccountId account, long deadlineNanos) implements Event {}
