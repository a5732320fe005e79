package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.event.TradeExecuted;
import org.jspecify.annotations.Nullable;

/** An order right after its command, from the command's own events: the answer to a POST needs no database. */
final class PlacedOrder {

    private PlacedOrder() {}

    /**
     * Folds the events of an accepted {@code PlaceOrder}.
     *
     * @throws IllegalStateException if they are those of something else
     */
    static TrackedOrder of(Outcome.Accepted outcome) {
        TrackedOrder order = null;
        long sequence = outcome.sequence();
        for (Event event : outcome.events()) {
            if (event instanceof OrderAccepted accepted) {
                order = TrackedOrder.accepted(accepted, sequence, outcome.timeNanos());
            } else {
                apply(order, event, sequence, outcome.timeNanos());
            }
            sequence++;
        }
        return placed(order);
    }

    private static void apply(@Nullable TrackedOrder order, Event event, long sequence, long timeNanos) {
        if (event instanceof TradeExecuted trade) {
            placed(order).traded(trade, trade.taker(), sequence, timeNanos);
        } else if (event instanceof OrderRested rested) {
            placed(order).rested(rested, sequence, timeNanos);
        } else if (event instanceof OrderExpired expired) {
            placed(order).expired(expired, sequence, timeNanos);
        }
    }

    private static TrackedOrder placed(@Nullable TrackedOrder order) {
        if (order == null) {
            throw new IllegalStateException("the events of a placed order begin with OrderAccepted");
        }
        return order;
    }
}
