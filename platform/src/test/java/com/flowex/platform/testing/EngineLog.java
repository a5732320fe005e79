package com.flowex.platform.testing;

import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.engine.Exchange;
import com.flowex.protocol.event.EventBatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An engine, and its events so far as the event log has them. */
public final class EngineLog {

    private final Exchange exchange = new Exchange();
    private final List<EventBatch> batches = new ArrayList<>();

    /** Applies a command and gives its events; there may be none. */
    public List<Event> apply(Command command, long timeNanos) {
        long first = exchange.sequence() + 1;
        List<Event> events = new ArrayList<>();
        exchange.apply(command, timeNanos, new EventSink() {
            @Override
            public void event(Event event) {
                events.add(event);
            }

            @Override
            public void repeated(FirstAnswer answer) {}
        });
        if (!events.isEmpty()) {
            batches.add(new EventBatch(first, events.size(), first, timeNanos, events));
        }
        return events;
    }

    /** Its books, by side and price, summed in numbers without a bound. */
    public Map<String, BigInteger> levels() {
        Map<String, BigInteger> levels = new TreeMap<>();
        exchange.writeState(state -> {
            if (state instanceof RestingOrderState order && order.visible().units() > 0) {
                levels.merge(
                        order.side() + " " + order.terms().price().units(),
                        BigInteger.valueOf(order.visible().units()),
                        BigInteger::add);
            }
        });
        return levels;
    }

    /** One for each command that had events. */
    public List<EventBatch> batches() {
        return Collections.unmodifiableList(batches);
    }

    /** The engine's own state, to compare with. */
    public Exchange exchange() {
        return exchange;
    }

    /** Number of a batch's last event. */
    public static long end(EventBatch batch) {
        return batch.lastSequence();
    }
}
