package com.flowex.app.wiring;

import com.flowex.access.http.route.Routes;
import com.flowex.app.wiring.adapter.RunBooks;
import com.flowex.app.wiring.adapter.RunClock;
import com.flowex.app.wiring.adapter.RunEvents;
import com.flowex.app.wiring.adapter.StrategyTasks;
import com.flowex.identity.IdentityAccess;
import com.flowex.identity.store.notification.NotificationEvent;
import com.flowex.identity.store.user.AccountsTable;
import com.flowex.operations.app.ActiveTenants;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.database.Database;
import com.flowex.strategies.StrategiesService;
import com.flowex.strategies.app.run.RunDependencies;

/** Strategies: stored, their back-tests requested, and run. Tasks run back-tests, where operations run. */
final class StrategiesModule implements ServiceModule {

    private final StrategiesService strategies;

    StrategiesModule(ProcessReaders readers) {
        // The view of trading keeps the list of markets.
        readers.trading();
        this.strategies = new StrategiesService(
                readers.strategies(),
                readers.settings().strategies(),
                dependencies(readers),
                owners(readers),
                StrategyTasks.sandbox(),
                StrategyTasks.queue(readers.tasks()));
    }

    private static RunDependencies dependencies(ProcessReaders readers) {
        OrderEntryService orderEntry = readers.orderEntry();
        Database database = readers.platform().database();
        IdentityAccess access = readers.access();
        RunClock clock = new RunClock(orderEntry, database);
        return new RunDependencies(
                orderEntry,
                orderEntry.listed(),
                new RunDependencies.MarketData(
                        StrategyTasks.candles(readers.platform()),
                        clock,
                        new RunBooks(readers.marketdata().reads(), clock)),
                new RunEvents(database, orderEntry.listed()),
                (owner, subject, text) ->
                        access.accountLetters().write(owner, NotificationEvent.STRATEGY_RUN, subject, text),
                owner -> access.accounts()
                        .holder(owner)
                        .filter(AccountsTable.Holder::isActive)
                        .isPresent());
    }

    private static StrategiesService.Owners owners(ProcessReaders readers) {
        IdentityAccess access = readers.access();
        return new StrategiesService.Owners(
                (caller, code) -> access.confirm(caller.tenant(), caller.userId(), code),
                () -> new ActiveTenants(readers.edge().tenants()).open());
    }

    @Override
    public Routes routes() {
        return strategies.routes();
    }

    @Override
    public void start() {
        strategies.start();
    }

    @Override
    public void close() {
        strategies.close();
    }
}
