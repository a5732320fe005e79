package com.flowex.risk.app.watch;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Source of the trades that price alerts follow. */
public interface PriceSource {

    /**
     * Range of the prices of consecutive trades of a market.
     *
     * @param last price of the last of them
     * @param lastTrade number of the last of them
     * @param at time of that trade
     * @param isCut true if there may be more trades
     */
    record PriceRange(
            int market, BigDecimal low, BigDecimal high, BigDecimal last, long lastTrade, Instant at, boolean isCut) {}

    /** Returns a tenant's markets in a reference asset, by number, with the code of the asset that each trades. */
    Map<Integer, String> markets(int tenant, String reference);

    /** Returns the numbers of the last trades of those of these markets that have traded. */
    Map<Integer, Long> lastTrades(int tenant, List<Integer> markets);

    /** Returns the trades after a trade of each market, oldest first and a bounded number, as one range for each. */
    List<PriceRange> after(int tenant, Map<Integer, Long> seen);
}
