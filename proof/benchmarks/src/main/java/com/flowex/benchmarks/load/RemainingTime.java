package com.flowex.benchmarks.load;

/**
 * Estimate of a run's remaining time.
 *
 * @param orders number of orders
 * @param rate orders a second, or 0 for no fixed rate
 */
record RemainingTime(int orders, int rate) {

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Returns the seconds until the last answer, at the present speed.
     *
     * <p>With a rate no order is sent before it is due, so a run that keeps up ends at the time that the rate gives. A
     * run that is more than a second behind takes as long as its answers, if that is longer.
     *
     * @param settled number of orders that have an answer
     * @param perSecond recent answers a second
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
