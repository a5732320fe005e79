package com.flowex.domain;

import org.jspecify.annotations.Nullable;

/** When a conditional order becomes active. */
public sealed interface Trigger {

    /** Which price is watched. */
    TriggerSource source();

    /** Limits a loss: a buy at {@code price} or above, a sell at {@code price} or below. */
    record StopLoss(Price price, TriggerSource source) implements Trigger {}

    /** Takes a profit: a buy at {@code price} or below, a sell at {@code price} or above. */
    record TakeProfit(Price price, TriggerSource source) implements Trigger {}

    /**
     * Follows the watched price and never steps back: a sell is met when the price has fallen a distance below the highest since
     * the order came, a buy when it has risen as far above the lowest.
     */
    sealed interface Trailing extends Trigger {

        /** How far it trails behind an extreme, both in price units. */
        long distance(long extremeUnits);
    }

    /**
     * Begins to trail once the watched price has reached {@code activation}: risen to it for a sell, fallen to it for a buy.
     *
     * @param then how it trails, from the price on that reached it
     */
    record TrailingFrom(Price activation, Trailing then) implements Trigger {

        @Override
        public TriggerSource source() {
            return then.source();
        }

        /** Whether a price has reached it. */
        public boolean isReachedBy(long priceUnits, Side side) {
            return side == Side.SELL ? priceUnits >= activation.units() : priceUnits <= activation.units();
        }
    }

    /** How the trigger trails, now or once it has begun to; null if it does not. */
    default @Nullable Trailing trailing() {
        return switch (this) {
            case Trailing trailing -> trailing;
            case TrailingFrom(var _, var then) -> then;
            case StopLoss _, TakeProfit _ -> null;
        };
    }

    /**
     * Follows the price at a fixed distance and never steps back: a sell when the price has fallen {@code distance} below
     * the highest price since the order came, a buy when it has risen as far above the lowest.
     *
     * @param distance price units, positive
     */
    record TrailingAmount(Price distance, TriggerSource source) implements Trailing {

        @Override
        public long distance(long extremeUnits) {
            return distance.units();
        }
    }

    /**
     * As {@link TrailingAmount}, at a distance that is a share of the extreme price.
     *
     * @param basisPoints hundredths of a percent, 1 to {@link #BASIS_POINTS_MAX}
     */
    record TrailingRate(int basisPoints, TriggerSource source) implements Trailing {

        public static final int BASIS_POINTS_MAX = 5_000;
        private static final int WHOLE = 10_000;

        @Override
        public long distance(long extremeUnits) {
            return Math.max(1, extremeUnits / WHOLE * basisPoints + extremeUnits % WHOLE * basisPoints / WHOLE);
        }

        public TrailingRate {
            if (basisPoints < 1 || basisPoints > BASIS_POINTS_MAX) {
                throw new IllegalArgumentException(
                        "basis points must be within 1.." + BASIS_POINTS_MAX + ", was " + basisPoints);
            }
        }
    }
}
