package com.flowex.marketdata.tape;

import com.flowex.domain.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades that followed each other at one moment, at one price, to one side: what an order took there.
 *
 * @param firstTrade number of the first of them, and {@code lastTrade} of the last
 * @param takerSide which way the incoming order traded
 * @param timeNanos log time, since 1970
 */
public record Aggregate(
        long firstTrade, long lastTrade, long priceUnits, BigInteger quantityUnits, Side takerSide, long timeNanos) {

    /** Of one trade alone. */
    public static Aggregate of(PublicTrade trade) {
        return new Aggregate(
                trade.id(),
                trade.id(),
                trade.priceUnits(),
                BigInteger.valueOf(trade.quantityUnits()),
                trade.takerSide(),
                trade.timeNanos());
    }

    /** Whether the trade that comes next belongs to it. */
    public boolean takes(PublicTrade next) {
        return next.timeNanos() == timeNanos && next.priceUnits() == priceUnits && next.takerSide() == takerSide;
    }

    /** With the trade that comes next. */
    public Aggregate with(PublicTrade next) {
        return new Aggregate(
                firstTrade,
                next.id(),
                priceUnits,
                quantityUnits.add(BigInteger.valueOf(next.quantityUnits())),
                takerSide,
                timeNanos);
    }

    /** Trades that follow each other, oldest first, put together. */
    public static List<Aggregate> of(List<PublicTrade> trades) {
        List<Aggregate> all = new ArrayList<>();
        for (PublicTrade trade : trades) {
            if (!all.isEmpty() && all.getLast().takes(trade)) {
                all.add(all.removeLast().with(trade));
            } else {
                all.add(of(trade));
            }
        }
        return all;
    }
}
