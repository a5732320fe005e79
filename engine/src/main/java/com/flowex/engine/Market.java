package com.flowex.engine;

import com.flowex.domain.Instrument;
import com.flowex.domain.InstrumentRules;
import com.flowex.domain.MarketState;
import com.flowex.domain.Notional;
import com.flowex.domain.Side;
import com.flowex.engine.book.OrderBook;

/** One market: its rules, its state, its book, and what the ledger calls its assets. */
final class Market {

    final Instrument instrument;
    final InstrumentRules rules;
    final Notional.Conversion conversion;
    final OrderBook book;
    final int baseAsset;
    final int quoteAsset;

    /** The purses of the tenant's fee account. */
    final int baseFees;

    final int quoteFees;
    private MarketState state;

    Market(Instrument instrument, MarketState state, Notional.Conversion conversion, OrderBook book, Purses purses) {
        this.instrument = instrument;
        this.rules = instrument.rules();
        this.state = state;
        this.conversion = conversion;
        this.book = book;
        this.baseAsset = purses.baseAsset();
        this.quoteAsset = purses.quoteAsset();
        this.baseFees = purses.baseFees();
        this.quoteFees = purses.quoteFees();
    }

    /** Where a market's assets and fees are in the ledger. */
    record Purses(int baseAsset, int quoteAsset, int baseFees, int quoteFees) {}

    MarketState state() {
        return state;
    }

    void become(MarketState next) {
        state = next;
    }

    /** The asset that an open order of this side needs. */
    int heldAsset(Side side) {
        return side == Side.BUY ? quoteAsset : baseAsset;
    }

    /** What an open order needs, in units of {@link #heldAsset}: quote rounded up for a buyer, base for a seller. */
    long need(Side side, long priceUnits, long quantityUnits) {
        return side == Side.BUY ? Notional.roundedUp(priceUnits, quantityUnits, conversion) : quantityUnits;
    }
}
