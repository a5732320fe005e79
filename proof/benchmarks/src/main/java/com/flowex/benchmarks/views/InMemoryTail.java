package com.flowex.benchmarks.views;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.platform.projection.TailFactory;
import com.flowex.protocol.event.EventBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Passes events from memory to every following view, at a rate or as fast as the view takes them. Each view has a
 * thread of its own.
 */
final class InMemoryTail implements TailFactory {

    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long PAUSE_NANOS = 100_000L;

    private final List<BatchConsumer> consumers = new ArrayList<>();

    @Override
    public EventTail open(Checkpoint from, BatchConsumer consumer) {
        consumers.add(consumer);
        return new EventTail() {
            @Override
            public Checkpoint checkpoint() {
                return from;
            }

            @Override
            public void close() {
                consumers.remove(consumer);
            }
        };
    }

    /**
     * Starts to pass events.
     *
     * @param eventsPerSecond 0 for as fast as they are taken
     */
    void start(List<EventBatch> batches, long eventsPerSecond) {
        for (BatchConsumer consumer : consumers) {
            Thread.ofPlatform().daemon().start(() -> feed(consumer, batches, eventsPerSecond));
        }
    }

    private static void feed(BatchConsumer consumer, List<EventBatch> batches, long eventsPerSecond) {
        long beginNanos = System.nanoTime();
        long events = 0;
        for (EventBatch batch : batches) {
            consumer.on(batch, batch.firstSequence() + batch.count());
            events += batch.count();
            while (eventsPerSecond > 0 && System.nanoTime() - beginNanos < events * SECOND_NANOS / eventsPerSecond) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        consumer.idle();
    }
}
