package com.flowex.domain.event;

import com.flowex.domain.AccountId;

/**
 * An account's orders are canceled at that time unless it is heard of before.
 *
 * @param deadlineNanos log time, nanoseconds since 1970; 0: the timer stopped or has run out
 */
public record DeadMansTimerSet(AccountId account, long deadlineNanos) implements Event {}
