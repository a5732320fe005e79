package com.flowex.app.demo;

/** Price of a demo market at any time, and what its takers trade in between. */
interface PricePath {

    /**
     * Price at a time.
     *
     * @param seconds the time, in seconds since 1970
     * @param place place in a recording; 0 if there is none
     */
    record Point(long seconds, long cents, int place) {}

    /**
     * Trades in between.
     *
     * @param units base asset traded
     */
    record Traded(long trades, long units) {}

    Point at(long seconds);

    /** Returns what is traded between two times, the first one left out. */
    Traded between(Point from, Point to);
}
