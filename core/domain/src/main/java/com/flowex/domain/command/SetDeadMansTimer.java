package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;

/**
 * Cancels all orders of an account unless its next such command comes in time: each command starts the timer anew.
 *
 * @param timeoutNanos log time from this command, in nanoseconds up to {@link #TIMEOUT_MAX_NANOS}; 0 stops the timer
 */
public record SetDeadMansTimer(AccountId account, long timeoutNanos) implements Command {

    /** One day in nanoseconds. */
    public static final long TIMEOUT_MAX_NANOS = 86_400_000_000_000L;

    public SetDeadMansTimer {
        if (timeoutNanos < 0 || timeoutNanos > TIMEOUT_MAX_NANOS) {
            throw new IllegalArgumentException(
                    "a time-out is within 0.." + TIMEOUT_MAX_NANOS + " ns, was " + timeoutNanos);
        }
    }
}
