package com.flowex.wallet;

import com.flowex.access.http.route.Routes;
import com.flowex.orderentry.LedgerTransfers;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.Platform;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.wallet.api.margin.IsolatedRoutes;
import com.flowex.wallet.api.margin.MarginOperatorRoutes;
import com.flowex.wallet.api.margin.MarginRatesRoutes;
import com.flowex.wallet.api.margin.MarginRoutes;
import com.flowex.wallet.api.margin.MarginTransferRoutes;
import com.flowex.wallet.api.margin.OwnMarketRoutes;
import com.flowex.wallet.app.margin.IndexStates;
import com.flowex.wallet.app.margin.MarginMonitor;
import com.flowex.wallet.app.margin.MarginNotices;
import com.flowex.wallet.app.margin.MarginTransfers;
import com.flowex.wallet.app.margin.OwnMarketQuotes;
import java.time.InstantSource;
import java.util.Collection;
import java.util.function.Supplier;

/** Wiring of cross margin: its routes, its health check, notices of margin calls, and quotes of own markets. */
final class MarginService implements AutoCloseable {

    private final Platform platform;
    private final OrderEntryService orderEntry;
    private final WalletDependencies dependencies;
    private final MarginFacade margin;
    private final MarginNotices notices;
    final OwnMarketQuotes ownMarkets;

    /** @param clock clock whose time is close to the log's */
    MarginService(Platform platform, OrderEntryService orderEntry, WalletReader reader, InstantSource clock) {
        this.platform = platform;
        this.orderEntry = orderEntry;
        this.dependencies = reader.dependencies();
        this.margin = reader.margin(orderEntry, clock);
        this.notices = new MarginNotices(platform, clock);
        this.ownMarkets = new OwnMarketQuotes(
                platform,
                margin.settings(),
                margin.accounts().queries(),
                margin.accounts().indexes(),
                new OwnMarketQuotes.Trades(orderEntry.listed(), dependencies.markets(), clock));
    }

    /** Starts to notify users of margin calls, and to quote own markets. The view must be started before. */
    void start(Supplier<? extends Collection<Integer>> tenants) {
        notices.start(tenants);
        ownMarkets.start(tenants);
    }

    /** Registers the health check. */
    void watch(HealthMonitor monitor, Supplier<Collection<Integer>> tenants) {
        new MarginMonitor(
                        platform, margin.accounts().queries(), margin.accounts().indexes(), tenants)
                .start(monitor);
    }

    Routes routes() {
        InstrumentDirectory directory = margin.accounts().directory();
        IndexStates indexes = margin.accounts().indexes();
        MarginRoutes customers = new MarginRoutes(margin.accounts(), margin.loans(), margin.events(), margin.view());
        MarginOperatorRoutes operators = new MarginOperatorRoutes(
                customers,
                margin.settings(),
                margin.events(),
                new MarginOperatorRoutes.Names(margin.accounts(), margin.view()));
        MarginRatesRoutes rates = new MarginRatesRoutes(margin.accounts(), margin.settings(), margin.view());
        MarginTransfers transfers = new MarginTransfers(
                platform.database(),
                new LedgerTransfers(orderEntry),
                dependencies.people().withdrawalBlock(),
                InstantSource.system());
        return new Routes()
                .addAll(customers.routes())
                .addAll(new IsolatedRoutes(margin.accounts(), margin.isolated(), margin.view()).routes())
                .addAll(operators.routes())
                .addAll(rates.routes())
                .addAll(new OwnMarketRoutes(ownMarkets, indexes, directory).routes())
                .addAll(new MarginTransferRoutes(transfers, directory, InstantSource.system()).routes());
    }

    @Override
    public void close() {
        ownMarkets.close();
        notices.close();
    }
}
