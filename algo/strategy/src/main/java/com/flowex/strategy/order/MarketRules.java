package com.flowex.strategy.order;

/**
 * Rules and fees of a market, for the run's account.
 *
 * @param base code of the base asset
 * @param quote code of the quote asset
 * @param tick step of prices
 * @param lot step of quantities
 * @param quantityMin lowest quantity of an order
 * @param quantityMax highest quantity of an order
 * @param notionalMin lowest price x quantity of a limit order; 0 if none
 * @param makerRate share of what the account receives as maker, 0.001 for 0.1 %; negative for a rebate
 * @param takerRate the same as taker
 */
public record MarketRules(
        String symbol,
        String base,
        String quote,
        double tick,
        double lot,
        double quantityMin,
        double quantityMax,
        double notionalMin,
        double makerRate,
        double takerRate) {

    /** Returns a quantity rounded down to whole lots; 0 if less than one lot or not a number. */
    public double lots(double quantity) {
        // A quotient that is a whole number but for the rounding of doubles counts as whole.
        double lots = Math.floor(quantity / lot * (1 + 1e-12));
        return lots > 0 && lots < Double.POSITIVE_INFINITY ? lots * lot : 0;
    }

    /** Returns the nearest price that is a whole number of ticks, at least one. */
    public double ticks(double price) {
        return Math.max(1, Math.rint(price / tick)) * tick;
    }
}
