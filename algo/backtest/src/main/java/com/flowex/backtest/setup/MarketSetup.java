package com.flowex.backtest.setup;

import com.flowex.backtest.data.MarketDataSource;
import com.flowex.backtest.data.OrderFlowSource;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeRates;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.InstrumentRules;
import com.flowex.domain.market.Notional;
import com.flowex.domain.value.Scale;

/**
 * A market of a run with its data.
 *
 * @param symbol base and quote code joined by a dash, "BTC-USDT"
 * @param rules rules of its orders, as listed on the exchange
 * @param fees rates by volume; {@link FeeSchedule#flat} of a named tier's rates for the fees of that tier
 * @param wasChosenByEnd true if the market was chosen because it exists today; markets that vanished are missing then
 */
public record MarketSetup(
        String symbol,
        Scale baseScale,
        Scale quoteScale,
        InstrumentRules rules,
        FeeSchedule fees,
        MarketDataSource data,
        boolean wasChosenByEnd) {

    private static final int PLACES_MAX = 8;

    /** The highest permitted price is this many times the highest one of the data. */
    private static final int PRICE_HEADROOM = 10;

    private static final double QUANTITY_MAX = 1e15;

    public MarketSetup {
        int dash = symbol.indexOf('-');
        if (dash < 0 || !Asset.isCode(symbol.substring(0, dash)) || !Asset.isCode(symbol.substring(dash + 1))) {
            throw new SetupException("symbol", "is two asset codes joined by a dash, was \"" + symbol + "\"");
        }
        if (!rules.fit(baseScale, quoteScale)) {
            throw new SetupException(
                    "rules",
                    "of " + symbol + " allow an order whose value does not fit: lower quantityMax or priceMax");
        }
    }

    /**
     * Returns a market whose rules only follow from its data: prices and quantities of the places that the data has, and
     * the largest quantity whose value fits. It is for data without a listed market.
     *
     * @param symbol base and quote code joined by a dash
     */
    public static MarketSetup fitting(String symbol, MarketDataSource data, FeeRates fees) {
        MarketDataSource.Precision precision = data.precision();
        Scale price = fittingScale(precision.priceDecimals());
        Scale base = fittingScale(precision.quantityDecimals());
        Scale quote =
                fittingQuote(data instanceof OrderFlowSource, precision.priceDecimals() + precision.quantityDecimals());
        long priceMax = (long) Math.ceil(precision.priceMax() * PRICE_HEADROOM * price.unitsPerWhole());
        Notional.Conversion conversion = Notional.Conversion.of(price, base, quote);
        double largest = (double) Long.MAX_VALUE / 4 / conversion.multiplier() * conversion.divisor() / priceMax;
        long quantityMax = (long) Math.min(largest, QUANTITY_MAX);
        InstrumentRules rules = new InstrumentRules(price, 1, priceMax, 1, 1, Math.max(1, quantityMax), 0);
        return new MarketSetup(symbol, base, quote, rules, FeeSchedule.flat(fees), data, false);
    }

    /** Returns the scale of numbers whose data has this number of decimal places. */
    public static Scale fittingScale(int decimals) {
        return new Scale(Math.min(decimals, PLACES_MAX));
    }

    /**
     * Returns the scale of the quote asset of a market whose rules follow from its data. Recorded orders may be large,
     * so their values have no place beyond those of price times quantity.
     *
     * @param isOrderFlow true if the data has recorded orders
     * @param decimals decimal places of a price and of a quantity together
     */
    public static Scale fittingQuote(boolean isOrderFlow, int decimals) {
        return isOrderFlow ? fittingScale(decimals) : new Scale(PLACES_MAX);
    }

    /** Returns the code of the base asset. */
    public String base() {
        return symbol.substring(0, symbol.indexOf('-'));
    }

    /** Returns the code of the quote asset. */
    public String quote() {
        return symbol.substring(symbol.indexOf('-') + 1);
    }

    /** Returns the same market with other data. */
    public MarketSetup withData(MarketDataSource other) {
        return new MarketSetup(symbol, baseScale, quoteScale, rules, fees, other, wasChosenByEnd);
    }
}
