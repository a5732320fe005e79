package com.flowex.trading.order;

import com.flowex.desk.CommittedEvents;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderAccepted;
import java.util.ArrayList;
import java.util.List;

/** Orders right after their command, from the command's own events: the answer to a POST needs no database. */
public final class PlacedOrder {

    private PlacedOrder() {}

    /**
     * Folds the events of an accepted {@code PlaceOrder}; events of other orders that it set off are among them.
     *
     * @throws IllegalStateException if they are those of something else
     */
    public static TrackedOrder of(CommittedEvents decided) {
        return all(decided).getFirst();
    }

    /**
     * The orders that a command placed, in the order in which it did.
     *
     * @throws IllegalStateException if it placed none
     */
    public static List<TrackedOrder> all(CommittedEvents decided) {
        List<TrackedOrder> orders = new ArrayList<>();
        long sequence = decided.sequence();
        for (Event event : decided.events()) {
            if (event instanceof OrderAccepted accepted) {
                orders.add(TrackedOrder.accepted(accepted, sequence, decided.timeNanos()));
            } else {
                for (TrackedOrder order : orders) {
                    order.on(event, sequence, decided.timeNanos());
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
