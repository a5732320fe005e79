package com.flowex.platform.projection;

/**
 * Earliest times of a view's next flush, unless a whole one is ready, as {@link System#nanoTime()}.
 *
 * @param earliestNanos earliest time
 * @param awaitedNanos earliest time while a reader waits for the view
 */
record FlushPace(long earliestNanos, long awaitedNanos) {

    /**
     * Factor from the duration of a flush to the interval between two starts. With four, a projection under load costs
     * at most a quarter of a core in PostgreSQL, within these bounds.
     */
    private static final int FACTOR = 4;

    /** Least interval of a view that live streams show. */
    private static final long STREAMED_MIN_NANOS = 20_000_000;

    /** Least interval of any other view: who waits for it hurries it, and each flush has a cost of its own. */
    private static final long MIN_NANOS = 100_000_000;

    private static final long MAX_NANOS = 200_000_000;

    /** Factor while a reader waits: at most half a core. */
    private static final int AWAITED_FACTOR = 2;

    private static final long AWAITED_MIN_NANOS = 2_000_000;

    /** Returns a pace without a pause. */
    static FlushPace now() {
        long now = System.nanoTime();
        return new FlushPace(now, now);
    }

    /**
     * Returns the pace after a flush with this start and duration.
     *
     * @param isStreamed true if live streams show the view
     */
    static FlushPace after(long startNanos, long tookNanos, boolean isStreamed) {
        long leastNanos = isStreamed ? STREAMED_MIN_NANOS : MIN_NANOS;
        return new FlushPace(
                startNanos + Math.clamp(FACTOR * tookNanos, leastNanos, MAX_NANOS),
                startNanos + Math.clamp(AWAITED_FACTOR * tookNanos, AWAITED_MIN_NANOS, MAX_NANOS));
    }
}
