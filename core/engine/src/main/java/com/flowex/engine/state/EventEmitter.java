package com.flowex.engine.state;

import com.flowex.domain.RejectReason;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.EventSink;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.event.OrderRejected;
import com.flowex.domain.event.RequestRejected;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.domain.value.AccountId;

/** Numbers and emits the events of the present command, and knows its time. */
public final class EventEmitter {

    private static final EventSink NOWHERE = new EventSink() {
        @Override
        public void event(Event event) {
            throw new IllegalStateException("an event outside a command: " + event);
        }

        @Override
        public void repeated(FirstAnswer answer) {
            throw new IllegalStateException("an answer outside a command: " + answer);
        }
    };

    private EventSink sink = NOWHERE;
    private long sequence;
    private long timeNanos;

    public void begin(long nanos, EventSink to) {
        Invariant.check(nanos >= timeNanos, "log time never goes back");
        timeNanos = nanos;
        sink = to;
    }

    public void end() {
        sink = NOWHERE;
    }

    public void restore(long lastSequence, long lastTimeNanos) {
        sequence = lastSequence;
        timeNanos = lastTimeNanos;
    }

    public void emit(Event event) {
        sequence++;
        sink.event(event);
    }

    /** Refuses a request of an account. */
    public void reject(AccountId account, RejectReason reason) {
        emit(new RequestRejected(account, reason));
    }

    /** Refuses an order. */
    public void reject(OrderRequest order, RejectReason reason) {
        emit(new OrderRejected(order.account(), order.clientOrderId(), order.instrument(), reason));
    }

    /** Refuses a request of a tenant's operator. */
    public void reject(int tenant, RejectReason reason) {
        emit(new ListingRejected(tenant, reason));
    }

    public void repeat(FirstAnswer answer) {
        sink.repeated(answer);
    }

    public void tried(PreviewAnswer trial) {
        sink.tried(trial);
    }

    /** Returns the number of the last event. */
    public long sequence() {
        return sequence;
    }

    /** Returns the log time of the present command. */
    public long timeNanos() {
        return timeNanos;
    }
}
