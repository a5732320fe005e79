package com.flowex.ground.projection;

/**
 * When the next flush of a view may begin, unless a whole one is at hand, as {@link System#nanoTime()}.
 *
 * @param earliestNanos not before
 * @param awaitedNanos not before, while somebody waits for the view
 */
record FlushPace(long earliestNanos, long awaitedNanos) {

    /**
     * From the start of one flush to the start of the next: four times what the last one took, so that a projection under load costs at most a
     * quarter of a core in PostgreSQL, within these bounds.
     */
    private static final int FACTOR = 4;

    private static final long MIN_NANOS = 20_000_000;
    private static final long MAX_NANOS = 200_000_000;

    /** While somebody waits: at most half a core. */
    private static final int AWAITED_FACTOR = 2;

    private static final long AWAITED_MIN_NANOS = 2_000_000;

    /** At once. */
    static FlushPace now() {
        long now = System.nanoTime();
        return new FlushPace(now, now);
    }

    /** Behind one that began then and took so long. */
    static FlushPace after(long startNanos, long tookNanos) {
        return new FlushPace(
                startNanos + Math.clamp(FACTOR * tookNanos, MIN_NANOS, MAX_NANOS),
                startNanos + Math.clamp(AWAITED_FACTOR * tookNanos, AWAITED_MIN_NANOS, MAX_NANOS));
    }
}
