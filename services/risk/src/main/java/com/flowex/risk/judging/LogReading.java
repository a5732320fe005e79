package com.flowex.risk.judging;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.ground.projection.TailFactory;
import com.flowex.protocol.EventBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a stretch of the log, also of what is in the archive only, and waits until it is read. */
record LogReading(TailFactory tails) {

    private static final long ASK_MILLIS = 200;

    /** Takes what commands did, one after the other, on a thread of the reader's. */
    @FunctionalInterface
    interface Taking {
        /** Whether more is wanted. */
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
            // There is more: it only has not come yet.
        }

        @Override
        public void stopped(Throwable why) {
            read.completeExceptionally(why);
        }
    }

    /**
     * Reads until no more is wanted.
     *
     * @param from before the first batch
     * @param ask throws what ends it early
     * @throws com.flowex.cluster.tail.TailStoppedException if it cannot be read
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
            return read.get(ASK_MILLIS, TimeUnit.MILLISECONDS);
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
