package com.flowex.platform.exchange;

import com.flowex.domain.AccountId;
import com.flowex.platform.http.ProblemException;
import com.flowex.platform.http.Request;
import com.flowex.platform.projection.StoppedTenant;
import com.flowex.platform.projection.ViewProgress;
import java.time.Duration;

/** Lets a read wait, briefly, until the view shows what its caller already knows. */
public final class OwnWrites {

    private final OrderPath orders;
    private final Duration wait;

    public OwnWrites(OrderPath orders, Duration wait) {
        this.orders = orders;
        this.wait = wait;
    }

    /**
     * Waits for the caller's last acknowledged write and for {@code X-Min-Sequence}.
     *
     * @throws ProblemException 503 {@code view_behind} if the view does not get there in time
     */
    public void await(Request request, ViewProgress view) {
        AccountId account = request.caller().account();
        await(Math.max(orders.lastSequence(account), request.minSequence()), view);
        requireShown(account.tenant(), view);
    }

    /** The same on a public route: only {@code X-Min-Sequence} counts. */
    public void awaitAsked(Request request, ViewProgress view) {
        await(request.minSequence(), view);
        requireShown(request.tenant(), view);
    }

    /**
     * Requires that a view goes on showing what a tenant does.
     *
     * @throws ProblemException 503 {@code view_behind} if it has stopped
     */
    public static void requireShown(int tenant, ViewProgress view) {
        StoppedTenant stopped = view.stopped().get(tenant);
        if (stopped != null) {
            throw ProblemException.viewStopped(stopped.shown());
        }
    }

    private void await(long sequence, ViewProgress view) {
        try {
            if (!view.await(sequence, wait)) {
                throw ProblemException.viewBehind(sequence, view.applied());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.viewBehind(sequence, view.applied());
        }
    }
}
