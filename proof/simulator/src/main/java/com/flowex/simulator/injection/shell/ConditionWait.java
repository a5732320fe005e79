package com.flowex.simulator.injection.shell;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until a condition holds, for a limited time. */
public final class ConditionWait {

    public static final long STEP_NANOS = Duration.ofMillis(200).toNanos();

    /** Condition of something that may not be there yet. */
    @FunctionalInterface
    public interface Question {
        boolean isSo() throws IOException, InterruptedException;
    }

    private ConditionWait() {}

    /** Waits until the condition holds; returns false if the time runs out. */
    public static boolean until(Duration max, Question question) throws IOException, InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        while (!question.isSo()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(STEP_NANOS);
        }
        return true;
    }

    /** Waits for this time, or a little less. */
    public static void pause(long nanos) throws InterruptedException {
        LockSupport.parkNanos(nanos);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
