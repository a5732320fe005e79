package com.flowex.sandbox;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The one thread that ends processes which use too much time; it runs while there are any. */
final class Watchdog {

    private static final long INTERVAL_MILLIS = 25;

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-watchdog").factory());

    // Both are guarded by the class.
    private static final Set<ChildLimits> WATCHED = new HashSet<>();
    private static boolean isScheduled;

    private Watchdog() {}

    static synchronized void add(ChildLimits limits) {
        WATCHED.add(limits);
        schedule();
    }

    static synchronized void remove(ChildLimits limits) {
        WATCHED.remove(limits);
    }

    private static void schedule() {
        if (!isScheduled && !WATCHED.isEmpty()) {
            isScheduled = true;
            TIMER.schedule(Watchdog::check, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void check() {
        Set<ChildLimits> watched;
        synchronized (Watchdog.class) {
            isScheduled = false;
            watched = Set.copyOf(WATCHED);
            schedule();
        }
        watched.forEach(limits -> limits.check(System.nanoTime()));
    }
}
