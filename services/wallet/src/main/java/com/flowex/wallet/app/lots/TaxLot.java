package com.flowex.wallet.app.lots;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Units of an asset that were acquired together, or a part of them.
 *
 * @param acquiredNanos log time; 0 if the units were acquired at several times or at an unknown one
 * @param units positive
 * @param costUnits cost in the currency of the report, with the fee; null if it is not known, or its day has no value
 * @param missing days for which the cost is not known because a rate or a price is missing
 */
public record TaxLot(
        TaxLotOrigin origin,
        long acquiredNanos,
        long units,
        @Nullable BigInteger costUnits,
        MissingDays missing) {

    /** A lot whose cost is known, or lacks neither rate nor price. */
    TaxLot(TaxLotOrigin origin, long acquiredNanos, long units, @Nullable BigInteger costUnits) {
        this(origin, acquiredNanos, units, costUnits, MissingDays.NONE);
    }

    /**
     * Returns a part of this lot. Its cost is in proportion, rounded down; the rest of the lot keeps the rest of the cost.
     *
     * @param requested positive, at most this lot's units
     */
    TaxLot part(long requested) {
        return new TaxLot(origin, acquiredNanos, requested, costOf(requested), missing);
    }

    private @Nullable BigInteger costOf(long requested) {
        return costUnits == null
                ? null
                : costUnits.multiply(BigInteger.valueOf(requested)).divide(BigInteger.valueOf(units));
    }

    /** Returns this lot without a part that was taken of it, which is smaller than the lot. */
    TaxLot without(TaxLot part) {
        return new TaxLot(
                origin,
                acquiredNanos,
                units - part.units,
                costUnits == null || part.costUnits == null ? null : costUnits.subtract(part.costUnits),
                missing);
    }

    /** Returns one lot of this one and another; both have a cost or neither has. */
    TaxLot with(TaxLot other) {
        return new TaxLot(
                TaxLotOrigin.SEVERAL,
                0,
                Math.addExact(units, other.units),
                costUnits == null || other.costUnits == null ? null : costUnits.add(other.costUnits),
                missing.with(other.missing));
    }
}
