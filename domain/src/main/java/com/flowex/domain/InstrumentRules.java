package com.flowex.domain;

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

    private static void atLeast(String name, long units, long least) {
        if (units < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", was " + units);
        }
    }
}
