package com.flowex.domain.event;

import com.flowex.domain.InstrumentId;
import com.flowex.domain.Price;
import com.flowex.domain.Side;
import com.flowex.domain.Trigger;
import com.flowex.domain.TriggerSource;
import org.jspecify.annotations.Nullable;

/**
 * The best price that some of a market's trailing orders have seen moved in this command, and with it the level at which they
 * would be met. One for the market, not for each order: every order of the market that waits takes in the price named here for
 * its side and what it watches.
 *
 * @param lowestTrade the lowest price at which a buy moved that watches the last trade; null: none did, as in what follows
 * @param highestTrade the highest at which such a sell did
 * @param lowestAsk the lowest at which a buy moved that watches the best price
 * @param highestBid the highest at which such a sell did
 */
public record LevelsMoved(
        InstrumentId instrument,
        @Nullable Price lowestTrade,
        @Nullable Price highestTrade,
        @Nullable Price lowestAsk,
        @Nullable Price highestBid)
        implements Event {

    /**
     * The best price that an order has seen after this.
     *
     * @param before what it had seen best before, price units; 0: nothing
     */
    public long extreme(Trigger trigger, Side side, long before) {
        Price seen = best(trigger.source(), side);
        if (seen == null) {
            return before;
        }
        long units = seen.units();
        if (before == 0) {
            return trigger instanceof Trigger.TrailingFrom from && !from.isReachedBy(units, side) ? 0 : units;
        }
        return side == Side.SELL ? Math.max(before, units) : Math.min(before, units);
    }

    private @Nullable Price best(TriggerSource source, Side side) {
        return switch (source) {
            case LAST_TRADE -> side == Side.SELL ? highestTrade : lowestTrade;
            case BEST_PRICE -> side == Side.SELL ? highestBid : lowestAsk;
        };
    }
}
