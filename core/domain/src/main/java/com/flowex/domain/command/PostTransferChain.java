package com.flowex.domain.command;

import com.flowex.domain.account.TransferStep;
import java.util.List;

/**
 * Performs several transfers, reservations, postings and voids in order: all of them or none. Each step sees the effect
 * of the steps before it. Sending the same chain again repeats its first answer.
 *
 * @param steps 1 to {@link #STEPS_MAX} steps of one tenant, with ids all different
 */
public record PostTransferChain(List<TransferStep> steps) implements Command {

    /** 100 steps x (one event of 100 bytes + two balances of 40) are 18 kB. */
    public static final int STEPS_MAX = 100;

    public PostTransferChain {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("a chain has 1.." + STEPS_MAX + " steps, was " + steps.size());
        }
        if (steps.stream().map(TransferStep::id).distinct().count() != steps.size()) {
            throw new IllegalArgumentException("each step of a chain has an id of its own");
        }
    }
}
