package com.flowex.app.process;

import com.flowex.access.Edge;
import com.flowex.access.EdgeSettings;
import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.http.page.ApiDocs;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.server.HttpServer;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.app.backup.BackupSchedule;
import com.flowex.app.demo.DemoLending;
import com.flowex.app.demo.DemoMarket;
import com.flowex.app.demo.DemoPeople;
import com.flowex.app.lifecycle.LogOpener;
import com.flowex.app.lifecycle.RunningProcess;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.node.ClusterLogSource;
import com.flowex.app.node.ProcessMonitor;
import com.flowex.app.settings.GenesisSettings;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.app.settings.NodeSettings;
import com.flowex.app.wiring.Services;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.orderentry.queue.FairQueue;
import com.flowex.orderentry.queue.LoadShedder;
import com.flowex.platform.Platform;
import com.flowex.platform.Settings;
import com.flowex.platform.database.Lease;
import com.flowex.platform.health.Health;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.projection.LogIdentity;
import com.flowex.platform.settings.StartupException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wiring of one process: starts every component in the order of their dependencies. */
public final class FlowEx implements RunningProcess {

    private static final Logger LOG = LoggerFactory.getLogger(FlowEx.class);

    /**
     * Longest wait for a running backup at a stop. A backup that is cut off does not exist; the next start takes it.
     */
    private static final Duration BACKUP_ENDS_MAX = Duration.ofSeconds(5);

    /** Attempts to ask the log for its position; each waits as long as an order does. */
    private static final int TRIES_MAX = 20;

    private final ExchangeLog log;
    private final Services services;
    private final HttpServer http;
    private final Health health;

    private FlowEx(ExchangeLog log, Services services, HttpServer http, Health health) {
        this.health = health;
        this.log = log;
        this.services = services;
        this.http = http;
    }

    /**
     * Starts everything and returns when it serves and its views show every event of the log.
     *
     * @param parts takes each component as it is started; the caller has to close it, also after an exception
     * @throws com.flowex.platform.settings.StartupException if it cannot start
     * @throws com.flowex.cluster.stop.NodeRefusedException if the log's directory or disk is not fit
     */
    public static FlowEx start(LauncherSettings configuration, StartedComponents parts) {
        return start(configuration, parts, LogOpener.DURABLE);
    }

    static FlowEx start(LauncherSettings configuration, StartedComponents parts, LogOpener opener) {
        Settings settings = configuration.base();
        Ports.check(configuration);
        AccessTokens tokens =
                Edge.tokens(settings.dataDirectory(), configuration.edge().tokens());

        // The log and the database each take a moment to start, so they start concurrently.
        CompletableFuture<LogOpener.Opened> starting = inBackground(configuration, parts, opener);
        NodeSettings node = configuration.node();
        Platform platform = node.isRemote()
                ? Platform.open(settings, node.leases(), ProcessMonitor.nameOf(node))
                : Platform.open(settings);
        parts.add(platform::close);
        requireAlone(node, platform);
        Edge edge = Edge.open(platform, configuration.edge(), configuration.audit(), tokens);
        parts.add(edge::close);
        LogOpener.Opened opened = started(starting);
        ExchangeLog log = opened.log();

        try {
            return over(opened, edge, configuration, parts);
        } catch (RuntimeException e) {
            throw cause(log, e);
        }
    }

    /** Returns the reason why the log stopped, of which a failed start is only the effect; otherwise the failure. */
    private static RuntimeException cause(ExchangeLog log, RuntimeException failure) {
        String why = log.stopped().getNow("");
        return why.isEmpty() || failure instanceof NodeRefusedException ? failure : new StartupException(why, failure);
    }

