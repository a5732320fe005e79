package com.flowex.cluster.node;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.protocol.event.EventBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Keeps what a tail delivers, for a test to wait for and look at. */
final class Collector implements BatchConsumer {
    /** A batch, and the checkpoint behind it. */
    record Delivered(EventBatch batch, Checkpoint behind) {}

    private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Throwable> stopped = new CompletableFuture<>();
    private volatile int idles;

    @Override
    public void on(EventBatch batch, long endPosition) {
        long last = batch.lastSequence();
        delivered.add(new Delivered(batch, new Checkpoint(last, endPosition)));
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    public void idle() {
        idles++;
    }

    @Override
    public void stopped(Throwable why) {
        stopped.complete(why);
    }

    int idles() {
        return idles;
    }

    CompletableFuture<Throwable> stopped() {
        return stopped;
    }

    List<Delivered> delivered() {
        return List.copyOf(delivered);
    }

    List<EventBatch> batches() {
        return delivered.stream().map(Delivered::batch).toList();
    }

    /** Waits until the event with this number has come. */
    Collector await(long sequence) {
        Waiting.until(() -> !delivered.isEmpty() && delivered.getLast().behind().sequence() >= sequence);
        return this;
    }

    Throwable awaitStopped() {
        return stopped.orTimeout(2, TimeUnit.MINUTES).join();
    }
}
