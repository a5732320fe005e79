package com.flowex.marketdata.store;

import com.flowex.domain.order.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Aggregate of trades that followed each other at one moment, at one price and in one direction: the trades of one
 * incoming order at that price.
 *
 * @param firstTrade number of the first trade
 * @param lastTrade number of the last trade
 * @param takerSide side of the incoming order
 * @param timeNanos log time, nanoseconds since 1970
 */
public record AggregateTrade(
        long firstTrade, long lastTrade, long priceUnits, BigInteger quantityUnits, Side takerSide, long timeNanos) {

    /** Returns the aggregate of a single trade. */
    public static AggregateTrade of(PublicTrade trade) {
        return new AggregateTrade(
                trade.id(),
                trade.id(),
                trade.priceUnits(),
                BigInteger.valueOf(trade.quantityUnits()),
                trade.takerSide(),
                trade.timeNanos());
    }

    /** Returns true if the next trade belongs to this aggregate. */
    public boolean canMerge(PublicTrade next) {
        return next.timeNanos() == timeNanos && next.priceUnits() == priceUnits && next.takerSide() == takerSide;
    }

    /** Returns this aggregate with the next trade. */
    public AggregateTrade with(PublicTrade next) {
        return new AggregateTrade(
                firstTrade,
                next.id(),
                priceUnits,
                quantityUnits.add(BigInteger.valueOf(next.quantityUnits())),
                takerSide,
                timeNanos);
    }

    /** Aggregates trades that follow each other, oldest first. */
    public static List<AggregateTrade> of(List<PublicTrade> trades) {
        List<AggregateTrade> all = new ArrayList<>();
        for (PublicTrade trade : trades) {
            if (!all.isEmpty() && all.getLast().canMerge(trade)) {
                all.add(all.removeLast().with(trade));
            } else {
                all.add(of(trade));
            }
        }
        return all;
    }
}
