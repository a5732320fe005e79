package com.flowex.simulator.storm;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks again until it is so, and not for ever. */
final class StormWait {

    static final long STEP_NANOS = Duration.ofMillis(200).toNanos();

    /** A question to something that may not be there yet. */
    @FunctionalInterface
    interface Question {
        boolean isSo() throws IOException, InterruptedException;
    }

    private StormWait() {}

    /** Whether it came to be so in that time. */
    static boolean until(Duration max, Question question) throws IOException, InterruptedException {
        long end = System.nanoTime() + max.toNanos();
        while (!question.isSo()) {
            if (System.nanoTime() > end) {
                return false;
            }
            pause(STEP_NANOS);
        }
        return true;
    }

    /** Lets so much time pass, or a little less. */
    static void pause(long nanos) throws InterruptedException {
        LockSupport.parkNanos(nanos);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
