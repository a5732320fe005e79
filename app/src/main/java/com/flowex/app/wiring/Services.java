package com.flowex.app.wiring;

import com.flowex.access.Edge;
import com.flowex.access.auth.AccessListener;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.DuplicateDetector;
import com.flowex.access.http.page.EventPages;
import com.flowex.access.http.page.ViewPages;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.server.HttpServer;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.app.demo.DemoLending;
import com.flowex.app.demo.DemoPeople;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.settings.NodeSettings;
import com.flowex.app.settings.ServiceName;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.domain.value.AccountId;
import com.flowex.operations.app.ActiveTenants;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.platform.Platform;
import com.flowex.platform.database.Lease;
import com.flowex.platform.messaging.ChangeDelivery;
import com.flowex.platform.messaging.MessageConsumer;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.operator.LogLevels;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorService;
import com.flowex.platform.projection.TailFactory;
import com.flowex.platform.projection.View;
import com.flowex.platform.projection.status.ExchangeViews;
import com.flowex.platform.projection.tenant.SkippedEvents;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Services of this process, each built by its module; none of them depends on another. They start in this order: each
 * module prepares itself (identity makes sure that no user is missing), the shared readers start, then each module, all
 * in the order of {@link ServiceName}. They end in reverse.
 */
public final class Services implements StartedComponents.Part {

    private final NodeSettings node;
    private final Platform platform;
    private final TenantDirectory tenants;
    private final ProcessReaders readers;
    private final Map<ServiceName, ServiceModule> modules = new EnumMap<>(ServiceName.class);
    private final ProcessViews views;
    private final ExchangeViews ofAll;
    private final ChangeDelivery announcements;
    private final OperatorService operators;
    private final Optional<LogLevels> levels;

    public Services(LauncherSettings settings, Edge edge, OrderEntryService orderEntry, ExchangeLog log) {
        node = settings.node();
        platform = edge.platform();
        tenants = edge.tenants();
        readers = new ProcessReaders(settings, edge, orderEntry, log);
        for (ServiceName service : ServiceName.values()) {
            if (node.has(service)) {
                modules.put(service, module(service));
            }
        }
        List<View<?>> read = new ArrayList<>(readers.views());
        List<MessageConsumer> consumers = new ArrayList<>();
        Map<String, OperatorCommand> commands = new HashMap<>();
        for (ServiceModule module : modules.values()) {
            read.addAll(module.views());
            consumers.addAll(module.consumers());
            commands.putAll(module.commands());
        }
        views = new ProcessViews(read);
        ofAll = new ExchangeViews(platform, views.rebuilt());
        announcements = new ChangeDelivery(
                platform, consumers, (request, outcome) -> OperatorAudit.of(edge.audit(), request, outcome));
        commands.putAll(new ViewCommands(ofAll).commands());
        commands.putAll(new LogCommands(log).commands());
        levels = LogLevels.of(platform);
        levels.ifPresent(each -> commands.putAll(each.commands()));
        operators = new OperatorService(
                platform, commands, (operatorRequest, reply) -> OperatorAudit.of(edge.audit(), operatorRequest, reply));
    }

    private ServiceModule module(ServiceName service) {
        return switch (service) {
            case IDENTITY -> new IdentityModule(readers);
            case TRADING -> new TradingModule(readers);
            case MARKETDATA -> new MarketDataModule(readers);
            case WALLET -> new WalletModule(readers);
            case P2P -> new P2pModule(readers);
            case TENANTS -> new TenantsModule(readers);
            case LISTINGS -> new ListingsModule(readers);
            case RISK -> new RiskModule(readers);
            case STRATEGIES -> new StrategiesModule(readers);
            case OPERATIONS -> new OperationsModule(readers);
            case BINANCE -> new BinanceModule(readers);
        };
    }

    /** @param sequence number of the last event in the log at the start */
    public void start(long sequence) {
        modules.values().forEach(each -> each.prepare(sequence));
        readers.start();
        modules.values().forEach(ServiceModule::start);
    }

    /**
     * Declares the needs of each service, and registers the services' health checks.
     *
     * @param end returns the number of the last event of the log
     */
    public void watch(HealthMonitor monitor, LongSupplier end) {
        Map<String, Set<String>> needs = new HashMap<>();
        node.services().forEach(service -> needs.put(service.label(), parts(service.views())));
        Set<String> all = views.all().stream().map(View::name).collect(Collectors.toSet());
        platform.health().serves(needs, parts(all));
        ViewLagMonitor.start(monitor, views.all(), end, platform.telemetry().registry());
        modules.values().forEach(each -> each.watch(monitor));
        if (node.has(ServiceName.WALLET)) {
            announcements.watch(monitor, new ActiveTenants(tenants)::open);
        }
    }

    private static Set<String> parts(Set<String> views) {
        return views.stream().map(view -> "projection " + view).collect(Collectors.toSet());
    }

