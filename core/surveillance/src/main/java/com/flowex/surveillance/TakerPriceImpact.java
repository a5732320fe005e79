package com.flowex.surveillance;

import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Price impact of each taker in a period: the sum of the moves from the price before each of its trades to the trade's
 * price.
 */
final class TakerPriceImpact {

    /** Trades of one taker. */
    static final class Taker {
        final EvidenceSample exhibit = new EvidenceSample();
        final AccountId party;
        double movedUp;
        double bought;
        double sold;

        private Taker(AccountId party) {
            this.party = party;
        }

        /** Returns the move in the direction of this side, price units. */
        double moved(Side side) {
            return side == Side.BUY ? movedUp : -movedUp;
        }

        double took(Side side) {
            return side == Side.BUY ? bought : sold;
        }
    }

    /** Number of takers in one period; further ones are ignored. */
    private static final int TAKERS_MAX = 20_000;

    private final Map<AccountId, Taker> takers = new LinkedHashMap<>();
    private double units;

    /** @param before price before the trade, price units */
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

    /** Returns the total traded quantity, units of the base asset. */
    double units() {
        return units;
    }
}
