package com.flowex.gateway.relay;

import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deadlines of calls: one that takes too long, on either side, is ended. Each connection is one virtual thread, and
 * interrupting it closes the connection that it waits for.
 */
public final class CallDeadlines implements Http1ConnectionListener, AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    /** Deadline of a running call. */
    private static final class CallDeadline {
        private volatile long untilNanos;
        private volatile boolean isOver;

        private CallDeadline(long untilNanos) {
            this.untilNanos = untilNanos;
        }
    }

    private final Map<Thread, CallDeadline> terms = new ConcurrentHashMap<>();
    private final Duration headMax;
    private final Worker watch;

    /** @param headMax longest time from a request's first line to the end of its headers */
    public CallDeadlines(Duration headMax, Workers workers) {
        this.headMax = headMax;
        this.watch = workers.every("gateway-deadlines", CHECK_INTERVAL, this::check);
    }

    public void start() {
        watch.start();
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        terms.put(Thread.currentThread(), new CallDeadline(System.nanoTime() + headMax.toNanos()));
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        // The call's own time begins when its route is known.
    }

    /** Sets the remaining time of this thread's call. */
    void allow(Duration whole) {
        CallDeadline term = terms.get(Thread.currentThread());
        if (term != null) {
            term.untilNanos = System.nanoTime() + whole.toNanos();
        }
    }

    /** Returns the remaining time of this thread's call; at least a millisecond. */
    Duration left() {
        CallDeadline term = terms.get(Thread.currentThread());
        long nanos = term == null ? headMax.toNanos() : term.untilNanos - System.nanoTime();
        return Duration.ofNanos(Math.max(1_000_000, nanos));
    }

    /** Returns true if this thread's call was ended here. */
    boolean isOver() {
        CallDeadline term = terms.get(Thread.currentThread());
        return term != null && term.isOver;
    }

    /** Removes this thread's call, which has ended or become a WebSocket. */
    void release() {
        terms.remove(Thread.currentThread());
    }

    private void check() {
        long now = System.nanoTime();
        terms.forEach((thread, term) -> {
            if (!thread.isAlive()) {
                terms.remove(thread, term);
            } else if (now - term.untilNanos >= 0 && !term.isOver) {
                term.isOver = true;
                thread.interrupt();
            }
        });
    }

    @Override
    public void close() {
        watch.close();
    }
}
