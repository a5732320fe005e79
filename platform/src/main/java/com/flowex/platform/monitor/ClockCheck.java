package com.flowex.platform.monitor;

import com.flowex.platform.health.Health;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Check of the machine's clock against the monotonic one. A step between two checks is reported for some minutes,
 * because every decision by the time of day was wrong then. It also reports the distance of the nodes' clocks.
 * Thread-safe.
 */
public final class ClockCheck implements Health.Check {

    /** Least step; regular clock discipline changes far less within a second. */
    static final long STEP_MILLIS = 250;

    /** Largest distance; signed requests are checked within a second. */
    static final long APART_MILLIS_MAX = 1_000;

    private static final Duration SHOWN_FOR = Duration.ofMinutes(10);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Step(long millis, Instant at, long nanos) {}

    private record Reading(long wallMillis, long nanos) {}

    private final LongSupplier wallMillis;
    private final LongSupplier nanoClock;
    private final ReentrantLock checkLock = new ReentrantLock();
    private Reading reading;
    private volatile Step last = new Step(0, Instant.EPOCH, 0);
    private final AtomicLong steps = new AtomicLong();
    private volatile long apartMillis;
    private volatile String apartFrom = "";

    public ClockCheck() {
        this(System::currentTimeMillis, System::nanoTime);
    }

    ClockCheck(LongSupplier wallMillis, LongSupplier nanoClock) {
        this.wallMillis = wallMillis;
        this.nanoClock = nanoClock;
        this.reading = new Reading(wallMillis.getAsLong(), nanoClock.getAsLong());
    }

    /** Registers the metrics. */
    public ClockCheck register(MeterRegistry registry) {
        FunctionCounter.builder("flowex.clock.steps", this, ClockCheck::steps)
                .description("Steps of the machine's clock by 250 ms or more, ahead or back")
                .register(registry);
        Gauge.builder("flowex.clock.node.offset.seconds", this, clock -> clock.apartMillis() / 1e3)
                .description("Offset of a node's clock from this process's, negative if behind")
                .register(registry);
        return this;
    }

    /** Returns the number of observed steps of the clock. */
    public long steps() {
        return steps.get();
    }

    /**
     * Notes the distance of a node's clock, computed from its answer.
     *
     * @param millis least distance ahead of our clock, milliseconds, negative if behind; 0 if they may be equal
     */
    public void apart(String from, long millis) {
        apartMillis = millis;
        apartFrom = from;
    }

    /** Returns the distance of the furthest node's clock, milliseconds, negative if behind. */
    public long apartMillis() {
        return apartMillis;
    }

    private void check() {
        checkLock.lock();
        try {
            Reading now = new Reading(wallMillis.getAsLong(), nanoClock.getAsLong());
            long stepped = now.wallMillis() - reading.wallMillis() - (now.nanos() - reading.nanos()) / NANOS_PER_MILLI;
            reading = now;
            if (Math.abs(stepped) >= STEP_MILLIS) {
                last = new Step(stepped, Instant.ofEpochMilli(now.wallMillis()), now.nanos());
                steps.incrementAndGet();
            }
        } finally {
            checkLock.unlock();
        }
    }

    @Override
    public Health.State state() {
        check();
        Step step = last;
        if (step.millis() != 0 && nanoClock.getAsLong() - step.nanos() < SHOWN_FOR.toNanos()) {
            return new Health.State.Degraded("the clock was set " + (step.millis() < 0 ? "back" : "ahead") + " by "
                    + Math.abs(step.millis()) + " ms at " + step.at());
        }
        long apart = apartMillis;
        return Math.abs(apart) < APART_MILLIS_MAX
                ? Health.UP
                : new Health.State.Degraded("the clock of " + apartFrom + " is " + Math.abs(apart) + " ms "
                        + (apart > 0 ? "ahead" : "behind"));
    }

    @Override
    public Map<String, Number> figures() {
        return Map.of("steps", steps.get(), "last_step_ms", last.millis(), "nodes_apart_ms", apartMillis);
    }
}
