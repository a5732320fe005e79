package com.flowex.surveillance;

/** Detector of one pattern in one market. All of its state ends with its window. */
interface Detector {

    void traded(WatchedTrade trade);

    /**
     * Handles the removal of nearly all of an order from its place in the book without a trade, in one step or in
     * several.
     *
     * @param units removed quantity, units of the base asset
     */
    default void removed(WatchedOrder order, long sequence, long timeNanos, long units) {}

    /** Advances log time to this moment and judges every window that is over. */
    void passed(long timeNanos);

    /** Judges all open windows as they are, because no further event comes. */
    void end();
}
