package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.app.wiring.adapter.StrategyTasks;
import com.flowex.strategies.StrategiesService;

/** Strategies: stored here, and their back-tests requested. Tasks run them, where operations run. */
final class StrategiesModule implements ServiceModule {

    private final StrategiesService strategies;

    StrategiesModule(ProcessReaders readers) {
        // The view of trading keeps the list of markets.
        readers.trading();
        this.strategies = new StrategiesService(
                readers.strategies(),
                readers.desk().listed(),
                StrategyTasks.candles(readers.ground()),
                StrategyTasks.sandbox(),
                StrategyTasks.queue(readers.tasks()));
    }

    @Override
    public Routes routes() {
        return strategies.routes();
    }
}
