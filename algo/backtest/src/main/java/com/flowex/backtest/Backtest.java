package com.flowex.backtest;

import com.flowex.backtest.check.LookAheadBiasCheck;
import com.flowex.backtest.check.ResultChecks;
import com.flowex.backtest.metric.BacktestSample;
import com.flowex.backtest.metric.PerformanceFigures;
import com.flowex.backtest.metric.RunSample;
import com.flowex.backtest.result.BacktestResult;
import com.flowex.backtest.result.RunEnd;
import com.flowex.backtest.result.RunWarning;
import com.flowex.backtest.run.RunLoop;
import com.flowex.backtest.setup.BacktestRequest;
import com.flowex.backtest.setup.RunObserver;
import java.util.ArrayList;
import java.util.List;

/** Back-test of one strategy: the run, and the checks of its result. The thread of the caller does all the work. */
public final class Backtest {

    private Backtest() {}

    /**
     * Runs a strategy over its data.
     *
     * @throws com.flowex.backtest.setup.SetupException if the request cannot run
     * @throws com.flowex.backtest.data.DataException if the data cannot be used
     */
    public static BacktestResult run(BacktestRequest request, RunObserver observer) {
        return evaluate(request, 0, observer).result();
    }

    /**
     * Runs a strategy and repeats the run on data that ends earlier, to find a strategy that knows the future.
     *
     * @param cuts number of repetitions; a run that did not complete is not repeated
     */
    public static BacktestResult runChecked(BacktestRequest request, int cuts, RunObserver observer) {
        return evaluate(request, cuts, observer).result();
    }

    /** Runs a strategy as {@link #runChecked}, and returns its figures besides. */
    public static EvaluatedResult evaluate(BacktestRequest request, int cuts, RunObserver observer) {
        BacktestResult result = new RunLoop(request, observer).run();
        RunSample sample = BacktestSample.of(result);
        PerformanceFigures figures = PerformanceFigures.of(sample);
        List<RunWarning> warnings = new ArrayList<>(ResultChecks.warnings(request, result, figures));
        if (cuts > 0 && result.end() == RunEnd.COMPLETED) {
            LookAheadBiasCheck.check(request, result, cuts, observer).ifPresent(warnings::add);
        }
        return new EvaluatedResult(result.withWarnings(warnings), sample, figures);
    }
}
