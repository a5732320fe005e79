package com.flowex.backtest.fill;

import com.flowex.backtest.venue.RunVenue;
import com.flowex.domain.order.Side;
import com.flowex.strategy.data.Bar;
import org.jspecify.annotations.Nullable;

/** The run, as the feed of one market sees it. */
public interface FeedHost {

    /** Reader of a price that an own order waits for. */
    @FunctionalInterface
    interface TriggerReader {

        /**
         * @param side side of the order
         * @param isUpwards true if the order is met by a trade at the price or above
         */
        void trigger(Side side, long priceUnits, boolean isUpwards);
    }

    RunVenue venue();

    /** Returns the number of own orders that have not ended. */
    int openOrders();

    /** Returns the open quantity of the own orders of a side, in base units. */
    long openUnits(Side side);

    /** Returns the open quantity of own orders at a price that came before an order of the exchange. */
    long unitsAhead(Side side, long priceUnits, long orderId);

    /** Returns the side of an own order that trades by slices in time; null if there is none. */
    @Nullable
    Side slicedSide();

    /** Returns the time of the next slice of an own order; {@link Long#MAX_VALUE} if there is none. */
    long nextSliceNanos();

    /** Returns true if an own order waits for its trigger. */
    boolean isWaiting();

    /** Returns the best price of the own orders in the book: the highest bid or lowest ask; 0 if there is none. */
    long ownBest(Side side);

    /** Gives the prices that own orders wait for. */
    void triggers(TriggerReader reader);

    /** Returns the quantity that own orders have traded in this market so far, in base units. */
    long tradedUnits();

    /** Returns the next request of the strategy, not yet sent; null if there is none. */
    @Nullable
    Arrival nextArrival();

    /** Returns the number of requests that the strategy has made in this market so far. */
    long requestCount();

    /** Sends the next request to the exchange. */
    void arrive();

    /** Sends the cancels that were requested until now of orders that the exchange has, ahead of other requests. */
    void arriveCancels(long untilNanos);

    /** Receives the synthetic or recorded best prices at the present time, 0 for an empty side. */
    void best(long bidUnits, long askUnits);

    /** Receives a price at which the account is valued from now on. */
    void mark(long priceUnits);

    /** Receives a closed candle of the data. */
    void barClosed(Bar bar);

    /** Receives a public trade of the data. */
    void trade(double price, double quantity, Side takerSide);

    /** Receives that the book may have changed. */
    void bookChanged();
}
