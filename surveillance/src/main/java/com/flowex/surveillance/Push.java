package com.flowex.surveillance;

import com.flowex.domain.AccountId;
import com.flowex.domain.Side;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far each taker moved the price in a stretch: from the last price before each of their trades to the trade's. */
final class Push {

    /** What one of them did. */
    static final class Taker {
        final Exhibit exhibit = new Exhibit();
        final AccountId party;
        double movedUp;
        double bought;
        double sold;

        private Taker(AccountId party) {
            this.party = party;
        }

        /** Price units, in the direction of this side. */
        double moved(Side side) {
            return side == Side.BUY ? movedUp : -movedUp;
        }

        double took(Side side) {
            return side == Side.BUY ? bought : sold;
        }
    }

    /** Who comes beyond these in one stretch is not looked at. */
    private static final int TAKERS_MAX = 20_000;

    private final Map<AccountId, Taker> takers = new LinkedHashMap<>();
    private double units;

    /** @param before the price before it, price units */
    Taker add(WatchedTrade trade, long before) {
        units += trade.units();
        Taker taker = takers.size() < TAKERS_MAX
                ? takers.computeIfAbsent(trade.taker(), Taker::new)
                : takers.getOrDefault(trade.taker(), new Taker(trade.taker()));
        taker.movedUp += trade.priceUnits() - before;
        if (trade.takerSide() == Side.BUY) {
            taker.bought += trade.units();
        } else {
            taker.sold += trade.units();
        }
        taker.exhibit.add(trade.evidence("took " + trade.units() + " as " + trade.takerSide() + ", price " + before
                + " to " + trade.priceUnits()));
        return taker;
    }

    Iterable<Taker> takers() {
        return takers.values();
    }

    /** All that was traded, units of the base asset. */
    double units() {
        return units;
    }
}
