package com.flowex.platform.exchange;

import com.flowex.platform.database.DatabaseUnavailableException;
import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Request;
import com.flowex.platform.projection.ViewProgress;
import com.flowex.platform.refusal.Refusal;
import com.flowex.platform.refusal.RefusalCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A view as one caller has to see it: with everything they were told is done. */
public final class OwnView {

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private static final Set<RefusalCode> NOT_SHOWN_YET =
            Set.of(RefusalCode.VIEW_BEHIND, RefusalCode.UNAVAILABLE, RefusalCode.OVERLOADED);

    private final OwnWrites writes;
    private final ViewProgress progress;

    public OwnView(OwnWrites writes, ViewProgress progress) {
        this.writes = writes;
        this.progress = progress;
    }

    /**
     * Waits, briefly, until the view shows the caller's own writes.
     *
     * @throws Refusal {@code view_behind} if it does not get there
     */
    public void await(Request request) {
        writes.await(request.caller().account(), request.minSequence(), progress);
    }

    /** The same on a public route, where only {@code X-Min-Sequence} counts. */
    public void awaitAsked(Request request) {
        writes.awaitAsked(request.tenant(), request.minSequence(), progress);
    }

    /**
     * Waits after a command that is done already, so that a view that does not get there is not taken for a failure.
     *
     * @param done says what is done, as the beginning of a sentence
     */
    public void awaitAfter(String done, Request request) {
        try {
            await(request);
        } catch (Refusal e) {
            throw Refusal.forNow(e.code(), done + ", only the answer is missing: " + e.detail(), 1);
        }
    }

    /**
     * Reads for whoever does not wait for the view or its database.
     *
     * @return nothing if it is not there at once
     */
    public <T> Optional<T> atOnce(Request request, Supplier<T> reading) {
        CompletableFuture<T> read = new CompletableFuture<>();
        Thread.ofVirtual().name("at-once").start(() -> {
            try {
                await(request);
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

    /** What is answered while nothing can be shown: the schema Done of docs/api/openapi.yaml. */
    private record Done(boolean done, long sequence, String detail) {}

    /**
     * Answers a command that is done with what the view shows of it; with 202 and that it is done, while the view does not
     * get there or its database is away. What is done is never answered as a failure.
     *
     * @param done says what is done, as the beginning of a sentence
     * @param sequence number of its last event
     */
    public Answer afterDone(String done, long sequence, Request request, Supplier<Answer> shown) {
        try {
            await(request);
            return shown.get();
        } catch (Refusal e) {
            if (!NOT_SHOWN_YET.contains(e.code())) {
                throw e;
            }
        } catch (DatabaseUnavailableException e) {
            // Falls through: it is done all the same.
        }
        String detail = done + "; what it looks like now is not shown yet";
        return Answer.of(202, new Done(true, sequence, detail));
    }

    /** Number of the last event the view shows. */
    public long sequence() {
        return progress.applied();
    }
}
