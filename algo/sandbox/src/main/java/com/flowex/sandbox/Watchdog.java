package com.flowex.sandbox;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one thread that ends processes which use too much time; it runs while there are any. */
final class Watchdog {

    static final Watchdog SHARED = new Watchdog();

    private static final long INTERVAL_MILLIS = 25;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-watchdog").factory());

    // Both are guarded by this.
    private final Set<ChildLimits> childLimits = new HashSet<>();
    private boolean isScheduled;

    private Watchdog() {}

    void add(ChildLimits limits) {
        synchronized (this) {
            childLimits.add(limits);
            schedule();
        }
    }

    void remove(ChildLimits limits) {
        synchronized (this) {
            childLimits.remove(limits);
        }
    }

    private void schedule() {
        if (!isScheduled && !childLimits.isEmpty()) {
            isScheduled = true;
            Future<?> unused = timer.schedule(this::check, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void check() {
        Set<ChildLimits> checked;
        synchronized (this) {
            isScheduled = false;
            checked = Set.copyOf(childLimits);
            schedule();
        }
        long nowNanos = System.nanoTime();
        checked.forEach(limits -> limits.check(nowNanos));
    }
}
