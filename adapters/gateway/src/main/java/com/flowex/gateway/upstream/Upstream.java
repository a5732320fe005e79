package com.flowex.gateway.upstream;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process behind the gateway: its health, and its pool of idle connections. Safe for many threads. */
public final class Upstream {

    static final int WHOLE_SHARE = 1_000;

    /** Share of an upstream that has just come back. */
    static final int LEAST_SHARE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

    /** FlowEx itself closes a connection that is idle for two minutes. */
    private static final long REST_MAX_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int RESTING_MAX = 256;

    private final String group;
    private final String host;
    private final int port;
    private final int weight;
    private final UpstreamPolicy rules;
    private final LongSupplier clock;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile UpstreamHealth standing;

    /** Times it was taken out in the present outage; only used while {@link #changing} is held. */
    private int timesOut;

    private final UpstreamCircuitBreaker breaker;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger resting = new AtomicInteger();
    private final ConcurrentLinkedDeque<UpstreamConnection> idle = new ConcurrentLinkedDeque<>();

    /** @param group name of its group, because an address may be in several groups, each with its own view of it */
    Upstream(String group, String host, int port, int weight, UpstreamPolicy rules, LongSupplier clock) {
        this.group = group;
        this.host = host;
        this.port = port;
        this.weight = weight;
        this.rules = rules;
        this.clock = clock;
        this.standing = UpstreamHealth.fresh(clock.getAsLong());
        this.breaker = new UpstreamCircuitBreaker(clock.getAsLong());
    }

    /** Returns {@code HOST:PORT}. */
    public String name() {
        return host + ":" + port;
    }

    int weight() {
        return weight;
    }

    /** Returns the number of running calls and WebSockets. */
    public int underWay() {
        return underWay.get();
    }

    /** Returns its share in thousandths; less for one that came back lately. */
    int share() {
        return standing.share(clock.getAsLong(), rules.slowStart().toNanos());
    }

    /** Returns true if it gets calls. */
    public boolean isIn() {
        return !standing.isOut(clock.getAsLong());
    }

    /** Returns true if it can get calls where none of its group is in: it answers, but is not ready for every call. */
    public boolean isReachable() {
        return standing.isReachable(clock.getAsLong());
    }

    public boolean isBreakerOpen() {
        return rules.breaker() && breaker.isOpen();
    }

    public int ejections() {
        return standing.ejections();
    }

    /** Returns why it is or was out; empty if it never was. */
    public String why() {
        return standing.why();
    }

    /**
     * Returns true if the circuit breaker admits a call. Must be asked of the picked upstream, just before the call.
     */
    boolean permits() {
        return !rules.breaker() || breaker.permits(clock.getAsLong());
    }

    /** Counts a call or a WebSocket; {@link #left} ends it. */
    public void entered() {
        underWay.incrementAndGet();
    }

    public void left() {
        underWay.decrementAndGet();
    }

    /** Returns an idle connection of the pool, or a new one. */
    public UpstreamConnection connection() throws UpstreamException {
        long now = clock.getAsLong();
        for (@Nullable UpstreamConnection used = idle.pollFirst(); used != null; used = idle.pollFirst()) {
            resting.decrementAndGet();
            if (used.isAlive(now, REST_MAX_NANOS)) {
                return used;
            }
            used.close();
        }
        return freshConnection();
    }

    public UpstreamConnection freshConnection() throws UpstreamException {
        return UpstreamConnection.open(host, port, rules.connect());
    }

    /** Returns a connection to the pool if it can be reused. */
    public void giveBack(UpstreamConnection used) {
        if (!used.isFit()) {
            used.close();
        } else if (resting.incrementAndGet() > RESTING_MAX) {
            resting.decrementAndGet();
            used.close();
        } else {
            used.rest(clock.getAsLong());
            idle.addFirst(used);
        }
    }

    /** Records a call with a complete answer, whatever its status. */
    public void answered() {
        if (!standing.isSpotless()) {
            change(now -> now.answered(clock.getAsLong(), rules.ejection().toNanos()), true);
        }
        record(false);
    }

    /** Records a call without an answer, or with one that broke off. */
    public void failed(UpstreamException fault) {
        String subject = fault.getMessage() + "";
        change(now -> now.failed(clock.getAsLong(), subject, rules), false);
        record(true);
    }

    private void record(boolean failed) {
        UpstreamCircuitBreaker.Change change = breaker.record(failed, clock.getAsLong());
        if (rules.breaker() && change == UpstreamCircuitBreaker.Change.OPENED) {
            LOG.warn(
                    "upstream {} of group {} fails half of its requests: its circuit breaker is open and passes one in ten"
                            + " seconds until one succeeds",
                    name(),
                    group);
        } else if (rules.breaker() && change == UpstreamCircuitBreaker.Change.CLOSED) {
            LOG.warn(
                    "upstream {} of group {} gets all of its requests again: its circuit breaker is closed",
                    name(),
                    group);
        }
    }

    void probed(ProbeOutcome outcome, String subject) {
        change(now -> now.probed(outcome, clock.getAsLong(), subject), outcome == ProbeOutcome.READY);
        restTooLong();
    }

    /** @param works true if it has just answered, so that an outage may be over */
    private void change(UnaryOperator<UpstreamHealth> step, boolean works) {
        changing.lock();
        try {
            UpstreamHealth before = standing;
            standing = step.apply(before);
            report(before, standing, works, clock.getAsLong());
        } finally {
            changing.unlock();
        }
    }

    /**
     * Logs the beginning and the end of an outage, one line each. While a process restarts, its upstream is tried and
     * taken out again and again; only the last line says how often.
     */
    private void report(UpstreamHealth before, UpstreamHealth after, boolean works, long now) {
        if (after.isOut(now) && !before.isOut(now)) {
            timesOut++;
            if (timesOut == 1) {
                LOG.warn("upstream {} of group {} gets no requests: {}", name(), group, after.why());
            }
            closeIdle();
        } else if (timesOut > 0 && works && !after.isOut(now)) {
            LOG.warn(
                    "upstream {} of group {} answers and gets requests again; it was ejected {} times",
                    name(),
                    group,
                    timesOut);
            timesOut = 0;
        }
    }

    /** Closes connections that are idle for too long; they are last in the pool. */
    private void restTooLong() {
        long now = clock.getAsLong();
        @Nullable UpstreamConnection oldest = idle.pollLast();
        while (oldest != null && !oldest.isAlive(now, REST_MAX_NANOS)) {
            resting.decrementAndGet();
            oldest.close();
            oldest = idle.pollLast();
        }
        if (oldest != null) {
            idle.addLast(oldest);
        }
    }

    void closeIdle() {
        for (@Nullable UpstreamConnection used = idle.pollFirst(); used != null; used = idle.pollFirst()) {
            resting.decrementAndGet();
            used.close();
        }
    }
}
