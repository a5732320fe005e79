package com.flowex.backtest;

import com.flowex.backtest.check.LookAheadBiasCheck;
import com.flowex.backtest.check.ResultChecks;
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
        BacktestResult result = new RunLoop(request, observer).run();
        return result.withWarnings(ResultChecks.warnings(request, result));
    }

    /**
     * Runs a strategy and repeats the run on data that ends earlier, to find a strategy that knows the future.
     *
     * @param cuts number of repetitions; a run that did not complete is not repeated
     */
    public static BacktestResult runChecked(BacktestRequest request, int cuts, RunObserver observer) {
        BacktestResult result = run(request, observer);
        if (result.end() != RunEnd.COMPLETED) {
            return result;
        }
        List<RunWarning> warnings = new ArrayList<>(result.warnings());
        LookAheadBiasCheck.check(request, result, cuts, observer).ifPresent(warnings::add);
        return result.withWarnings(warnings);
    }
}