    /** Starts everything that is over the log. */
    private static FlowEx over(
            LogOpener.Opened opened, Edge edge, LauncherSettings configuration, StartedComponents parts) {
        ExchangeLog log = opened.log();
        Platform platform = edge.platform();
        NodeSettings node = configuration.node();
        LoadShedder shedder = LoadShedder.ofThisProcess();
        CommandSubmitter exchange = new CommandSubmitter(
                opened.client(),
                FairQueue.of(configuration.orderEntry().turns()),
                shedder,
                platform.telemetry().registry());
        platform.health().register("log", () -> log.impairment()
                .<Health.State>map(Health.State.Degraded::new)
                .orElse(Health.UP));
        ProcessMonitor watch = ProcessMonitor.start(node, log, shedder, platform);
        parts.add(watch);
        OrderEntryService orderEntry = new OrderEntryService(
                exchange,
                new InstrumentDirectory(),
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), edge.tenants()::preventionOf));
        Genesis genesis = new Genesis(orderEntry);
        long recovered =
                platform.leases().whileOthersWait(() -> begin(opened, platform, genesis, configuration.genesis()));

        Services services = new Services(configuration, edge, orderEntry, log);
        parts.add(services);
        services.start(genesis.lastSequence());
        if (configuration.genesis().builtIn()) {
            services.demoAccounts().forEach(genesis::fundDemoUser);
        }
        Optional<AccountId> layerer = configuration.demoMarket() ? services.demoLayerer() : Optional.empty();
        List<DemoPeople.Person> people = configuration.demoMarket() ? services.demoPeople() : List.of();
        if (configuration.demoMarket()) {
            people.forEach(person -> genesis.fundDemoUser(person.account()));
            DemoMarket.fundings().forEach(genesis::fund);
            DemoLending.fundings().forEach(genesis::fund);
            layerer.ifPresent(genesis::fundDemoUser);
        }
        services.views().await(genesis.lastSequence(), node.leases());
        services.startTenants();
        services.announce(log::openTail, recovered);

        Lease trading = platform.leases().of("trading"); // held by one process at a time, maybe another one later
        if (configuration.demoMarket()) {
            services.demoLending(people, trading).ifPresent(lending -> {
                parts.add(lending::close);
                lending.start(); // before the health check of index prices
            });
        }
        services.watch(watch.monitor(), watch::sequence);

        HttpServer http = serve(configuration, edge, services, exchange, watch.monitor());
        parts.add(http::close);
        services.listensAt(http.port());
        parts.add(services::closeStreams);
        if (configuration.demoMarket()) {
            DemoMarket demo =
                    new DemoMarket(orderEntry, configuration.demoSpeed(), layerer, trading, platform.workers());
            parts.add(demo::close);
            demo.start();
            services.demoMarketOf(people, trading).ifPresent(life -> {
                parts.add(life::close);
                life.start();
            });
            services.orderDemoTasks();
        } else if (trading.isOurs()) {
            // Orders from an earlier run's demo would stay in the books for ever.
            DemoMarket.clear(orderEntry);
            services.endDemoLending();
        }
        BackupSchedule.start(
                        ClusterLogSource.exchange(configuration),
                        configuration.backup(),
                        platform.leases().of("backup"),
                        platform.workers())
                .ifPresent(backup -> parts.add(() -> backup.cut(BACKUP_ENDS_MAX)));
        return new FlowEx(log, services, http, platform.health());
    }

    /**
     * Requires Redis for a second process. Without it each process counts for itself, so two would permit twice the
     * limits, and accept the same signed request once each.
     */
    private static void requireAlone(NodeSettings node, Platform platform) {
        boolean hasAll = node.leases().stream()
                .allMatch(name -> platform.leases().of(name).isOurs());
        if (!hasAll && platform.redis().isEmpty()) {
            throw new StartupException(
                    "another process runs every service on this database and these nodes: two such processes need"
                            + " FLOWEX_REDIS_URL for common rate limits; set it, or stop the other one");
        }
    }

    /**
     * Writes the initial assets, markets and accounts to the log.
     *
     * @return number of the last event before that, 0 if there was none
     */
    private static long begin(LogOpener.Opened opened, Platform platform, Genesis genesis, GenesisSettings settings) {
        ExchangeLog log = opened.log();
        Path data = platform.settings().dataDirectory();
        AtomicLong recovered = new AtomicLong();
        // Before anything is written: a log and a database that do not fit stay as they are.
        LogIdentity.require(
                platform.database(), log::openTail, data, () -> recovered.updateAndGet(_ -> recovered(opened)));
        followRules(log, recovered.get(), genesis);
        if (settings.builtIn()) {
            genesis.listBuiltIn();
        }
        genesis.openOwnAccounts();
        if (recovered.get() == 0) {
            LogIdentity.require(platform.database(), log::openTail, data, genesis::lastSequence);
        }
        return recovered.get();
    }

    /** Asks the log for its last event: with a cluster, others may have continued it since this process opened it. */
    private static long recovered(LogOpener.Opened opened) {
        if (opened.log().member().isPresent()) {
            return opened.log().recoveredSequence();
        }
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (opened.client().submit(AdvanceTime.ADVANCE_TIME).join() instanceof Outcome.Accepted answer) {
                return answer.lastSequence();
            }
        }
        throw new StartupException("the cluster does not report the position of its log: ./flowex cluster status");
    }

    /** Starts a new log with the newest rules; an existing one keeps its own until the operator adopts newer ones. */
    private static void followRules(ExchangeLog log, long recovered, Genesis genesis) {
        if (recovered == 0) {
            genesis.beginByNewestRules();
        } else if (log.rulesVersion() > 0 && log.rulesVersion() < RulesVersion.NEWEST) {
            LOG.warn(
                    "the log follows rules {} and this build knows rules {}: docs/operations/rules.md says how to"
                            + " adopt them",
                    log.rulesVersion(),
                    RulesVersion.NEWEST);
        }
    }

    private static HttpServer serve(
            LauncherSettings configuration,
            Edge edge,
            Services services,
            CommandSubmitter exchange,
            HealthMonitor monitor) {
        EdgeSettings settings = edge.settings();
        HttpServer.Builder server = HttpServer.builder(edge)
                .limits(RateLimits.of(settings.limits(), edge.platform().redis(), edge.tenants()))
                .apiKeys(services.apiKeys(), services.nonces())
                .watch(services.watch())
                .sequences(exchange::lastSequence)
                .routes(services.routes())
                .routes(ApiDocs.routes())
                .history(monitor::history)
                .files("/", "web");
        services.addSockets(server);
        Ports.of(configuration).forEach(port -> Ports.serviceAt(configuration, port)
                .ifPresentOrElse(service -> server.port(port, service.label()), () -> server.port(port)));
        return server.start();
    }

    private static CompletableFuture<LogOpener.Opened> inBackground(
            LauncherSettings configuration, StartedComponents parts, LogOpener opener) {
        AtomicBoolean givenUp = new AtomicBoolean();
        CompletableFuture<LogOpener.Opened> starting = CompletableFuture.supplyAsync(
                () -> opener.open(configuration, givenUp::get),
                // Not a worker: it ends with the start, which waits for it.
                task -> Thread.ofPlatform().name("node-start").start(task));
        parts.add(() -> {
            givenUp.set(!starting.isDone());
            starting.handle(FlowEx::close).join();
        });
        return starting;
    }

    private static boolean close(LogOpener.@Nullable Opened log, @Nullable Throwable notStarted) {
        if (log != null) {
            log.log().close();
        }
        return notStarted == null;
    }

    private static LogOpener.Opened started(CompletableFuture<LogOpener.Opened> starting) {
        try {
            return starting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupException("stopped while the log was opened", e);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException why) {
                throw why;
            }
            throw new IllegalStateException(failed.getCause());
        }
    }

    @Override
    public String address() {
        return "http://localhost:" + port();
    }

    @Override
    public void leave() {
        health.register(LEAVING, () -> STOP_REQUESTED);
        services.leave();
    }

    @Override
    public CompletableFuture<String> stopped() {
        return log.stopped();
    }

    /** Returns the main port. */
    public int port() {
        return http.port();
    }

    /** Returns the routes of all services. */
    public Routes routes() {
        return services.routes();
    }

    /** Returns the methods of Binance's WebSocket API. */
    public Set<String> binanceMethods() {
        return services.binanceMethods();
    }

    /** Rebuilds every view from the log; each is read as it was until its new one takes its place. */
    public void rebuildViews() {
        services.views().rebuild();
    }
}
