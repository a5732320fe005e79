package com.flowex.platform.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.projection.status.ViewProgress;
import com.flowex.platform.testing.Await;
import com.flowex.protocol.event.EventBatch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A view is written at intervals, and sooner while a reader waits for it. */
@Timeout(900)
class PendingBatchesTest {

    private static final Duration IDLE = Duration.ofHours(1);
    private static final int WHOLE = 3;

    private final ViewProgress progress = new ViewProgress();
    private final PendingBatches pending = new PendingBatches(WHOLE, progress::isAwaited);

    @AfterEach
    void close() {
        pending.close();
    }

    /** The next flush an hour from now, and at once if it is awaited. */
    private CompletableFuture<PendingBatches.Flush> taken() {
        long now = System.nanoTime();
        FlushPace pace = new FlushPace(now + TimeUnit.HOURS.toNanos(1), now);
        CompletableFuture<PendingBatches.Flush> taken = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                taken.complete(pending.take(pace, IDLE));
            } catch (InterruptedException e) {
                taken.completeExceptionally(e);
            }
        });
        return taken;
    }

    private void add(long sequence) throws InterruptedException {
        AccountOpened event = new AccountOpened(new AccountId(1, 1_000 + sequence), true);
        pending.add(new EventBatch(sequence, 1, sequence, sequence, List.of(event)), 100 * sequence);
    }

    private CompletableFuture<Boolean> awaiting(long sequence) {
        CompletableFuture<Boolean> reached = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                reached.complete(progress.await(sequence, IDLE));
            } catch (InterruptedException e) {
                reached.completeExceptionally(e);
            }
        });
        return reached;
    }

    @Test
    void readerAwaitingTheViewCausesAnImmediateFlush() throws Exception {
        progress.whenAwaited(pending::hurry);
        CompletableFuture<PendingBatches.Flush> flush = taken();
        add(1);
        assertThrows(TimeoutException.class, () -> flush.get(50, TimeUnit.MILLISECONDS), "nobody waits");

        CompletableFuture<Boolean> reached = awaiting(1);
        assertEquals(1, flush.get().end().sequence());
        assertTrue(progress.isAwaited());
        progress.reached(1);
        assertTrue(reached.get());
        Await.until(() -> !progress.isAwaited());
    }

    @Test
    void readerAwaitingBeforeTheFirstEventIsServed() throws Exception {
        progress.whenAwaited(pending::hurry);
        CompletableFuture<Boolean> reached = awaiting(1);
        Await.until(progress::isAwaited);
        CompletableFuture<PendingBatches.Flush> flush = taken();
        add(1);
        assertEquals(1, flush.get().end().sequence());
        progress.reached(1);
        assertTrue(reached.get());
        assertTrue(progress.await(1, Duration.ZERO), "what is there is not waited for");
        assertFalse(progress.await(2, Duration.ZERO));
        Await.until(() -> !progress.isAwaited());
    }

    @Test
    void fullBatchIsFlushedAtOnce() throws Exception {
        CompletableFuture<PendingBatches.Flush> flush = taken();
        for (int sequence = 1; sequence <= WHOLE; sequence++) {
            add(sequence);
        }
        assertEquals(WHOLE, flush.get().end().sequence());
    }

    @Test
    void closingEndsTheWait() throws Exception {
        CompletableFuture<PendingBatches.Flush> flush = taken();
        add(1);
        pending.close();
        assertNull(flush.get());
    }

    @Test
    void theNextFlushIsAsFarAwayAsTheLastOneWasLong() {
        long milli = TimeUnit.MILLISECONDS.toNanos(1);
        assertEquals(new FlushPace(20 * milli, 2 * milli), FlushPace.after(0, 0, true));
        assertEquals(new FlushPace(47 * milli, 27 * milli), FlushPace.after(7 * milli, 10 * milli, true));
        assertEquals(new FlushPace(107 * milli, 27 * milli), FlushPace.after(7 * milli, 10 * milli, false));
        assertEquals(new FlushPace(200 * milli, 120 * milli), FlushPace.after(0, 60 * milli, true));
        assertEquals(new FlushPace(200 * milli, 200 * milli), FlushPace.after(0, 600 * milli, false));
    }
}
