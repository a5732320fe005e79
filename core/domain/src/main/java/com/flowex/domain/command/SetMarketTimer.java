package com.flowex.domain.command;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;

/**
 * Cancels the orders of an account in one market unless its next such command for that market comes in time: each
 * command starts the timer anew. The timer of {@link SetDeadMansTimer} and those of other markets stay as they are.
 *
 * @param timeoutNanos log time from this command, in nanoseconds up to {@link SetDeadMansTimer#TIMEOUT_MAX_NANOS}; 0
 *     stops the timer
 */
public record SetMarketTimer(AccountId account, InstrumentId instrument, long timeoutNanos) implements Command {

    public SetMarketTimer {
        if (timeoutNanos < 0 || timeoutNanos > SetDeadMansTimer.TIMEOUT_MAX_NANOS) {
            throw new IllegalArgumentException(
                    "a time-out is within 0.." + SetDeadMansTimer.TIMEOUT_MAX_NANOS + " ns, was " + timeoutNanos);
        }
    }
}
