package com.flowex.desk;

import com.flowex.ground.database.DatabaseUnavailableException;
import com.flowex.ground.projection.Onlooker;
import com.flowex.ground.projection.ViewProgress;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import com.flowex.ground.work.Aside;
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
    public void await(Onlooker onlooker) {
        writes.await(onlooker.account(), onlooker.minSequence(), progress);
    }

    /** The same for nobody in particular, of whom only what they ask for counts. */
    public void awaitAsked(int tenant, long asked) {
        writes.awaitAsked(tenant, asked, progress);
    }

    /**
     * Waits after a command that is done already, so that a view that does not get there is not taken for a failure.
     *
     * @param done says what is done, as the beginning of a sentence
     */
    public void awaitAfter(String done, Onlooker onlooker) {
        try {
            await(onlooker);
        } catch (Refusal e) {
            throw Refusal.forNow(e.code(), done + ", only the answer is missing: " + e.detail(), 1);
        }
    }

    /**
     * Reads for whoever does not wait for the view or its database.
     *
     * @return nothing if it is not there at once
     */
    public <T> Optional<T> atOnce(Onlooker onlooker, Supplier<T> reading) {
        CompletableFuture<T> read = new CompletableFuture<>();
        Aside.begin("at-once", () -> {
            try {
                await(onlooker);
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
     * Reads what the view shows of a command that is done; that it is done and no more, while the view does not get there or its
     * database is away. What is done is never told as a failure.
     *
     * @param done says what is done, as the beginning of a sentence
     * @param sequence number of its last event
     */
    public <T> Shown<T> afterDone(String done, long sequence, Onlooker onlooker, Supplier<T> reading) {
        try {
            await(onlooker);
            return new Shown.Now<>(reading.get());
        } catch (Refusal e) {
            if (!NOT_SHOWN_YET.contains(e.code())) {
                throw e;
            }
        } catch (DatabaseUnavailableException e) {
            // Falls through: it is done all the same.
        }
        return new Shown.Later<>(done, sequence);
    }

    /** Number of the last event the view shows. */
    public long sequence() {
        return progress.applied();
    }
}
