package com.flowex.orderentry.market;

import com.flowex.domain.market.Asset;
import com.flowex.domain.market.Instrument;
import com.flowex.domain.market.MarketState;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Scale;

/**
 * Instrument with its two assets, its state and its last price: all that is needed to read and write its numbers.
 *
 * @param lastPriceUnits in units of {@link #priceScale}; 0 before the first trade
 */
public record ListedMarket(Instrument instrument, Asset base, Asset quote, MarketState state, long lastPriceUnits) {

    public Scale priceScale() {
        return instrument.rules().priceScale();
    }

    public Scale quantityScale() {
        return base.scale();
    }

    public Scale quoteScale() {
        return quote.scale();
    }

    /** Returns the asset that a side receives and pays its fee in: base for the buyer, quote for the seller. */
    public Asset receivedBy(Side side) {
        return switch (side) {
            case BUY -> base;
            case SELL -> quote;
        };
    }

    /** Returns this market in another state. */
    public ListedMarket with(MarketState changed) {
        return new ListedMarket(instrument, base, quote, changed, lastPriceUnits);
    }

    /** Returns this market with other rules and fees. */
    public ListedMarket with(Instrument changed) {
        return new ListedMarket(changed, base, quote, state, lastPriceUnits);
    }

    ListedMarket tradedAt(long priceUnits) {
        return new ListedMarket(instrument, base, quote, state, priceUnits);
    }
}
