package com.flowex.app.wiring;

import com.flowex.access.Edge;
import com.flowex.access.auth.AccessListener;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.DuplicateDetector;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.page.AuditPages;
import com.flowex.access.http.page.EventPages;
import com.flowex.access.http.page.ViewPages;
import com.flowex.access.http.route.Routes;
import com.flowex.app.demo.DemoMarket;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.settings.GenesisSettings;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.settings.NodeSettings;
import com.flowex.app.settings.ServiceName;
import com.flowex.app.settings.SharedSettings;
import com.flowex.binance.BinanceApi;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.domain.value.AccountId;
import com.flowex.identity.IdentityService;
import com.flowex.identity.app.guard.SecurityCaseCommands;
import com.flowex.identity.store.ExpiredRowCleanup;
import com.flowex.identity.view.AccountsView;
import com.flowex.listings.ListingsService;
import com.flowex.marketdata.MarketDataService;
import com.flowex.marketdata.PriceSource;
import com.flowex.operations.OperationsService;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Leases;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.messaging.ChangeDelivery;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.operator.LogLevels;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorService;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.platform.projection.status.ExchangeViews;
import com.flowex.platform.projection.tenant.SkippedEvents;
import com.flowex.platform.settings.StartupException;
import com.flowex.tenants.TenantsService;
import com.flowex.tenants.app.GenesisPlan;
import com.flowex.tenants.app.listing.AssetMarketListing;
import com.flowex.tenants.app.listing.DirectoryCatalog;
import com.flowex.tenants.app.listing.Listings;
import com.flowex.trading.TradingService;
import com.flowex.wallet.WalletNeighbours;
import com.flowex.wallet.WalletService;
import com.flowex.wallet.WalletSettings;
import com.flowex.wallet.app.convert.OrderExecutions;
import io.helidon.websocket.WsListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Services of this process; none of them depends on another. All of them are wired, since one reads tables that another
 * writes. Only those that the process has are reachable and do background work.
 */
public final class Services implements StartedComponents.Part {

    private final NodeSettings node;
    private final Platform ground;
    private final Leases leases;
    private final View<?> accounts;
    private final IdentityService identity;
    private final TradingService trading;
    private final MarketDataService marketdata;
    private final WalletService wallet;
    private final TenantsService tenants;
    private final GenesisPlan plan;
    private final BinanceApi binance;
    private final ListingsService coins;
    private final OperationsService operations;
    private final RiskTasks risk;
    private final Routes audit;
    private final ProcessViews views;
    private final ExchangeViews ofAll;
    private final Routes viewPages;
    private final ChangeDelivery announcements;
    private final OperatorService operators;
    private final Optional<LogLevels> levels;

