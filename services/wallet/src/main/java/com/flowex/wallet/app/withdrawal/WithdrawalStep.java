package com.flowex.wallet.app.withdrawal;

import com.flowex.platform.saga.Saga;
import java.util.Arrays;
import java.util.Locale;

/** Steps of a withdrawal in their order. The database keeps their numbers, so they stay what they are. */
enum WithdrawalStep {
    RESERVE(0),
    APPROVE(1),
    SIGN(2),
    SEND(3),
    CONFIRM(4),
    POST(5),
    SETTLE(6);

    private final int number;

    WithdrawalStep(int number) {
        this.number = number;
    }

    /**
     * Returns the step at which a withdrawal is.
     *
     * @throws IllegalStateException if no step has the stored number
     */
    static WithdrawalStep of(Saga saga) {
        return Arrays.stream(values())
                .filter(step -> step.number == saga.step())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        saga.key() + " is at step " + saga.step() + ", which no step of a withdrawal has"));
    }

    /** Returns true if the payment was sent before this step. */
    boolean isSent() {
        return compareTo(SEND) > 0;
    }

    /** Returns the name in the database, the command line and metrics. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
