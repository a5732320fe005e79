package com.flowex.strategies;

import com.flowex.access.http.route.Routes;
import com.flowex.strategies.api.BacktestRoutes;
import com.flowex.strategies.api.DatasetRoutes;
import com.flowex.strategies.api.RunRoutes;
import com.flowex.strategies.api.StrategyRoutes;
import com.flowex.strategies.app.BacktestAdmission;
import com.flowex.strategies.app.BacktestTaskQueue;
import com.flowex.strategies.app.BuiltInStrategies;
import com.flowex.strategies.app.SourceSandbox;
import com.flowex.strategies.app.StrategyLibrary;
import com.flowex.strategies.app.StrategySources;
import com.flowex.strategies.app.dataset.DatasetLibrary;
import com.flowex.strategies.app.run.RunAdmission;
import com.flowex.strategies.app.run.RunDependencies;
import com.flowex.strategies.app.run.RunDivergence;
import com.flowex.strategies.app.run.RunRunner;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Supplier;

/** Wiring of strategies: the routes that store them, request back-tests and start runs, and the worker of runs. */
public final class StrategiesService implements AutoCloseable {

    private final Routes routes;
    private final RunRunner runner;

    /**
     * Owners of runs.
     *
     * @param confirmation second factor of an owner
     * @param tenants numbers of the tenants that are open
     */
    public record Owners(RunRoutes.OwnerConfirmation confirmation, Supplier<Collection<Integer>> tenants) {}

    /**
     * Wires the service.
     *
     * @param exchange parts of the exchange that runs and back-tests need
     * @param sandbox place where sources of users are checked and run
     * @param tasks queue of the tasks that run back-tests
     */
    public StrategiesService(
            StrategiesTables tables,
            StrategiesSettings settings,
            RunDependencies exchange,
            Owners owners,
            SourceSandbox sandbox,
            BacktestTaskQueue tasks) {
        InstantSource clock = InstantSource.system();
        BuiltInStrategies builtIn = new BuiltInStrategies();
        StrategyLibrary library = new StrategyLibrary(tables.strategies(), sandbox, clock);
        StrategySources sources = new StrategySources(builtIn, library, sandbox);
        DatasetLibrary datasets = new DatasetLibrary(tables.datasets(), clock);
        BacktestAdmission admission = new BacktestAdmission(
                new BacktestAdmission.Data(
                        exchange.directory(), exchange.market().candles(), datasets),
                sources,
                tables.backtests(),
                tasks,
                clock);
        RunRunner.Tables runs = tables.runs();
        this.runner = new RunRunner(runs, exchange, sources, owners.tenants(), settings.history(), tables.workers());
        RunRoutes.Parts parts = new RunRoutes.Parts(
                new RunAdmission(exchange, sources, runs.runs(), clock),
                new RunDivergence(exchange, runs.records(), sources),
                runs.runs(),
                runs.records());
        this.routes = new Routes()
                .addAll(new StrategyRoutes(builtIn, library, tables.strategies()).routes())
                .addAll(new DatasetRoutes(datasets, tables.datasets()).routes())
                .addAll(new BacktestRoutes(admission, tables.backtests(), clock).routes())
                .addAll(new RunRoutes(parts, owners.confirmation()).routes());
    }

    public Routes routes() {
        return routes;
    }

    /** Starts the worker of runs. */
    public void start() {
        runner.start();
    }

    /** Ends the worker of runs; other processes take its runs. */
    @Override
    public void close() {
        runner.close();
    }
}
