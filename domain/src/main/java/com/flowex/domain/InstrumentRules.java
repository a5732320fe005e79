package com.flowex.domain;

import java.math.BigInteger;

/**
 * What an order of an instrument must keep to. Prices are in units of {@code priceScale}, quantities in units of the
 * base asset, notionals in units of the quote asset.
 *
 * @param priceScale fixed for ever, unlike the rest
 * @param tickUnits prices are multiples of it; 1 or more
 * @param priceMaxUnits 1 or more
 * @param lotUnits quantities are multiples of it; 1 or more
 * @param quantityMinUnits 1 or more
 * @param quantityMaxUnits {@code quantityMinUnits} or more
 * @param notionalMinUnits 0 or more; limit orders only, a market order has no price to multiply with
 * @param risk what is refused for safety
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

    /** Rules without limits for safety. */
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

    /** Whether the largest order's notional, rounded up, fits a {@code long}: then no later product can overflow. */
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
