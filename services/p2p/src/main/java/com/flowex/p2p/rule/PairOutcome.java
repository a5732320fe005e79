package com.flowex.p2p.rule;

import java.time.Duration;
import java.time.Instant;

/**
 * Outcome of a person's trades with one counterparty: that of the trade which weighs most, of equal ones the last. All
 * weights halve in the same time, so the trade that weighs most today weighs most on every later day, and no other one
 * has to be remembered.
 *
 * @param isCompleted true if the trade was completed, false if the person gave it up or its payment was taken back
 * @param weight weight of the trade at its end, in millionths of a full one ({@link TradeWeight})
 * @param at end of the trade
 */
public record PairOutcome(boolean isCompleted, int weight, Instant at) {

    /** Returns the outcome after another trade of the same two people. */
    public PairOutcome then(PairOutcome next) {
        return next.weight >= weightAt(next.at) ? next : this;
    }

    /**
     * Returns the outcome after the payment of a trade was taken back. It weighs as much as any trade before, so that no
     * larger one hides it.
     *
     * @param taken weight of the trade whose payment was taken back
     */
    public PairOutcome takenBack(int taken, Instant when) {
        return new PairOutcome(false, (int) Math.max(taken, weightAt(when)), when);
    }

    private long weightAt(Instant moment) {
        return TradeWeight.decayed(weight, Duration.between(at, moment).toDays());
    }
}
