package com.flowex.domain;

/** When a conditional order becomes active. */
public sealed interface Trigger {

    /** Which price is watched. */
    TriggerSource source();

    /** Limits a loss: a buy at {@code price} or above, a sell at {@code price} or below. */
    record StopLoss(Price price, TriggerSource source) implements Trigger {}

    /** Takes a profit: a buy at {@code price} or below, a sell at {@code price} or above. */
    record TakeProfit(Price price, TriggerSource source) implements Trigger {}

    /**
     * Follows the price at a fixed distance and never steps back: a sell when the price has fallen {@code distance} below
     * the highest price since the order came, a buy when it has risen as far above the lowest.
     *
     * @param distance price units, positive
     */
    record TrailingAmount(Price distance, TriggerSource source) implements Trigger {}

    /**
     * As {@link TrailingAmount}, at a distance that is a share of the extreme price.
     *
     * @param basisPoints hundredths of a percent, 1 to {@link #BASIS_POINTS_MAX}
     */
    record TrailingRate(int basisPoints, TriggerSource source) implements Trigger {

        public static final int BASIS_POINTS_MAX = 5_000;

        public TrailingRate {
            if (basisPoints < 1 || basisPoints > BASIS_POINTS_MAX) {
                throw new IllegalArgumentException(
                        "basis points must be within 1.." + BASIS_POINTS_MAX + ", was " + basisPoints);
            }
        }
    }
}
