package com.flowex.trading.app.order;

import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import com.flowex.orderentry.CommittedEvents;
import com.flowex.trading.store.order.TrackedOrder;
import java.util.ArrayList;
import java.util.List;

/** Rebuilds orders from the events of the command that placed them, so the response to a POST needs no database. */
public final class PlacedOrders {

    private PlacedOrders() {}

    /**
     * Returns the order that an accepted {@code PlaceOrder} placed. Its events may include those of other orders that
     * it affected.
     *
     * @throws IllegalStateException if the events are of another command
     */
    public static TrackedOrder of(CommittedEvents committed) {
        return all(committed).getFirst();
    }

    /**
     * Returns the orders that a command placed, in the order of placement.
     *
     * @throws IllegalStateException if it placed none
     */
    public static List<TrackedOrder> all(CommittedEvents committed) {
        List<TrackedOrder> orders = new ArrayList<>();
        long sequence = committed.sequence();
        for (Event event : committed.events()) {
            if (event instanceof OrderAccepted accepted) {
                orders.add(TrackedOrder.accepted(accepted, sequence, committed.timeNanos()));
            } else {
                for (TrackedOrder order : orders) {
                    order.on(event, sequence, committed.timeNanos());
                }
            }
            sequence++;
        }
        if (orders.isEmpty()) {
            throw new IllegalStateException("the events of a placed order begin with OrderAccepted");
        }
        return orders;
    }
}