    /**
     * Starts the delivery of the outbox: to the consumers of each service where it runs, and to everything else where
     * the wallet runs.
     *
     * @param recovered number of the last event that the log had when the process started
     */
    public void announce(TailFactory tails, long recovered) {
        if (modules.get(ServiceName.WALLET) instanceof WalletModule wallet) {
            announcements.start(tails, recovered);
            wallet.startProofs();
        } else {
            announcements.startConsumers();
        }
        levels.ifPresent(LogLevels::start);
        ofAll.start();
        operators.start();
    }

    /** Continues the set-up of tenants. Must be called after the views show the listed assets. */
    public void startTenants() {
        if (modules.get(ServiceName.TENANTS) instanceof TenantsModule module) {
            module.startTenants();
        }
    }

    /** Orders the tasks of a demo's first start; later starts find them ordered. */
    public void orderDemoTasks() {
        if (modules.get(ServiceName.RISK) instanceof RiskModule risk) {
            demoAccounts().forEach(risk::addExamples);
        }
        if (node.has(ServiceName.OPERATIONS)) {
            DemoTasks.order(readers.tasks());
        }
    }

    /** Returns the API keys by which requests may be signed. */
    public ApiKeys apiKeys() {
        return readers.access().apiKeys();
    }

    /** Returns the listener for observations of callers at the HTTP layer. */
    public AccessListener watch() {
        return readers.access().guard();
    }

    /** Returns the store of nonces of signed requests. */
    public DuplicateDetector nonces() {
        return readers.access().nonces();
    }

    /** Returns the accounts of the demo users; empty where there are none. */
    public List<AccountId> demoAccounts() {
        return modules.get(ServiceName.IDENTITY) instanceof IdentityModule module ? module.demoAccounts() : List.of();
    }

    /** Returns the account of the demo user whose layering surveillance finds; empty where there is none. */
    public Optional<AccountId> demoLayerer() {
        return modules.get(ServiceName.IDENTITY) instanceof IdentityModule module
                ? module.demoLayerer()
                : Optional.empty();
    }

    /** Returns the people who trade with people for the demo; empty where users run elsewhere. */
    public List<DemoPeople.Person> demoPeople() {
        return modules.get(ServiceName.IDENTITY) instanceof IdentityModule module ? module.demoPeople() : List.of();
    }

    /** Returns the life of these people; empty where P2P runs elsewhere. */
    public Optional<DemoPeople> demoMarketOf(List<DemoPeople.Person> people, Lease lease) {
        return modules.get(ServiceName.P2P) instanceof P2pModule module && !people.isEmpty()
                ? Optional.of(module.demo(people, lease))
                : Optional.empty();
    }

    /** Returns the lending of the demo; empty where the wallet runs elsewhere. */
    public Optional<DemoLending> demoLending(List<DemoPeople.Person> people, Lease lease) {
        return modules.get(ServiceName.WALLET) instanceof WalletModule wallet && !people.isEmpty()
                ? Optional.of(new DemoLending(
                        wallet.lending(), readers.orderEntry().listed(), tenants, people, lease, platform.workers()))
                : Optional.empty();
    }

    /** Repays what people of an earlier run's demo owe. */
    public void endDemoLending() {
        if (modules.get(ServiceName.WALLET) instanceof WalletModule wallet) {
            DemoLending.end(wallet.lending(), readers.orderEntry().listed(), this::demoPeople);
        }
    }

    /** Returns the routes of all services of this process, and the pages of operators where tenants are kept. */
    public Routes routes() {
        Routes all = new Routes();
        modules.values().forEach(each -> all.addAll(each.routes()));
        if (node.has(ServiceName.TENANTS)) {
            all.addAll(ViewPages.routes(ofAll, new SkippedEvents(platform.database())))
                    .addAll(EventPages.routes(announcements));
        }
        return all;
    }

    /**
     * Lets links of mails lead to this port, if their address is not set. A process of some services is behind a gateway,
     * whose port it does not know.
     */
    public void listensAt(int port) {
        if (node.runs() == NodeSettings.ProcessRole.ALL) {
            readers.access().listensAt(port);
        }
    }

    /** Adds the WebSockets of all services of this process to the server. */
    public void addSockets(HttpServer.Builder server) {
        modules.values().forEach(each -> each.addSockets(server));
    }

    /** Lets other processes keep the views from now on, so that readers need not wait for the end of this one. */
    public void leave() {
        platform.leases().leave();
    }

    /** Closes the clients' streams with a farewell; must be called before the HTTP server stops. */
    public void closeStreams() {
        modules.values().forEach(ServiceModule::closeStreams);
    }

    public Set<String> binanceMethods() {
        return modules.get(ServiceName.BINANCE) instanceof BinanceModule module ? module.methods() : Set.of();
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
        List.copyOf(modules.values()).reversed().forEach(ServiceModule::close);
        readers.close();
    }
}
