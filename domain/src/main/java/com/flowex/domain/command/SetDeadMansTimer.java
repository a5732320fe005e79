package com.flowex.domain.command;

import com.flowex.domain.AccountId;

/**
 * Cancels all orders of an account unless it is heard of in time: each such command starts the timer anew.
 *
 * @param timeoutNanos log time from this command, up to {@link #TIMEOUT_MAX_NANOS}; 0 stops the timer
 */
public record SetDeadMansTimer(AccountId account, long timeoutNanos) implements Command {

    /** A day. */
    public static final long TIMEOUT_MAX_NANOS = 86_400_000_000_000L;

    public SetDeadMansTimer {
        if (timeoutNanos < 0 || timeoutNanos > TIMEOUT_MAX_NANOS) {
            throw new IllegalArgumentException(
                    "a time-out is within 0.." + TIMEOUT_MAX_NANOS + " ns, was " + timeoutNanos);
        }
    }
}
