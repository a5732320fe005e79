package com.flowex.wallet.app.margin;

import com.flowex.orderentry.market.ListedMarket;
import java.math.BigInteger;
import java.util.Optional;

/** Trades of the exchange's own markets, as a source of index prices. */
@FunctionalInterface
public interface OwnMarkets {

    /**
     * Sums of the trades of the last minutes.
     *
     * @param quantityUnits base asset traded, above 0
     * @param quoteUnits quote asset traded, above 0
     * @param dayUnits base asset traded within a day
     * @param lastNanos log time of the last trade
     */
    record RecentTrades(BigInteger quantityUnits, BigInteger quoteUnits, BigInteger dayUnits, long lastNanos) {}

    /**
     * Returns the trades of a market since a moment of log time; empty if there were none.
     *
     * @param fromNanos nanoseconds since 1970
     */
    Optional<RecentTrades> since(ListedMarket market, long fromNanos);
}
