package com.flowex.marketdata.view;

import com.flowex.marketdata.store.Candle;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.store.Listing;
import com.flowex.marketdata.store.PublicTrade;
import com.flowex.marketdata.view.book.Depth;
import java.util.List;
import java.util.Optional;

/**
 * Complete state of one market, for comparing memory with the tables.
 *
 * @param sequence number of the last event about the market
 * @param timeNanos log time of that event, nanoseconds since 1970
 * @param book every level, with the number of the last event that changed one
 * @param minutes minutes of the day before the last one, from which candles of longer intervals are merged; older ones
 *     are left out, because memory drops them at other times than the tables
 */
record MarketSnapshot(
        Listing listing,
        boolean open,
        long sequence,
        long timeNanos,
        Depth book,
        List<PublicTrade> trades,
        List<Candle> seconds,
        List<Candle> minutes,
        List<Candle> days) {

    /** Returns the state of a market. Only the projection's thread may call it. */
    static MarketSnapshot of(PublicMarket market) {
        MarketView view = market.view();
        return new MarketSnapshot(
                market.listing(),
                market.isOpen(),
                market.sequence(),
                market.timeNanos(),
                market.book().best(Integer.MAX_VALUE),
                market.tape().latest(MarketLoader.TRADES_MAX),
                view.candles().of(Interval.ONE_SECOND),
                ofTheLastDay(view.candles().minutes()),
                view.candles().of(Interval.ONE_DAY));
    }

    private static List<Candle> ofTheLastDay(List<Candle> minutes) {
        if (minutes.isEmpty()) {
            return minutes;
        }
        long from = minutes.getLast().openSeconds() - Interval.ONE_DAY.seconds();
        return minutes.stream().filter(minute -> minute.openSeconds() >= from).toList();
    }

    /** Returns one line that names what differs; empty if nothing does. */
    Optional<String> difference(MarketSnapshot other) {
        if (equals(other)) {
            return Optional.empty();
        }
        String subject = !book.equals(other.book)
                ? "book"
                : !trades.equals(other.trades)
                        ? "trades"
                        : sequence != other.sequence || timeNanos != other.timeNanos || open != other.open
                                ? "state"
                                : "candles of a " + interval(other);
        return Optional.of("the " + subject + " of " + listing.symbol() + " of tenant " + listing.tenant()
                + " at event " + sequence + ", in the tables at event " + other.sequence);
    }

    private String interval(MarketSnapshot other) {
        return !seconds.equals(other.seconds) ? "second" : !minutes.equals(other.minutes) ? "minute" : "day";
    }
}
