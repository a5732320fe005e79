package com.flowex.surveillance;

/** Looks for one pattern in one market. Everything it keeps ends with its window. */
interface Detector {

    void traded(WatchedTrade trade);

    /**
     * Nearly all of an order left its place in the book without a trade, in one step or in several.
     *
     * @param units of the base asset that were taken out
     */
    default void removed(WatchedOrder order, long sequence, long timeNanos, long units) {}

    /** Log time has come to this: what is over is judged. */
    void passed(long timeNanos);

    /** Nothing more comes: what is going on is judged as it is. */
    void end();
}
