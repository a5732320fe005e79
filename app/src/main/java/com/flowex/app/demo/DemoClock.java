package com.flowex.app.demo;

/** Time of the demo, and its only way to wait. */
interface DemoClock {

    /** Returns milliseconds since 1970. */
    long millis();

    /**
     * Waits.
     *
     * @return false if the demo is to end instead
     */
    boolean waitUntil(long millis);
}
