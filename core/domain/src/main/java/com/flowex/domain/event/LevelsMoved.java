package com.flowex.domain.event;

import com.flowex.domain.order.Side;
import com.flowex.domain.order.Trigger;
import com.flowex.domain.order.TriggerSource;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.Price;
import org.jspecify.annotations.Nullable;

/**
 * The trigger levels of some of a market's trailing orders moved in this command, because the best price they have seen
 * moved. One event serves the market instead of one for each order. Every waiting order of the market takes the price
 * of its side and its price source. An order that a loss activates begins by an event of its own look, because the best
 * price of several looks need not have reached its activation price.
 *
 * @param lowestTrade lowest price at which a buy moved that watches the last trade; null if none did, here and below
 * @param highestTrade highest price at which a sell of the same source moved
 * @param lowestAsk lowest price at which a buy moved that watches the best price
 * @param highestBid highest price at which a sell of the same source moved
 */
public record LevelsMoved(
        InstrumentId instrument,
        @Nullable Price lowestTrade,
        @Nullable Price highestTrade,
        @Nullable Price lowestAsk,
        @Nullable Price highestBid)
        implements Event {

    /**
     * Returns the best price that an order has seen after this event.
     *
     * @param before best price it had seen before, in price units; 0 if none
     */
    public long extreme(Trigger trigger, Side side, long before) {
        Price price = best(trigger.source(), side);
        if (price == null) {
            return before;
        }
        long units = price.units();
        if (before == 0) {
            return trigger instanceof Trigger.Activated from && !from.isReachedBy(units, side) ? 0 : units;
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
