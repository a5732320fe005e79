package com.flowex.platform.exchange;

import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.platform.projection.ViewProgress;

/** A view as one caller has to see it: with everything they were told is done. */
public final class OwnView {

    private final OwnWrites writes;
    private final ViewProgress progress;

    public OwnView(OwnWrites writes, ViewProgress progress) {
        this.writes = writes;
        this.progress = progress;
    }

    /**
     * Waits, briefly, until the view shows the caller's own writes.
     *
     * @throws ProblemException 503 {@code view_behind} if it does not get there
     */
    public void await(Request request) {
        writes.await(request, progress);
    }

    /** The same on a public route, where only {@code X-Min-Sequence} counts. */
    public void awaitAsked(Request request) {
        writes.awaitAsked(request, progress);
    }

    /**
     * Waits after a command that is done already, so that a view that does not get there is not taken for a failure.
     *
     * @param done says what is done, as the beginning of a sentence
     */
    public void awaitAfter(String done, Request request) {
        try {
            writes.await(request, progress);
        } catch (ProblemException e) {
            throw new ProblemException(e.status(), e.code(), done + ", only the answer is missing: " + e.detail())
                    .header("Retry-After", "1");
        }
    }

    /** Number of the last event the view shows. */
    public long sequence() {
        return progress.applied();
    }
}
