package com.flowex.benchmarks.load.flood;

/** Flood of requests that can be started and stopped repeatedly. */
interface Flood {

    /**
     * Result of a flood.
     *
     * @param sent number of requests
     * @param served number of requests that the exchange accepted or decided to refuse
     */
    record Tally(long sent, long served) {}

    void begin();

    /** Stops the flood; returns its result. */
    Tally end();
}
