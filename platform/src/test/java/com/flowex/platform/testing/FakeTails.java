package com.flowex.platform.testing;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.event.Event;
import com.flowex.platform.projection.TailFactory;
import com.flowex.protocol.event.EventBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * An event log in memory: what a test emits is numbered, kept, and handed to every tail, from any checkpoint. Hands over
 * on the emitting thread; position = 100 × number of batches.
 */
public final class FakeTails implements TailFactory {

    private static final long BYTES_PER_BATCH = 100;

    private final List<EventBatch> log = new ArrayList<>();
    private final List<Tail> tails = new ArrayList<>();
    private long sequence;
    private long timeNanos;

    public FakeTails() {
        this(0);
    }

    /** A log that begins this much later than others do. */
    public FakeTails(long startedNanosLater) {
        timeNanos = 1_700_000_000_000_000_000L + startedNanosLater;
    }

    /** One command's events, one second after the last; returns the number of the last event. */
    public synchronized long emit(Event... events) {
        timeNanos += 1_000_000_000L;
        EventBatch batch = new EventBatch(sequence + 1, events.length, log.size() * 64L, timeNanos, List.of(events));
        sequence += events.length;
        log.add(batch);
        tails.forEach(tail -> tail.read(log));
        return sequence;
    }

    /** Log time of the last command, nanoseconds since 1970. */
    public synchronized long timeNanos() {
        return timeNanos;
    }

    /** Ends every tail, as a stopped node does. */
    public synchronized void stop(Throwable why) {
        tails.forEach(tail -> tail.consumer.stopped(why));
        tails.clear();
    }

    @Override
    public synchronized EventTail open(Checkpoint from, BatchConsumer consumer) {
        Tail tail = new Tail(from, consumer);
        tails.add(tail);
        tail.read(log);
        consumer.idle();
        return tail;
    }

    private synchronized void remove(Tail tail) {
        tails.remove(tail);
    }

    private final class Tail implements EventTail {
        private final BatchConsumer consumer;
        private Checkpoint checkpoint;

        Tail(Checkpoint from, BatchConsumer consumer) {
            this.checkpoint = from;
            this.consumer = consumer;
        }

        void read(List<EventBatch> batches) {
            for (int i = (int) (checkpoint.position() / BYTES_PER_BATCH); i < batches.size(); i++) {
                EventBatch batch = batches.get(i);
                checkpoint = new Checkpoint(batch.lastSequence(), checkpoint.position() + BYTES_PER_BATCH);
                consumer.on(batch, checkpoint.position());
            }
        }

        @Override
        public Checkpoint checkpoint() {
            return checkpoint;
        }

        @Override
        public void close() {
            remove(this);
        }
    }
}
