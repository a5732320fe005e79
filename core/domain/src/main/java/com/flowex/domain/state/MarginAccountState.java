package com.flowex.domain.state;

import com.flowex.domain.value.AccountId;

/**
 * Margin account: an account that owes, or that is being liquidated.
 *
 * @param levelMillionths level at the last look, in millionths; 0 before the first
 * @param isCalled true after a margin call, until the level is back at the call level
 * @param due batch in which the account is due for a look, counted from 1; 0 if it is not due
 * @param retryNanos log time at which an account that waits is due, nanoseconds since 1970; 0 if it does not wait
 */
public record MarginAccountState(AccountId account, long levelMillionths, boolean isCalled, int due, long retryNanos)
        implements StateRecord {}
