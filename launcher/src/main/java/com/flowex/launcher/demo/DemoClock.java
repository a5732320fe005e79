package com.flowex.launcher.demo;

/** The demo's time and the only way in which it waits. */
interface DemoClock {

    /** Milliseconds since 1970. */
    long millis();

    /**
     * Waits.
     *
     * @return false when the demo is to end instead
     */
    boolean waitUntil(long millis);
}
