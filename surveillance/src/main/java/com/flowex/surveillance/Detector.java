package com.flowex.surveillance;

/** Looks for one pattern in one market. Everything it keeps ends with its window. */
interface Detector {

    void traded(WatchedTrade trade);

    /**
     * An order ended on its owner's behalf.
     *
     * @param remaining what of it did not trade, units of the base asset
     */
    default void canceled(WatchedOrder order, long sequence, long timeNanos, long remaining) {}

    /** Log time has come to this: what is over is judged. */
    void passed(long timeNanos);

    /** Nothing more comes: what is going on is judged as it is. */
    void end();
}
