package com.flowex.backtest.fill;

import com.flowex.backtest.venue.VenueMarket;

/**
 * Price path of one interval: from the open over both extremes to the close, the extreme nearer to the open first. The
 * path stops at each price that an own order waits for and at each time at which a request arrives.
 *
 * <p>An interval in which the strategy has nothing open and nothing arrives is passed over; nothing in it could trade.
 */
final class PathFeed {

    private static final int CORNERS = 4;

    private final FeedHost host;
    private final VenueMarket market;
    private final PathQuotes quotes;
    private final long[] times = new long[CORNERS];
    private final long[] prices = new long[CORNERS];
    private long endNanos;
    private int corner;
    private long nowNanos;
    private long price;
    private long nextNanos;
    private long nextPrice;
    private long laterRequests;

    PathFeed(FeedHost host, VenueMarket market, PathQuotes quotes) {
        this.host = host;
        this.market = market;
        this.quotes = quotes;
    }

    /** Sets the path of a candle; prices are whole ticks. */
    void candle(long openNanos, long closeNanos, long open, long high, long low, long close) {
        boolean isHighFirst = high - open < open - low;
        long third = (closeNanos - openNanos) / 3;
        set(0, openNanos, open);
        set(1, openNanos + third, isHighFirst ? high : low);
        set(2, openNanos + 2 * third, isHighFirst ? low : high);
        set(3, closeNanos - 1, close);
        endNanos = closeNanos;
    }

    /** Sets the path of a single price that holds until an end. */
    void point(long timeNanos, long end, long at) {
        for (int i = 0; i < CORNERS; i++) {
            set(i, timeNanos, at);
        }
        times[CORNERS - 1] = end - 1;
        endNanos = end;
    }

    private void set(int index, long time, long at) {
        times[index] = time;
        prices[index] = at;
    }

    /**
     * Begins the path.
     *
     * @return false if nothing in it could trade
     */
    boolean begin(double volume) {
        laterRequests = host.requestCount();
        if (host.openOrders() == 0 && !arrivesBefore(endNanos)) {
            return false;
        }
        corner = 0;
        nowNanos = times[0];
        price = prices[0];
        quotes.beginBar(volume);
        host.arriveCancels(nowNanos);
        if (host.openOrders() > 0 || arrivesBefore(nowNanos + 1) && !quotes.areArrivalsAtOpenOnly()) {
            quotes.visit(price, true, host.isWaiting());
        }
        arrive();
        return seek();
    }

    /** Returns the time of the next stop. */
    long nextNanos() {
        return nextNanos;
    }

    /**
     * Goes on to the next stop.
     *
     * @return false if no other follows
     */
    boolean step() {
        boolean isFalling = nextPrice < price;
        nowNanos = nextNanos;
        price = nextPrice;
        if (corner + 1 < CORNERS && nowNanos >= times[corner + 1] && price == prices[corner + 1]) {
            corner++;
        }
        quotes.visit(price, isFalling, host.isWaiting());
        arrive();
        return seek();
    }

    void end() {
        quotes.withdraw();
    }

    private void arrive() {
        while (arrivesBefore(nowNanos + 1)) {
            Arrival next = host.nextArrival();
            if (next == null) {
                return;
            }
            quotes.beforeArrival(price, next);
            host.arrive();
            quotes.afterArrival(price);
        }
    }

    /** Returns true if the next request arrives in this interval before a time. */
    private boolean arrivesBefore(long nanos) {
        Arrival next = host.nextArrival();
        long latest = quotes.areArrivalsAtOpenOnly() ? times[0] + 1 : nanos;
        return next != null && next.number() < laterRequests && next.arrivalNanos() < Math.min(latest, nanos);
    }

    /** Finds the next stop of the path; false if nothing is left that could trade. */
    private boolean seek() {
        while (corner + 1 < CORNERS && price == prices[corner + 1] && nowNanos >= times[corner + 1]) {
            corner++;
        }
        boolean isIdle = host.openOrders() == 0 && !arrivesBefore(endNanos);
        if (corner + 1 == CORNERS || isIdle) {
            return false;
        }
        nextNanos = times[corner + 1];
        nextPrice = prices[corner + 1];
        host.triggers((_, level, isUpwards) -> stopAt(level, isUpwards));
        Arrival next = host.nextArrival();
        if (next != null && next.arrivalNanos() > nowNanos && arrivesBefore(nextNanos)) {
            stopAt(next.arrivalNanos());
        }
        long due = host.nextSliceNanos();
        if (due > nowNanos && due < nextNanos) {
            stopAt(due);
        }
        return true;
    }

    private void stopAt(long timeNanos) {
        nextPrice = priceAt(timeNanos);
        nextNanos = timeNanos;
    }

    /** Stops at a price that an order waits for, if the path meets it before its next stop. */
    private void stopAt(long level, boolean isUpwards) {
        boolean isAhead = isUpwards ? level > price && level < nextPrice : level < price && level > nextPrice;
        if (isAhead) {
            nextPrice = level;
            nextNanos = timeAt(level);
        }
    }

    private long timeAt(long at) {
        long from = prices[corner];
        long to = prices[corner + 1];
        double share = (double) (at - from) / (to - from);
        long time = times[corner] + (long) (share * (times[corner + 1] - times[corner]));
        return Math.max(nowNanos, Math.min(time, times[corner + 1]));
    }

    private long priceAt(long timeNanos) {
        long from = prices[corner];
        long to = prices[corner + 1];
        double share = (double) (timeNanos - times[corner]) / (times[corner + 1] - times[corner]);
        long tick = market.rules.tickUnits();
        long at = from + (long) Math.rint(share * (to - from) / tick) * tick;
        // The path never turns back: a stop by price may lie a tick beyond the share of its time.
        return to >= from ? Math.max(at, price) : Math.min(at, price);
    }
}
