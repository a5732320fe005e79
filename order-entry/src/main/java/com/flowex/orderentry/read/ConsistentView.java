package com.flowex.orderentry.read;

import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.jobs.AsyncTask;
import com.flowex.platform.projection.ReaderContext;
import com.flowex.platform.projection.status.ViewProgress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** View with read-your-writes consistency: a caller sees at least every event acknowledged to it. */
public final class ConsistentView {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Set<RefusalCode> NOT_SHOWN_YET =
            Set.of(RefusalCode.VIEW_BEHIND, RefusalCode.UNAVAILABLE, RefusalCode.OVERLOADED);

    private final ReadYourWrites writes;
    private final ViewProgress progress;

    public ConsistentView(ReadYourWrites writes, ViewProgress progress) {
        this.writes = writes;
        this.progress = progress;
    }

    /**
     * Waits, briefly, until the view shows the caller's own writes.
     *
     * @throws Refusal {@code view_behind} if it does not get there
     */
    public void await(ReaderContext context) {
        writes.await(context.account(), context.minSequence(), progress);
    }

    /** Waits for a reader without an account; only the event that it asks for counts. */
    public void awaitRequested(int tenant, long requested) {
        writes.awaitRequested(tenant, requested, progress);
    }

    /**
     * Waits after a command that is done already, so that a late view is not reported as a failure of the command.
     *
     * @param done text that says what was done, as the beginning of a sentence
     */
    public void awaitAfter(String done, ReaderContext context) {
        try {
            await(context);
        } catch (Refusal e) {
            throw Refusal.forNow(e.code(), done + ", only the response is missing: " + e.detail(), 1);
        }
    }

    /**
     * Reads without waiting for a slow view or database.
     *
     * @return the value; empty if it is not available within a second
     */
    public <T> Optional<T> atOnce(ReaderContext context, Supplier<T> reading) {
        CompletableFuture<T> read = new CompletableFuture<>();
        AsyncTask.begin("at-once", () -> {
            try {
                await(context);
                read.complete(reading.get());
            } catch (RuntimeException e) {
                read.completeExceptionally(e);
            }
        });
        try {
            return Optional.of(read.get(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Reads a finished command's result from the view. While the view is behind or its database is away, it returns
     * only that the command is done; a finished command is never reported as a failure.
     *
     * @param done text that says what was done, as the beginning of a sentence
     * @param sequence number of the command's last event
     */
    public <T> ReadAfterWrite<T> afterDone(String done, long sequence, ReaderContext context, Supplier<T> reading) {
        try {
            await(context);
            return new ReadAfterWrite.Now<>(reading.get());
        } catch (Refusal e) {
            if (!NOT_SHOWN_YET.contains(e.code())) {
                throw e;
            }
        } catch (DatabaseUnavailableException e) {
            // Falls through: the command is done all the same.
        }
        return new ReadAfterWrite.Later<>(done, sequence);
    }

    /** Returns the number of the last event that the view shows. */
    public long sequence() {
        return progress.applied();
    }
}
