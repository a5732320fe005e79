package com.flowex.engine.conditional;

import com.flowex.domain.event.LevelsMoved;
import com.flowex.domain.order.Side;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import org.jspecify.annotations.Nullable;

/**
 * Prices that moved a market's trailing stops within one command: the best for each side and price source, 0 if none
 * did.
 */
public final class TrailingPriceMoves {

    private long lowestTrade;
    private long highestTrade;
    private long lowestAsk;
    private long highestBid;
    private boolean isReported;

    /** Adds a price that is better than any an order of this side and price source has seen. */
    public void add(TriggerSource source, Side side, long price) {
        switch (source) {
            case LAST_TRADE -> {
                if (side == Side.BUY) {
                    lowestTrade = lower(lowestTrade, price);
                } else {
                    highestTrade = Math.max(highestTrade, price);
                }
            }
            case BEST_PRICE -> {
                if (side == Side.BUY) {
                    lowestAsk = lower(lowestAsk, price);
                } else {
                    highestBid = Math.max(highestBid, price);
                }
            }
        }
    }

    private static long lower(long one, long other) {
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }

    /** Adds the prices of one look. */
    public void addAll(TrailingPriceMoves look) {
        lowestTrade = lower(lowestTrade, look.lowestTrade);
        highestTrade = Math.max(highestTrade, look.highestTrade);
        lowestAsk = lower(lowestAsk, look.lowestAsk);
        highestBid = Math.max(highestBid, look.highestBid);
    }

    /** Returns true if there are prices that have not been reported, and marks them as reported. */
    public boolean isNews() {
        boolean isNews = !isReported && (lowestTrade | highestTrade | lowestAsk | highestBid) != 0;
        isReported |= isNews;
        return isNews;
    }

    /** Returns the event that reports the prices, and clears them. */
    public LevelsMoved report(InstrumentId instrument) {
        LevelsMoved event = new LevelsMoved(
                instrument, price(lowestTrade), price(highestTrade), price(lowestAsk), price(highestBid));
        forget();
        return event;
    }

    /** Clears the prices without reporting them. */
    public void forget() {
        lowestTrade = 0;
        highestTrade = 0;
        lowestAsk = 0;
        highestBid = 0;
        isReported = false;
    }

    private static @Nullable Price price(long units) {
        return units == 0 ? null : new Price(units);
    }
}
