package com.flowex.wallet.view;

import com.flowex.platform.exchange.OwnWrites;
import com.flowex.platform.http.Request;
import com.flowex.platform.projection.ViewProgress;

/** The view as one caller has to see it: with everything they were told is done. */
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
     * @throws com.flowex.platform.http.ProblemException 503 {@code view_behind} if it does not get there
     */
    public void await(Request request) {
        writes.await(request, progress);
    }

    /** The same on a public route, where only {@code X-Min-Sequence} counts. */
    public void awaitAsked(Request request) {
        writes.awaitAsked(request, progress);
    }
}
