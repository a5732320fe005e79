package com.flowex.desk;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.OrderId;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.OrderCanceled;
import java.util.ArrayList;
import java.util.List;

/**
 * What the log has taken, with the command's own events: who is told of them needs no view to know its fills. The events are lent,
 * never copied.
 *
 * @param sequence number of the first event; the number of the last event before when there are none
 * @param timeNanos log time, nanoseconds since 1970
 * @param events numbered from {@code sequence}; those of other orders that the command set off are among them
 */
public record Decided(long sequence, long timeNanos, List<Event> events) {

    static Decided of(Outcome.Accepted accepted) {
        return new Decided(accepted.sequence(), accepted.timeNanos(), accepted.events());
    }

    /** Number of the last event: a view that has reached it shows all of it. */
    public long lastSequence() {
        return events.isEmpty() ? sequence : sequence + events.size() - 1;
    }

    /** The orders that were canceled, in the order in which they were. */
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