    public Services(LauncherSettings settings, Edge edge, OrderEntryService desk, ExchangeLog log) {
        node = settings.node();
        plan = settings.genesis().plan();
        leases = edge.ground().leases();
        TailFactory tails = log::openTail;
        ground = edge.ground();
        Duration wait = settings.desk().readWait();
        List<PriceSource> sources = settings.demoMarket() ? DemoMarket.sources() : List.of();
        accounts = AccountsView.of(ground, tails);
        trading = new TradingService(edge, desk, wait, tails);
        identity = new IdentityService(
                edge,
                settings.identity(),
                desk.path(),
                new AccountFills(trading.accounts(), desk.listed()),
                PersonalDataTasks.neighbours(
                        ground, desk, (tenant, due, by) -> operations().askOwnData(tenant, due, by)));
        marketdata = new MarketDataService(edge, wait, tails, sources);
        wallet = new WalletService(
                ground,
                desk,
                tails,
                new WalletNeighbours(
                        seeds -> SharedSettings.signs(node)
                                ? CustodyConnectionsFactory.open(ground, settings.custody(), seeds)
                                : CustodyConnectionsFactory.none(),
                        WalletUserServices.of(identity),
                        edge.tenants(),
                        (account, order, sequence) -> trading.traded(account, order, sequence)
                                .map(sums -> new OrderExecutions.Execution(
                                        sums.quantityUnits(), sums.quoteUnits(), sums.feeUnits()))),
                new WalletSettings(wait, settings.withdrawals(), settings.convert(), settings.solvency()));
        Listings listings = new Listings(
                desk.path(),
                new DirectoryCatalog(desk.listed(), trading.tables().progress()),
                wait);
        tenants = new TenantsService(edge, desk, wait, listings, identity.members(), TenantExportTables.all());
        binance = new BinanceApi(edge, desk, trading, marketdata, wallet, identity.apiKeys());
        coins = new ListingsService(
                edge, settings.coins(), new CoinMarkets(new AssetMarketListing(listings, edge.tenants())));
        risk = RiskTasks.of(edge, settings.risk(), desk, coins, identity, this::operations, tails, trading.tables());
        operations = new OperationsService(
                edge,
                settings.operations(),
                new ExpiredRowCleanup(ground.database())::forget,
                trading::day,
                new PersonalDataTasks(identity),
                Stream.concat(ListingTasks.kinds(coins.pull(), coins.history()).stream(), risk.kinds().stream())
                        .toList());
        audit = AuditPages.routes(ground);
        views = new ProcessViews(read());
        ofAll = new ExchangeViews(ground, views.rebuilt());
        viewPages = ViewPages.routes(ofAll, new SkippedEvents(ground.database()));
        announcements = new ChangeDelivery(
                ground,
                OutboxConsumers.of(node, identity, wallet),
                (wish, outcome) -> OperatorAudit.of(edge.audit(), wish, outcome));
        Map<String, OperatorCommand> commands =
                node.has(ServiceName.WALLET) ? new HashMap<>(wallet.commands()) : new HashMap<>();
        commands.putAll(new ViewCommands(ofAll).commands());
        commands.putAll(new LogCommands(log).commands());
        if (node.has(ServiceName.IDENTITY)) {
            commands.putAll(new SecurityCaseCommands(identity.guard()).commands());
        }
        levels = LogLevels.of(ground);
        levels.ifPresent(each -> commands.putAll(each.commands()));
        operators = new OperatorService(ground, commands, (ask, reply) -> OperatorAudit.of(edge.audit(), ask, reply));
    }

    /** Returns the views that the services of this process read. */
    private List<View<?>> read() {
        List<View<?>> read = new ArrayList<>();
        if (hasAny(ServiceName.TRADING, ServiceName.WALLET, ServiceName.TENANTS)
                || hasAny(ServiceName.BINANCE, ServiceName.OPERATIONS, ServiceName.RISK, ServiceName.LISTINGS)) {
            read.add(trading.tables());
        }
        if (hasAny(ServiceName.MARKETDATA, ServiceName.BINANCE)) {
            read.add(marketdata.tables());
        }
        if (hasAny(ServiceName.WALLET, ServiceName.BINANCE)) {
            read.add(wallet.tables());
        }
        if (node.has(ServiceName.IDENTITY)) {
            read.add(accounts);
        }
        Stream.of(trading.tables(), marketdata.tables(), wallet.tables(), accounts)
                .filter(view -> !read.contains(view))
                .forEach(View::close); // its progress is not needed
        return read;
    }

    private OperationsService operations() {
        return operations;
    }

    private boolean hasAny(ServiceName... some) {
        return Arrays.stream(some).anyMatch(node::has);
    }

    /** @param sequence number of the last event in the log at the start */
    public void start(long sequence) {
        if (node.has(ServiceName.IDENTITY)) {
            AccountsView.start(accounts, sequence);
            identity.requireAccounts();
            leases.whileOthersWait(() -> {
                identity.start();
                return identity;
            });
        } else {
            identity.follow();
        }
        if (views.all().contains(trading.tables())) {
            trading.start();
        }
        if (node.has(ServiceName.TRADING)) {
            identity.tellBrowsers();
        }
        if (views.all().contains(marketdata.tables())) {
            marketdata.start();
        }
        if (node.has(ServiceName.WALLET)) {
            wallet.start();
        } else if (node.has(ServiceName.BINANCE)) {
            wallet.follow();
        }
        if (node.has(ServiceName.BINANCE)) {
            binance.start();
        }
        if (hasAny(ServiceName.RISK, ServiceName.OPERATIONS)) {
            risk.start();
        }
        ListingTasks.start(coins, node);
        if (node.has(ServiceName.OPERATIONS)) {
            operations.start();
        } else if (hasAny(ServiceName.IDENTITY, ServiceName.RISK)) {
            operations.follow();
        }
    }

