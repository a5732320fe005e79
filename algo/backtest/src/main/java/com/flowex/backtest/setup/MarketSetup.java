package com.flowex.backtest.setup;

import com.flowex.backtest.data.MarketDataSource;
import com.flowex.domain.market.Asset;
import com.flowex.domain.market.FeeSchedule;
import com.flowex.domain.market.InstrumentRules;
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
