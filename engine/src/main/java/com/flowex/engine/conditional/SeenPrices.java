package com.flowex.engine.conditional;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.Price;
import com.flowex.domain.Side;
import com.flowex.domain.TriggerSource;
import com.flowex.domain.event.LevelsMoved;
import org.jspecify.annotations.Nullable;

/** The prices that moved a market's trailing stops within one command: the best for each side and watched price, 0 if none did. */
public final class SeenPrices {

    private long lowestTrade;
    private long highestTrade;
    private long lowestAsk;
    private long highestBid;
    private boolean isTold;

    /** An order of this side that watches this price has seen a better one than before. */
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
        return one == 0 ? other : Math.min(one, other);
    }

    /** Whether there is something to tell of which nobody has heard; from then on somebody has. */
    public boolean isNews() {
        boolean isNews = !isTold && (lowestTrade | highestTrade | lowestAsk | highestBid) != 0;
        isTold |= isNews;
        return isNews;
    }

    /** Tells them, and forgets them. */
    public LevelsMoved tell(InstrumentId instrument) {
        LevelsMoved event = new LevelsMoved(
                instrument, price(lowestTrade), price(highestTrade), price(lowestAsk), price(highestBid));
        forget();
        return event;
    }

    /** Nobody is to hear of them. */
    public void forget() {
        lowestTrade = 0;
        highestTrade = 0;
        lowestAsk = 0;
        highestBid = 0;
        isTold = false;
    }

    private static @Nullable Price price(long units) {
        return units == 0 ? null : new Price(units);
    }
}
