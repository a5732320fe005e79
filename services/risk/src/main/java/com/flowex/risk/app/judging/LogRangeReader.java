package com.flowex.risk.app.judging;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.platform.projection.TailFactory;
import com.flowex.protocol.event.EventBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reader of a range of the log, including events that only the archive has; it waits until the range is read. */
record LogRangeReader(TailFactory tails) {

    private static final long POLL_MILLIS = 200;

    /** Consumer of batches, called one after the other on a reader thread. */
    @FunctionalInterface
    interface Taking {
        /** Takes a batch; returns true if it wants more. */
        boolean on(EventBatch batch, long endPosition);
    }

    private record Reader(Taking taking, CompletableFuture<Boolean> read) implements BatchConsumer {

        @Override
        public void on(EventBatch batch, long endPosition) {
            if (!read.isDone() && !taking.on(batch, endPosition)) {
                read.complete(true);
            }
        }

        @Override
        public void idle() {
            // Nothing to do: more batches will come.
        }

        @Override
        public void stopped(Throwable why) {
            read.completeExceptionally(why);
        }
    }

    /**
     * Reads until the consumer wants no further batch.
     *
     * @param from position before the first batch
     * @param ask called about five times a second; throws to end the reading early
     * @throws com.flowex.cluster.tail.TailStoppedException if the log cannot be read
     */
    void read(Checkpoint from, Taking taking, Runnable ask) throws InterruptedException {
        CompletableFuture<Boolean> read = new CompletableFuture<>();
        try (EventTail _ = tails.open(from, new Reader(taking, read))) {
            while (!isRead(read)) {
                ask.run();
            }
        }
    }

    private static boolean isRead(CompletableFuture<Boolean> read) throws InterruptedException {
        try {
            return read.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
