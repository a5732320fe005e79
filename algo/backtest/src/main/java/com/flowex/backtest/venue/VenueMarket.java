package com.flowex.backtest.venue;

import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.Notional;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Scale;
import com.flowex.strategy.order.MarketRules;

/** A market of the run as listed, with the conversions of its numbers. */
public final class VenueMarket {

    /** Number of ticks from which on a double no longer holds each of them. */
    private static final double EXACT_MAX = 1L << 53;

    public final int index;
    public final MarketSetup marketSetup;
    public final Instrument instrument;
    public final InstrumentRules rules;
    public final Notional.Conversion conversion;
    private final double pricePerWhole;
    private final double basePerWhole;
    private final double quotePerWhole;

    /** @param index position of the market among those of the run */
    public VenueMarket(int index, MarketSetup marketSetup, Instrument instrument) {
        this.index = index;
        this.marketSetup = marketSetup;
        this.instrument = instrument;
        this.rules = marketSetup.rules();
        this.conversion = Notional.Conversion.of(rules.priceScale(), marketSetup.baseScale(), marketSetup.quoteScale());
        this.pricePerWhole = perWhole(rules.priceScale());
        this.basePerWhole = perWhole(marketSetup.baseScale());
        this.quotePerWhole = perWhole(marketSetup.quoteScale());
    }

    private static double perWhole(Scale scale) {
        return scale.unitsPerWhole();
    }

    /** Returns the rules of this market as strategies see them. */
    public MarketRules strategyRules() {
        FeeRates rates = marketSetup.fees().base();
        return new MarketRules(
                symbol(),
                marketSetup.base(),
                marketSetup.quote(),
                price(rules.tickUnits()),
                base(rules.lotUnits()),
                base(rules.quantityMinUnits()),
                base(rules.quantityMaxUnits()),
                quote(rules.notionalMinUnits()),
                (double) rates.makerMillionths() / FeeRates.WHOLE,
                (double) rates.takerMillionths() / FeeRates.WHOLE);
    }

    public InstrumentId id() {
        return instrument.id();
    }

    public String symbol() {
        return marketSetup.symbol();
    }

    public double price(long units) {
        return units / pricePerWhole;
    }

    public double base(long units) {
        return units / basePerWhole;
    }

    public double quote(long units) {
        return units / quotePerWhole;
    }

    /** Returns the nearest whole number of ticks in price units; 0 if the price is no usable number. */
    public long priceUnits(double price) {
        double ticks = Math.rint(price * pricePerWhole / rules.tickUnits());
        return ticks >= 1 && ticks < EXACT_MAX && ticks * rules.tickUnits() <= rules.priceMaxUnits()
                ? ((long) ticks) * rules.tickUnits()
                : 0;
    }

    /** Returns true if a price is a whole number of ticks but for the rounding of doubles. */
    public boolean isOnTick(double price) {
        double ticks = price * pricePerWhole / rules.tickUnits();
        return Math.abs(ticks - Math.rint(ticks)) <= Math.ulp(ticks) * 4;
    }

    /** Returns the whole lots of a quantity, rounded down, in base units; 0 if there are none or it is no number. */
    public long quantityUnits(double quantity) {
        // A quotient that is a whole number but for the rounding of doubles counts as whole.
        double lots = Math.floor(quantity * basePerWhole / rules.lotUnits() * (1 + 1e-12));
        return lots >= 1 && lots < EXACT_MAX && lots * rules.lotUnits() < Long.MAX_VALUE
                ? ((long) lots) * rules.lotUnits()
                : 0;
    }

    /** Returns a quantity rounded down to whole lots. */
    public long lotsDown(long units) {
        return units - units % rules.lotUnits();
    }

    /** Returns a price rounded down to whole ticks. */
    public long tickDown(long units) {
        return units - units % rules.tickUnits();
    }

    /** Returns a price rounded up to whole ticks. */
    public long tickUp(long units) {
        return tickDown(units + rules.tickUnits() - 1);
    }

    /** Returns the fewest lots at a price that an order may have. */
    public long orderMin(long priceUnits) {
        long least = Math.max(rules.quantityMinUnits(), Notional.leastPayable(priceUnits, conversion));
        long lots = tickless(least);
        while (Notional.isBelow(priceUnits, lots, conversion, rules.notionalMinUnits())) {
            long missing = rules.notionalMinUnits() - Notional.roundedDown(priceUnits, lots, conversion);
            long perLot = Math.max(1, Notional.roundedUp(priceUnits, rules.lotUnits(), conversion));
            lots += Math.max(1, missing / perLot) * rules.lotUnits();
        }
        return lots;
    }

    private long tickless(long units) {
        return lotsDown(units + rules.lotUnits() - 1);
    }
}
