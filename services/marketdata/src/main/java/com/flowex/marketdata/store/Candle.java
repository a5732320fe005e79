package com.flowex.marketdata.store;

import com.flowex.domain.order.Side;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Trades of one interval, summed up. An interval without a trade has no candle.
 *
 * @param openSeconds start of the interval, seconds since 1970
 * @param openUnits price of the first trade
 * @param highUnits highest price
 * @param lowUnits lowest price
 * @param closeUnits price of the last trade
 * @param volumeUnits base asset traded; a sum has no bound, so it is not a {@code long}
 * @param quoteVolumeUnits quote asset traded
 * @param trades number of trades, 1 or more
 */
public record Candle(
        long openSeconds,
        long openUnits,
        long highUnits,
        long lowUnits,
        long closeUnits,
        BigInteger volumeUnits,
        BigInteger quoteVolumeUnits,
        long trades,
        TakerTotals takers) {

    /**
     * Range of a candle's trades and the amounts that takers bought in them. The rest of the volume is what takers
     * sold.
     *
     * @param firstTrade number of the first trade
     * @param lastTrade number of the last trade
     * @param boughtUnits base asset that takers bought
     * @param boughtQuoteUnits quote asset that takers paid for it
     */
    public record TakerTotals(long firstTrade, long lastTrade, BigInteger boughtUnits, BigInteger boughtQuoteUnits) {

        static TakerTotals of(PublicTrade trade) {
            boolean buys = trade.takerSide() == Side.BUY;
            return new TakerTotals(
                    trade.id(),
                    trade.id(),
                    buys ? BigInteger.valueOf(trade.quantityUnits()) : BigInteger.ZERO,
                    buys ? BigInteger.valueOf(trade.quoteUnits()) : BigInteger.ZERO);
        }

        TakerTotals followedBy(TakerTotals later) {
            return new TakerTotals(
                    firstTrade,
                    later.lastTrade,
                    boughtUnits.add(later.boughtUnits),
                    boughtQuoteUnits.add(later.boughtQuoteUnits));
        }
    }

    /** Returns the candle of a single trade. */
    public static Candle of(long openSeconds, PublicTrade trade) {
        return new Candle(
                openSeconds,
                trade.priceUnits(),
                trade.priceUnits(),
                trade.priceUnits(),
                trade.priceUnits(),
                BigInteger.valueOf(trade.quantityUnits()),
                BigInteger.valueOf(trade.quoteUnits()),
                1,
                TakerTotals.of(trade));
    }

    /** Returns one candle of this one and a later one, which starts at {@code openSeconds}. */
    public Candle followedBy(Candle later, long openSeconds) {
        return new Candle(
                openSeconds,
                openUnits,
                Math.max(highUnits, later.highUnits),
                Math.min(lowUnits, later.lowUnits),
                later.closeUnits,
                volumeUnits.add(later.volumeUnits),
                quoteVolumeUnits.add(later.quoteVolumeUnits),
                trades + later.trades,
                takers.followedBy(later.takers));
    }

    /**
     * Merges candles into candles of a longer interval.
     *
     * @param candles candles of an interval that divides {@code interval}, oldest first
     */
    public static List<Candle> merge(Iterable<Candle> candles, Interval interval) {
        List<Candle> folded = new ArrayList<>();
        for (Candle candle : candles) {
            long open = interval.openOf(candle.openSeconds);
            if (!folded.isEmpty() && folded.getLast().openSeconds == open) {
                folded.add(folded.removeLast().followedBy(candle, open));
            } else {
                folded.add(candle.openingAt(open));
            }
        }
        return folded;
    }

    private Candle openingAt(long seconds) {
        return new Candle(
                seconds, openUnits, highUnits, lowUnits, closeUnits, volumeUnits, quoteVolumeUnits, trades, takers);
    }
}