    /**
     * Declares the needs of each service, and registers the services' health checks.
     *
     * @param end returns the number of the last event of the log
     */
    public void watch(HealthMonitor lookout, LongSupplier end) {
        Map<String, Set<String>> needs = new HashMap<>();
        node.services().forEach(service -> needs.put(service.label(), parts(service.views())));
        Set<String> all = views.all().stream().map(View::name).collect(Collectors.toSet());
        ground.health().serves(needs, parts(all));
        ViewLagMonitor.start(lookout, views.all(), end, ground.telemetry().registry());
        watch(lookout, ServiceName.IDENTITY, identity::watch);
        watch(lookout, ServiceName.MARKETDATA, marketdata::watch);
        watch(lookout, ServiceName.LISTINGS, coins::watch);
        watch(lookout, ServiceName.WALLET, wallet::watch);
        watch(lookout, ServiceName.WALLET, each -> announcements.watch(each, wallet::activeTenants));
    }

    private void watch(HealthMonitor lookout, ServiceName service, Consumer<HealthMonitor> parts) {
        if (node.has(service)) {
            parts.accept(lookout);
        }
    }

    private static Set<String> parts(Set<String> views) {
        return views.stream().map(view -> "projection " + view).collect(Collectors.toSet());
    }

    /** @param recovered number of the last event that the log had when the process started */
    public void announce(TailFactory tails, long recovered) {
        if (node.has(ServiceName.WALLET)) {
            announcements.start(tails, recovered);
        }
        levels.ifPresent(LogLevels::start);
        ofAll.start();
        operators.start();
    }

    /** Continues the set-up of tenants. Must be called after the views show the listed assets. */
    public void startTenants() {
        if (node.has(ServiceName.TENANTS)) {
            try {
                tenants.start(plan);
            } catch (Refusal wrong) {
                throw new StartupException("FLOWEX_GENESIS: " + GenesisSettings.said(wrong), wrong);
            }
        }
    }

    /** Returns the API keys by which requests may be signed. */
    public ApiKeys apiKeys() {
        return identity.apiKeys();
    }

    /** Returns the listener for observations of callers at the HTTP layer. */
    public AccessListener watch() {
        return identity.guard();
    }

    /** Returns the store of nonces of signed requests. */
    public DuplicateDetector nonces() {
        return identity.nonces();
    }

    /** Returns the accounts of the demo users; empty where there are none. */
    public List<AccountId> demoAccounts() {
        return identity.demoAccounts();
    }

    public Routes routes() {
        Routes all = new Routes();
        for (ServiceName service : ServiceName.values()) {
            if (node.has(service)) {
                all.addAll(routes(service));
            }
        }
        return all;
    }

    private Routes routes(ServiceName service) {
        return switch (service) {
            case IDENTITY -> identity.routes();
            case TRADING ->
                ViewPages.guarded(trading.tables(), tenants.listingRoutes().addAll(trading.routes()));
            case MARKETDATA -> ViewPages.guarded(marketdata.tables(), marketdata.routes());
            case WALLET -> ViewPages.guarded(wallet.tables(), wallet.routes());
            case TENANTS ->
                new Routes()
                        .addAll(tenants.routes())
                        .addAll(audit)
                        .addAll(viewPages)
                        .addAll(EventPages.routes(announcements));
            case BINANCE -> binance.routes();
            case LISTINGS -> coins.routes();
            case OPERATIONS -> operations.routes();
            case RISK -> risk.routes();
        };
    }

    /** Lets other processes keep the views from now on, so that readers need not wait for the end of this one. */
    public void leave() {
        leases.leave();
    }

    /** Closes the clients' streams with a farewell; must be called before the HTTP server stops. */
    public void closeStreams() {
        marketdata.closeStream();
        trading.closeStream();
        binance.closeStreams();
    }

    public WsListener marketDataListener(SocketClient guest) {
        return marketdata.listener(guest);
    }

    public Set<String> binanceMethods() {
        return binance.methods();
    }

    public WsListener binanceApiListener(SocketClient guest) {
        return binance.apiListener(guest);
    }

    public WsListener accountListener(SocketClient guest) {
        return trading.listener(guest);
    }

    public WsListener binanceListener(SocketClient guest) {
        return binance.streamListener(guest);
    }

    public ProcessViews views() {
        return views;
    }

    @Override
    public void close() {
        operators.close();
        levels.ifPresent(LogLevels::close);
        ofAll.close();
        announcements.close();
        operations.close();
        coins.close();
        binance.close();
        tenants.close();
        wallet.close();
        marketdata.close();
        trading.close();
        identity.close();
        accounts.close();
    }
}
