package com.flowex.domain.market;

import com.flowex.domain.value.Scale;
import java.math.BigInteger;

/**
 * Rules that every order of an instrument must follow. Prices are in units of {@code priceScale}, quantities in units
 * of the base asset, notionals in units of the quote asset.
 *
 * @param priceScale scale of prices; unlike the other rules it never changes
 * @param tickUnits tick: prices are multiples of it; 1 or more
 * @param priceMaxUnits highest price, 1 or more
 * @param lotUnits lot: quantities are multiples of it; 1 or more
 * @param quantityMinUnits lowest quantity of an order, 1 or more
 * @param quantityMaxUnits highest quantity of an order, {@code quantityMinUnits} or more
 * @param notionalMinUnits lowest notional of a limit order, 0 or more; a market order has no price to multiply with
 * @param risk safety limits of the market
 */
public record InstrumentRules(
        Scale priceScale,
        long tickUnits,
        long priceMaxUnits,
        long lotUnits,
        long quantityMinUnits,
        long quantityMaxUnits,
        long notionalMinUnits,
        RiskRules risk) {

    public InstrumentRules {
        atLeast("tickUnits", tickUnits, 1);
        atLeast("priceMaxUnits", priceMaxUnits, 1);
        atLeast("lotUnits", lotUnits, 1);
        atLeast("quantityMinUnits", quantityMinUnits, 1);
        atLeast("quantityMaxUnits", quantityMaxUnits, quantityMinUnits);
        atLeast("notionalMinUnits", notionalMinUnits, 0);
    }

    /** Creates rules without safety limits. */
    public InstrumentRules(
            Scale priceScale,
            long tickUnits,
            long priceMaxUnits,
            long lotUnits,
            long quantityMinUnits,
            long quantityMaxUnits,
            long notionalMinUnits) {
        this(
                priceScale,
                tickUnits,
                priceMaxUnits,
                lotUnits,
                quantityMinUnits,
                quantityMaxUnits,
                notionalMinUnits,
                RiskRules.NONE);
    }

    /**
     * Returns true if the largest order's notional, rounded up, fits a {@code long}; then no later product can
     * overflow.
     */
    public boolean fit(Scale base, Scale quote) {
        int places = priceScale.places() + base.places() - quote.places();
        if (Math.abs(places) > Scale.PLACES_MAX) {
            return false;
        }
        Notional.Conversion conversion = Notional.Conversion.of(priceScale, base, quote);
        BigInteger largest = BigInteger.valueOf(priceMaxUnits)
                .multiply(BigInteger.valueOf(quantityMaxUnits))
                .multiply(BigInteger.valueOf(conversion.multiplier()))
                .add(BigInteger.valueOf(conversion.divisor() - 1))
                .divide(BigInteger.valueOf(conversion.divisor()));
        return largest.bitLength() < Long.SIZE;
    }

    private static void atLeast(String name, long units, long least) {
        if (units < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", was " + units);
        }
    }
}
