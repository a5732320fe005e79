package com.flowex.strategies;

import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.strategies.api.BacktestRoutes;
import com.flowex.strategies.api.StrategyRoutes;
import com.flowex.strategies.app.BacktestAdmission;
import com.flowex.strategies.app.BacktestTaskQueue;
import com.flowex.strategies.app.BuiltInStrategies;
import com.flowex.strategies.app.CandleHistory;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.app.StrategyLibrary;
import com.flowex.strategies.app.StrategySources;
import java.time.InstantSource;

/** Wiring of strategies: the routes that store them and request back-tests. */
public final class StrategiesService {

    private final Routes routes;

    /**
     * Wires the service.
     *
     * @param directory listed markets
     * @param candles stored candles of these markets
     * @param sandbox place where sources of users are checked and run
     * @param tasks queue of the tasks that run back-tests
     */
    public StrategiesService(
            StrategiesTables tables,
            InstrumentDirectory directory,
            CandleHistory candles,
            SourceSandbox sandbox,
            BacktestTaskQueue tasks) {
        InstantSource clock = InstantSource.system();
        BuiltInStrategies builtIn = new BuiltInStrategies();
        StrategyLibrary library = new StrategyLibrary(tables.strategies(), sandbox, clock);
        BacktestAdmission admission = new BacktestAdmission(
                directory, new StrategySources(builtIn, library, sandbox), candles, tables.backtests(), tasks, clock);
        this.routes = new Routes()
                .addAll(new StrategyRoutes(builtIn, library, tables.strategies()).routes())
                .addAll(new BacktestRoutes(admission, tables.backtests(), clock).routes());
    }

    public Routes routes() {
        return routes;
    }
}
