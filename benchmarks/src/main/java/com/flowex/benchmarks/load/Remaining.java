package com.flowex.benchmarks.load;

/**
 * How long a run still takes.
 *
 * @param orders how many there are
 * @param rate orders a second, or 0 for as many as are answered
 */
record Remaining(int orders, int rate) {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Seconds until the last answer, if it goes on like this.
     *
     * <p>With a rate no order leaves before its turn, so a run that keeps up ends when the rate says. One that has
     * fallen more than a second behind has as long to go as its answers take, if that is longer.
     *
     * @param settled orders that have had their answer
     * @param perSecond answers a second, lately
     */
    long seconds(int settled, long elapsedNanos, double perSecond) {
        double elapsed = elapsedNanos / NANOS_PER_SECOND;
        double byAnswers = (orders - settled) / Math.max(1, perSecond);
        if (rate == 0) {
            return Math.round(byAnswers);
        }
        double byRate = (double) orders / rate - elapsed;
        double due = Math.min(orders, rate * elapsed);
        boolean keepsUp = due - settled <= rate;
        return Math.round(Math.max(0, keepsUp ? byRate : Math.max(byRate, byAnswers)));
    }
}
