package com.flowex.wallet;

import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.read.ConsistentView;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.RowSource;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.wallet.api.margin.MarginOperatorRoutes;
import com.flowex.wallet.api.margin.MarginRoutes;
import com.flowex.wallet.api.margin.MarginTransferRoutes;
import com.flowex.wallet.api.margin.OwnMarketRoutes;
import com.flowex.wallet.app.margin.IndexStates;
import com.flowex.wallet.app.margin.Loans;
import com.flowex.wallet.app.margin.MarginAccounts;
import com.flowex.wallet.app.margin.MarginMonitor;
import com.flowex.wallet.app.margin.MarginNotices;
import com.flowex.wallet.app.margin.MarginSettings;
import com.flowex.wallet.app.margin.MarginTransfers;
import com.flowex.wallet.app.margin.OwnMarketQuotes;
import com.flowex.wallet.store.margin.MarginHistory;
import com.flowex.wallet.store.margin.MarginQueries;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Supplier;

/** Wiring of cross margin: its routes, its health check, notices of margin calls, and quotes of own markets. */
final class MarginService implements AutoCloseable {

    private final Platform platform;
    private final OrderEntryService orderEntry;
    private final WalletDependencies dependencies;
    private final InstrumentDirectory directory;
    private final ConsistentView view;
    private final MarginQueries queries;
    private final IndexStates indexes;
    private final MarginSettings settings;
    private final MarginNotices notices;
    final OwnMarketQuotes ownMarkets;

    /** @param clock clock whose time is close to the log's */
    MarginService(Platform platform, OrderEntryService orderEntry, WalletReader reader, InstantSource clock) {
        Database database = platform.database();
        this.platform = platform;
        this.orderEntry = orderEntry;
        this.dependencies = reader.dependencies();
        this.directory = reader.chains().directory();
        this.view = reader.view();
        this.queries = new MarginQueries(database);
        this.indexes = new IndexStates(database, clock);
        this.settings = new MarginSettings(database, orderEntry, queries, view);
        this.notices = new MarginNotices(platform, clock);
        this.ownMarkets = new OwnMarketQuotes(
                platform,
                settings,
                queries,
                indexes,
                new OwnMarketQuotes.Trades(orderEntry.listed(), dependencies.markets(), clock));
    }

    /** Starts to notify users of margin calls, and to quote own markets. The view must be started before. */
    void start(Supplier<? extends Collection<Integer>> tenants) {
        notices.start(tenants);
        ownMarkets.start(tenants);
    }

    /** Registers the health check. */
    void watch(HealthMonitor monitor, Supplier<Collection<Integer>> tenants) {
        new MarginMonitor(platform, queries, indexes, tenants).start(monitor);
    }

    /** @param past source of rows of the past */
    Routes routes(RowSource past) {
        Database database = platform.database();
        MarginHistory history = new MarginHistory(past);
        MarginRoutes customers = new MarginRoutes(
                new MarginAccounts(queries, indexes, directory, dependencies.tenants()),
                new Loans(database, orderEntry, queries, view),
                history,
                view);
        MarginOperatorRoutes operators = new MarginOperatorRoutes(
                customers, settings, queries, indexes, history, new MarginOperatorRoutes.Names(directory, view));
        MarginTransfers transfers = new MarginTransfers(
                database,
                new LedgerTransfers(orderEntry),
                dependencies.people().withdrawalBlock(),
                InstantSource.system());
        return new Routes()
                .addAll(customers.routes())
                .addAll(operators.routes())
                .addAll(new OwnMarketRoutes(ownMarkets, indexes, directory).routes())
                .addAll(new MarginTransferRoutes(transfers, directory, InstantSource.system()).routes());
    }

    @Override
    public void close() {
        ownMarkets.close();
        notices.close();
    }
}
