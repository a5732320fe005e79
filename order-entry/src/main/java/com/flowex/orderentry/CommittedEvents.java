package com.flowex.orderentry;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.value.OrderId;
import java.util.ArrayList;
import java.util.List;

/**
 * Committed command: its log position, its time and its own events. A caller that gets these events needs no view to
 * know its fills. The events are lent, never copied.
 *
 * @param sequence number of the first event; if there are no events, the number of the last event before the command
 * @param timeNanos log time, nanoseconds since 1970
 * @param events numbered from {@code sequence}; they include events of other orders that the command triggered
 */
public record CommittedEvents(long sequence, long timeNanos, List<Event> events) {

    static CommittedEvents of(Outcome.Accepted accepted) {
        return new CommittedEvents(accepted.sequence(), accepted.timeNanos(), accepted.events());
    }

    /** Returns the number of the last event; a view that has applied it shows the whole result. */
    public long lastSequence() {
        return events.isEmpty() ? sequence : sequence + events.size() - 1;
    }

    /** Returns the canceled orders, in the order of their cancellation. */
    public List<OrderId> canceledOrders() {
        List<OrderId> ids = new ArrayList<>();
        for (Event event : events) {
            if (event instanceof OrderCanceled canceled) {
                ids.add(canceled.order());
            }
        }
        return ids;
    }
}
