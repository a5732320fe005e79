package com.flowex.benchmarks.load;

/** A flood that can be let loose and stopped, again and again. */
interface Flood {

    /**
     * What came of a flood.
     *
     * @param sent requests
     * @param served of them: the exchange decided what they asked for
     */
    record Tally(long sent, long served) {}

    void begin();

    /** Stops it and says what came of it since it began. */
    Tally end();
}
