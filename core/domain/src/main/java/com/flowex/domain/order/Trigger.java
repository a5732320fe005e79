package com.flowex.domain.order;

import com.flowex.domain.value.Price;
import org.jspecify.annotations.Nullable;

/** Condition on which a conditional order becomes active. */
public sealed interface Trigger {

    /** Returns the price that is watched. */
    TriggerSource source();

    /** Stop-loss: a buy is met at {@code price} or above, a sell at {@code price} or below. */
    record StopLoss(Price price, TriggerSource source) implements Trigger {}

    /** Take-profit: a buy is met at {@code price} or below, a sell at {@code price} or above. */
    record TakeProfit(Price price, TriggerSource source) implements Trigger {}

    /**
     * Trailing stop: follows the watched price in one direction only. A sell is met when the price has fallen a
     * distance below the highest since the order came. A buy is met when it has risen as far above the lowest.
     */
    sealed interface Trailing extends Trigger {

        /** Returns the distance from an extreme price at which the trigger is met, both in price units. */
        long distance(long extremeUnits);
    }

    /** Trailing stop with an activation price: it begins to trail once the watched price has reached that price. */
    sealed interface Activated extends Trigger {

        Price activation();

        /** Returns the trailing rule from the price on that reached the activation. */
        Trailing then();

        /** Returns true if a price has reached the activation. */
        boolean isReachedBy(long priceUnits, Side side);

        /** Returns the same kind of trigger with another activation price and trailing rule. */
        Activated with(Price otherActivation, Trailing other);

        @Override
        default TriggerSource source() {
            return then().source();
        }
    }

    /**
     * Trailing stop whose activation price is reached as the price of a take-profit is: the watched price has risen to
     * it for a sell, or has fallen to it for a buy.
     */
    record TrailingFrom(Price activation, Trailing then) implements Activated {

        @Override
        public boolean isReachedBy(long priceUnits, Side side) {
            return side == Side.SELL ? priceUnits >= activation.units() : priceUnits <= activation.units();
        }

        @Override
        public TrailingFrom with(Price otherActivation, Trailing other) {
            return new TrailingFrom(otherActivation, other);
        }
    }

    /**
     * Trailing stop whose activation price is reached as the price of a stop-loss is: the watched price has fallen to it
     * for a sell, or has risen to it for a buy.
     */
    record TrailingFromLoss(Price activation, Trailing then) implements Activated {

        @Override
        public boolean isReachedBy(long priceUnits, Side side) {
            return side == Side.SELL ? priceUnits <= activation.units() : priceUnits >= activation.units();
        }

        @Override
        public TrailingFromLoss with(Price otherActivation, Trailing other) {
            return new TrailingFromLoss(otherActivation, other);
        }
    }

    /** Returns the trailing rule, now or after activation; null if the trigger does not trail. */
    default @Nullable Trailing trailing() {
        return switch (this) {
            case Trailing trailing -> trailing;
            case Activated activated -> activated.then();
            case StopLoss _, TakeProfit _ -> null;
        };
    }

    /**
     * Trailing stop at a fixed distance. A sell is met when the price has fallen {@code distance} below the highest
     * since the order came. A buy is met when it has risen as far above the lowest.
     *
     * @param distance distance in price units, positive
     */
    record TrailingAmount(Price distance, TriggerSource source) implements Trailing {

        @Override
        public long distance(long extremeUnits) {
            return distance.units();
        }
    }

    /**
     * Trailing stop like {@link TrailingAmount}, at a distance that is a share of the extreme price.
     *
     * @param basisPoints share in hundredths of a percent, 1 to {@link #BASIS_POINTS_MAX}
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
