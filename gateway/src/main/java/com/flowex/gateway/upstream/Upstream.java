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

/** One process behind the gateway: how it is, and connections to it that wait for the next call. Safe for many threads. */
public final class Upstream {

    static final int WHOLE_SHARE = 1_000;

    /** Of one that has just come back. */
    static final int LEAST_SHARE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

    /** FlowEx itself ends a connection that rests for two minutes. */
    private static final long REST_MAX_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final int RESTING_MAX = 256;

    private final String host;
    private final int port;
    private final int weight;
    private final UpstreamRules rules;
    private final LongSupplier clock;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile UpstreamStanding standing;
    private final FailureShare breaker;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger resting = new AtomicInteger();
    private final ConcurrentLinkedDeque<UpstreamConnection> idle = new ConcurrentLinkedDeque<>();

    Upstream(String host, int port, int weight, UpstreamRules rules, LongSupplier clock) {
        this.host = host;
        this.port = port;
        this.weight = weight;
        this.rules = rules;
        this.clock = clock;
        this.standing = UpstreamStanding.fresh(clock.getAsLong());
        this.breaker = new FailureShare(clock.getAsLong());
    }

    /** {@code HOST:PORT}. */
    public String name() {
        return host + ":" + port;
    }

    int weight() {
        return weight;
    }

    /** Calls and WebSockets under way. */
    public int underWay() {
        return underWay.get();
    }

    /** In thousandths: less for one that came back lately. */
    int share() {
        return standing.share(clock.getAsLong(), rules.slowStart().toNanos());
    }

    /** Whether calls may go to it. */
    public boolean isIn() {
        return !standing.isOut(clock.getAsLong());
    }

    /** True if it may be asked where none of its group is in: it answers, but is not ready for every call. */
    public boolean isReachable() {
        return standing.isReachable(clock.getAsLong());
    }

    public boolean isBreakerOpen() {
        return rules.breaker() && breaker.isOpen();
    }

    public int ejections() {
        return standing.ejections();
    }

    /** Why it is or was left out; empty if it never was. */
    public String why() {
        return standing.why();
    }

    /** To be asked of the one that was chosen, just before it is called. */
    boolean permits() {
        return !rules.breaker() || breaker.permits(clock.getAsLong());
    }

    /** A call or a WebSocket begins; {@link #left} ends it. */
    public void entered() {
        underWay.incrementAndGet();
    }

    public void left() {
        underWay.decrementAndGet();
    }

    /** A connection that has rested, or a fresh one. */
    public UpstreamConnection connection() throws UpstreamFault {
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

    public UpstreamConnection freshConnection() throws UpstreamFault {
        return UpstreamConnection.open(host, port, rules.connect());
    }

    /** Keeps a connection for the next call if it is fit for one. */
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

    /** A call got an answer to its end, whatever it says. */
    public void answered() {
        if (!standing.isSpotless()) {
            change(now -> now.answered(clock.getAsLong(), rules.ejection().toNanos()));
        }
        breaker.told(false, clock.getAsLong());
    }

    /** A call got no answer, or one that broke off. */
    public void failed(UpstreamFault fault) {
        String what = fault.getMessage() + "";
        change(now -> now.failed(clock.getAsLong(), what, rules));
        if (breaker.told(true, clock.getAsLong()) && rules.breaker()) {
            LOG.warn("upstream {} fails half of its calls: left alone for ten seconds", name());
        }
    }

    void probed(ProbeOutcome outcome, String what) {
        change(now -> now.probed(outcome, clock.getAsLong(), what));
        restTooLong();
    }

    private void change(UnaryOperator<UpstreamStanding> step) {
        changing.lock();
        try {
            UpstreamStanding before = standing;
            standing = step.apply(before);
            tell(before, standing, clock.getAsLong());
        } finally {
            changing.unlock();
        }
    }

    private void tell(UpstreamStanding before, UpstreamStanding after, long now) {
        if (after.isOut(now) && !before.isOut(now)) {
            LOG.warn("upstream {} gets no calls: {}", name(), after.why());
            closeIdle();
        } else if (!after.isOut(now) && before.isOut(now)) {
            LOG.warn("upstream {} gets calls again", name());
        }
    }

    /** Those that rested longest stand last. */
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
