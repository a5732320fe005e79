package com.flowex.marketdata;

import com.flowex.ground.database.Database;
import com.flowex.ground.refusal.Refusal;
import com.flowex.marketdata.candle.Candle;
import com.flowex.marketdata.candle.CandleQueries;
import com.flowex.marketdata.candle.Interval;
import com.flowex.marketdata.market.Listing;
import com.flowex.marketdata.market.PublicMarket;
import com.flowex.marketdata.market.PublicMarkets;
import java.util.List;
import java.util.function.Supplier;

/** What may be read of the markets, whichever way it was asked for. Safe for many threads. */
public final class MarketReads {

    /** Requires that the view goes on showing a tenant, and shows an event. */
    @FunctionalInterface
    interface Progress {
        void require(int tenant, long sequence);
    }

    private final Database database;
    private final Supplier<PublicMarkets> markets;
    private final Progress progress;

    MarketReads(Database database, Supplier<PublicMarkets> markets, Progress progress) {
        this.database = database;
        this.markets = markets;
        this.progress = progress;
    }

    /**
     * The markets, once the view shows an event; waits a moment for it.
     *
     * @param sequence number of that event; 0 for the markets as they are now
     * @throws Refusal {@code view_behind} if it does not show it, or shows the tenant no further
     */
    public PublicMarkets shown(int tenant, long sequence) {
        progress.require(tenant, sequence);
        return markets.get();
    }

    /** The candles of a range, oldest first; an interval without a trade has none. */
    public List<Candle> candles(PublicMarket market, Interval interval, CandleQueries.Range range) {
        Listing listing = market.listing();
        return database.query(
                listing.tenant(), connection -> CandleQueries.read(connection, listing.instrument(), interval, range));
    }
}
