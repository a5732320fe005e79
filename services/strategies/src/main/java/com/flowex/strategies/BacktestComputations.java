package com.flowex.strategies;

import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.strategies.app.BacktestExecutor;
import com.flowex.strategies.app.BacktestRuns;
import com.flowex.strategies.app.BuiltInStrategies;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.app.StrategyLibrary;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.dataset.DatasetLibrary;
import java.time.InstantSource;

/** Background work of strategies, which tasks run. */
public final class BacktestComputations {

    private final BacktestExecutor executor;

    /**
     * Wires the work.
     *
     * @param directory listed markets
     * @param candles stored candles of these markets
     * @param sandbox place where sources of users are checked and run
     */
    public BacktestComputations(
            StrategiesTables tables,
            StrategiesSettings settings,
            InstrumentDirectory directory,
            CandleHistory candles,
            SourceSandbox sandbox) {
        InstantSource clock = InstantSource.system();
        StrategyLibrary library = new StrategyLibrary(tables.strategies(), sandbox, clock);
        this.executor = new BacktestExecutor(
                tables.backtests(),
                tables.trials(),
                new BacktestRuns(
                        directory,
                        new StrategySources(new BuiltInStrategies(), library, sandbox),
                        candles,
                        new DatasetLibrary(tables.datasets(), clock)),
                settings.history(),
                clock);
    }

    /** Returns the work that runs waiting back-tests. */
    public BacktestExecutor backtests() {
        return executor;
    }
}
