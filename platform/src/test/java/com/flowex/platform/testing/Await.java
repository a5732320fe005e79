package com.flowex.platform.testing;

import com.flowex.testsupport.PollInterval;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Await {

    /** A limit that decides no test: a machine may be five times slower, and busy. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    private Await() {}

    /** A question that may throw. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }

    /** Lets time pass where the passing of time is what is tested. */
    public static void pause(Duration duration) {
        long untilNanos = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < untilNanos) {
            LockSupport.parkNanos(untilNanos - System.nanoTime());
        }
    }

    /** Checks again and again, at least once, while some work is done on another thread; what either throws is thrown. */
    public static void during(Runnable work, Runnable check) {
        CompletableFuture<Void> done =
                CompletableFuture.runAsync(work, task -> Thread.ofPlatform().start(task));
        do {
            check.run();
        } while (!done.isDone());
        done.join();
    }

    /** @throws AssertionError if it does not hold within five minutes; the last exception, if any, is its cause */
    public static void until(Condition condition) {
        long deadlineNanos = System.nanoTime() + DEADLINE.toNanos();
        PollInterval interval = new PollInterval();
        Exception last = new IllegalStateException("never looked");
        while (System.nanoTime() < deadlineNanos) {
            try {
                if (condition.holds()) {
                    return;
                }
                last = new IllegalStateException("does not hold");
            } catch (Exception e) {
                last = e;
            }
            LockSupport.parkNanos(interval.nanos());
        }
        throw new AssertionError("not within " + DEADLINE.toSeconds() + " s", last);
    }
}
