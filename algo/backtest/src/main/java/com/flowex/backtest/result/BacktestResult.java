package com.flowex.backtest.result;

import com.flowex.backtest.data.DataManifest;
import java.util.List;
import java.util.Map;

/**
 * Result of a run. Money and quantities are whole units of the scales that stand beside them.
 *
 * @param end reason why the run ended
 * @param endMessage sentence about the end; empty if the run is complete
 * @param markets markets with their scales, in the order of the request
 * @param valuation asset and scale of all values
 * @param startUnits equity before the first data
 * @param equity equity over time, in rising time
 * @param orders every order with its whole story, in the order of placing
 * @param fills every fill, in log time
 * @param roundTrips positions that were opened and closed again, first in first out, by the time of their close
 * @param plots points of each plot by name
 * @param log lines that the strategy wrote
 * @param fees fees paid by asset; negative for rebates
 * @param warnings reasons for doubt
 * @param leftOut counts of what the result does not hold
 * @param data manifest of each market's data, in the order of the markets
 * @param digest fingerprints that are equal for equal runs
 */
public record BacktestResult(
        String runId,
        RunEnd end,
        String endMessage,
        List<MarketScales> markets,
        Valuation valuation,
        long startUnits,
        List<EquityPoint> equity,
        List<RunOrder> orders,
        List<RunFill> fills,
        List<RoundTrip> roundTrips,
        Map<String, List<PlotPoint>> plots,
        List<LogLine> log,
        List<FeeTotal> fees,
        List<RunWarning> warnings,
        LeftOutCounts leftOut,
        List<DataManifest> data,
        RunDigest digest) {

    /** Code of the end of a strategy whose process gave no answer and used no processor time meanwhile. */
    private static final String SILENT = "strategy_silent:";

    /** Returns true if the run says nothing about its strategy, because the machine did not let its process work. */
    public boolean hasStalled() {
        return end == RunEnd.STRATEGY_FAILED && endMessage.startsWith(SILENT);
    }

    /** Returns the equity after the last data. */
    public long endUnits() {
        return equity.isEmpty() ? startUnits : equity.getLast().equityUnits();
    }

    /** Returns the same result with other warnings. */
    public BacktestResult withWarnings(List<RunWarning> others) {
        return new BacktestResult(
                runId,
                end,
                endMessage,
                markets,
                valuation,
                startUnits,
                equity,
                orders,
                fills,
                roundTrips,
                plots,
                log,
                fees,
                List.copyOf(others),
                leftOut,
                data,
                digest);
    }
}
