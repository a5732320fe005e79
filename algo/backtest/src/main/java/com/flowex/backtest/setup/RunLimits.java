package com.flowex.backtest.setup;

/**
 * Bounds of one run. Above them lines, points and orders are counted and left out, and the result says so.
 *
 * @param ordersMax orders of the whole run
 * @param ordersPerCallbackMax orders of one callback
 * @param logLinesMax lines of the strategy's log
 * @param plotPointsMax points of all plots together
 */
public record RunLimits(int ordersMax, int ordersPerCallbackMax, int logLinesMax, int plotPointsMax) {

    public static final RunLimits DEFAULT = new RunLimits(400_000, 1_000, 10_000, 200_000);

    public RunLimits {
        if (ordersMax < 1 || ordersPerCallbackMax < 1 || logLinesMax < 0 || plotPointsMax < 0) {
            throw new SetupException("limits", "are positive");
        }
    }
}
