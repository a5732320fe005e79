package com.flowex.testsupport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Frees the resources of fixtures at the end of each test class. A JVM runs a hundred classes, so resources that are
 * only freed at its end would fill the disk.
 */
public final class ClassCleanup {

    private static final Queue<Runnable> PENDING = new ConcurrentLinkedQueue<>();

    private ClassCleanup() {}

    /** Runs the action once, after the current class has ended. The action must not throw. */
    public static void afterClass(Runnable action) {
        PENDING.add(action);
    }

    static void run() {
        for (Runnable action = PENDING.poll(); action != null; action = PENDING.poll()) {
            action.run();
        }
    }
}
