package com.flowex.backtest.data;

import com.flowex.domain.order.Side;

/** Recorded flow of single orders of one market, in rising time. Implement it to feed another recording. */
public non-sealed interface OrderFlowSource extends MarketDataSource {

    @Override
    OrderFlowSource until(long nanos);

    /** Returns a reader at the first message. */
    OrderFlowCursor open();

    /** Kinds of messages of a flow. */
    enum FlowKind {
        /** An order rests at its price. */
        SUBMISSION,
        /** A part of a resting order is canceled. */
        PARTIAL_CANCEL,
        /** The rest of a resting order is canceled. */
        DELETION,
        /** A resting order trades. */
        EXECUTION,
        /** A trade with an order that the book never showed. */
        HIDDEN_EXECUTION,
        HALT,
        RESUMPTION,
        /** Nothing changes: the flow is complete up to this time. */
        HEARTBEAT
    }

    /** Reader of messages; the fields belong to the message of the last {@link #advance} that returned true. */
    interface OrderFlowCursor {

        /** Moves to the next message; returns false at the end. */
        boolean advance();

        long timeNanos();

        FlowKind kind();

        /** Returns the recording market's number of the resting order. */
        long order();

        /** Returns the side of the resting order. */
        Side side();

        /** Returns the price in units of the market's price scale. */
        long priceUnits();

        /** Returns the quantity in units of the base asset. */
        long quantityUnits();

        /**
         * Returns the quantity of the trade that an execution completes, in units of the base asset. A trade that has
         * several executions is published with the last of them; the others have 0.
         */
        default long tradeUnits() {
            return quantityUnits();
        }

        /** Returns false if further messages belong to the same change of the book, which the strategy sees whole. */
        default boolean endsChange() {
            return true;
        }
    }
}
