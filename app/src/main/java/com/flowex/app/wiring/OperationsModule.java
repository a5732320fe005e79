package com.flowex.app.wiring;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.wiring.adapter.ListingTasks;
import com.flowex.app.wiring.adapter.PersonalDataTasks;
import com.flowex.app.wiring.adapter.PriceAlertWorker;
import com.flowex.app.wiring.adapter.RiskTasks;
import com.flowex.app.wiring.adapter.StrategyTasks;
import com.flowex.app.wiring.adapter.SurveillanceTasks;
import com.flowex.identity.store.ExpiredRowCleanup;
import com.flowex.operations.OperationsService;
import com.flowex.operations.app.ActiveTenants;
import com.flowex.operations.app.PersonalDataTask;
import com.flowex.operations.app.TaskKind;
import com.flowex.risk.SurveillanceComputations;
import com.flowex.strategies.BacktestComputations;
import java.util.List;
import java.util.stream.Stream;

/** Operations: the queue of background tasks, which other services order and describe. */
final class OperationsModule implements ServiceModule {

    private final OperationsService operations;
    private final PriceAlertWorker priceAlerts;

    OperationsModule(ProcessReaders readers) {
        RiskTasks risk = risk(readers);
        this.priceAlerts = new PriceAlertWorker(
                risk.prices(readers.platform(), readers.orderEntry().listed()),
                new ActiveTenants(readers.edge().tenants()),
                readers.tasks(),
                readers.platform().workers());
        this.operations = new OperationsService(
                readers.edge(),
                readers.settings().operations(),
                readers.tasks(),
                new ExpiredRowCleanup(readers.platform().database())::forget,
                readers.trading()::day,
                kinds(readers, risk));
    }

    private static RiskTasks risk(ProcessReaders readers) {
        return RiskTasks.of(
                readers.platform(),
                readers.risk(),
                readers.settings().risk(),
                readers.orderEntry().listed(),
                readers.coins(),
                RiskTasks.channels(readers.access(), readers.pushes().notes()));
    }

    /** Returns the kinds of tasks of other services. */
    private static List<TaskKind> kinds(ProcessReaders readers, RiskTasks risk) {
        Edge edge = readers.edge();
        LauncherSettings settings = readers.settings();
        SurveillanceComputations cases = new SurveillanceComputations(
                edge,
                settings.risk(),
                SurveillanceTasks.log(readers.tails(), readers.trading(), readers.tasks(), readers.access()),
                SurveillanceTasks.people(readers.access(), readers.p2p().restrictions()));
        BacktestComputations backtests = new BacktestComputations(
                readers.strategies(),
                settings.strategies(),
                readers.orderEntry().listed(),
                StrategyTasks.candles(readers.platform()),
                StrategyTasks.sandbox());
        TaskKind ownData = new PersonalDataTask(new PersonalDataTasks(readers.people())).kind();
        return Stream.of(
                        ListingTasks.kinds(readers.coins()),
                        risk.kinds(),
                        SurveillanceTasks.kinds(cases),
                        StrategyTasks.kinds(backtests),
                        List.of(ownData))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Routes routes() {
        return operations.routes();
    }

    @Override
    public void start() {
        operations.start();
        priceAlerts.start();
    }

    @Override
    public void close() {
        priceAlerts.close();
        operations.close();
    }
}
