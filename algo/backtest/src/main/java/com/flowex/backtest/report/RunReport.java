package com.flowex.backtest.report;

import com.flowex.backtest.metric.BacktestSample;
import com.flowex.backtest.metric.EquityCurve;
import com.flowex.backtest.metric.PerformanceFigures;
import com.flowex.backtest.metric.RunSample;
import com.flowex.backtest.result.BacktestResult;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that a report shows.
 *
 * @param title name of the strategy, as its owner calls it
 * @param parameters values of its parameters in the order of their declaration
 */
public record RunReport(
        String title,
        Map<String, String> parameters,
        BacktestResult result,
        RunSample sample,
        PerformanceFigures figures) {

    public RunReport {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** Returns the report of a result; computes its figures. */
    public static RunReport of(String title, Map<String, String> parameters, BacktestResult result) {
        RunSample sample = BacktestSample.of(result);
        return new RunReport(title, parameters, result, sample, PerformanceFigures.of(sample));
    }

    EquityCurve curve() {
        return sample.curve();
    }
}
