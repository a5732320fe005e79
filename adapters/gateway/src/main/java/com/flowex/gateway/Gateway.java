package com.flowex.gateway;

import com.flowex.access.EdgeSettings;
import com.flowex.access.RelayToken;
import com.flowex.access.http.caller.ClientAddress;
import com.flowex.access.http.connection.RequestFraming;
import com.flowex.gateway.relay.CallDeadlines;
import com.flowex.gateway.relay.HttpRelay;
import com.flowex.gateway.relay.RelayContext;
import com.flowex.gateway.relay.RelayMetrics;
import com.flowex.gateway.relay.RelayRefusal;
import com.flowex.gateway.relay.RetryBackoff;
import com.flowex.gateway.relay.RouteResolver;
import com.flowex.gateway.relay.WebSocketRelay;
import com.flowex.gateway.upstream.HealthProber;
import com.flowex.gateway.upstream.UpstreamGroup;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.monitor.HealthHistory;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.telemetry.Telemetry;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.UncheckedIOException;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wiring of a gateway: a relaying port, and one for operators. */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final int BACKLOG = 4_096;

    private final Deque<AutoCloseable> parts;
    private final WebServer server;
    private final GatewayAdminServer pages;

    private Gateway(Deque<AutoCloseable> parts, WebServer server, GatewayAdminServer pages) {
        this.parts = parts;
        this.server = server;
        this.pages = pages;
    }

    /**
     * Starts a gateway.
     *
     * @param names resolves a name to its present addresses
     * @param watch health and telemetry of the process
     * @throws StartupException if a port cannot be opened
     */
    public static Gateway start(GatewaySettings settings, EdgeSettings edge, UpstreamGroup.Names names, Watch watch) {
        // Without this, Java would cache an address for half a minute, and asking again would not ask.
        Security.setProperty("networkaddress.cache.ttl", "1");
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            return start(settings, edge, names, watch, parts);
        } catch (RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    /**
     * Health and telemetry of a process.
     *
     * @param history returns up to the given number of the newest changes of health
     */
    public record Watch(Telemetry telemetry, Health health, IntFunction<List<HealthHistory.Entry>> history) {

        Workers workers() {
            return new Workers(health, telemetry.registry());
        }
    }

    private static Gateway start(
            GatewaySettings settings,
            EdgeSettings edge,
            UpstreamGroup.Names names,
            Watch watched,
            Deque<AutoCloseable> parts) {
        RelayMetrics figures = new RelayMetrics(watched.telemetry().registry());
        settings.routes().routes().forEach(figures::watch);
        Map<String, UpstreamGroup> groups = groups(settings, names);
        groups.values().forEach(group -> watch(group, figures, watched.health()));
        parts.push(() -> groups.values().forEach(UpstreamGroup::close));
        HealthProber probes = new HealthProber(groups.values(), settings.upstreams());
        begin(
                parts,
                watched.workers()
                        .atOnceAndEvery("gateway-probes", settings.upstreams().probeEvery(), probes::request));
        begin(parts, watched.workers().every("gateway-dns", settings.names(), () -> groups.values()
                .forEach(UpstreamGroup::discover)));
        GatewayAdminServer pages =
                GatewayAdminServer.open(settings.operators(), settings.routes(), groups.values(), watched);
        parts.push(pages);
        CallDeadlines clock = new CallDeadlines(edge.http().requestMax(), watched.workers());
        parts.push(clock);
        clock.start();
        RetryBackoff pause = new RetryBackoff();
        parts.push(pause);
        RelayContext shared = RelayContext.of(
                edge.http().gatewayKey().map(key -> new RelayToken(key.secret())),
                clock,
                figures,
                pause,
                watched.telemetry().tracing());
        RouteResolver asking = new RouteResolver(settings.routes(), groups, settings.retryPercent());
        WebServer server = server(edge, asking, shared);
        parts.push(server::stop);
        return new Gateway(parts, server, pages);
    }

    private static Map<String, UpstreamGroup> groups(GatewaySettings settings, UpstreamGroup.Names names) {
        Map<String, UpstreamGroup> groups = new LinkedHashMap<>();
        settings.routes()
                .groups()
                .forEach((name, addresses) -> groups.put(
                        name, new UpstreamGroup(name, addresses, settings.upstreams(), names, System::nanoTime)));
        return groups;
    }

    /** Registers the health of a group; a group without upstreams leaves the others' routes as they are. */
    private static void watch(UpstreamGroup group, RelayMetrics figures, Health health) {
        figures.watch(group);
        health.register(
                "upstreams " + group.name(),
                () -> group.hasSomebodyIn()
                        ? Health.UP
                        : new Health.State.Degraded(
                                group.isLimited()
                                        ? "no upstream is ready: requests go to those that answer"
                                        : "no upstream is healthy: its routes answer 503"));
    }

    private static void begin(Deque<AutoCloseable> parts, Worker worker) {
        parts.push(worker);
        worker.start();
    }

    private static WebServer server(EdgeSettings edge, RouteResolver asking, RelayContext shared) {
        ClientAddress addresses = new ClientAddress(edge.http().trustedProxies());
        Duration requestMax = edge.http().requestMax();
        Http1Config http = Http1Config.builder()
                .maxHeadersSize(edge.http().headersBytesMax())
                .maxPrologueLength(edge.http().headersBytesMax())
                // Framing does this.
                .validatePrologue(false)
                .addReceiveListener(new RequestFraming(shared.clock()))
                .build();
        WebServer server = WebServer.builder()
                .shutdownHook(false)
                .host(edge.host())
                .port(edge.port())
                .backlog(BACKLOG)
                .maxTcpConnections(edge.http().connectionsMax())
                .idleConnectionTimeout(requestMax)
                .idleConnectionPeriod(requestMax.dividedBy(8))
                .shutdownGracePeriod(Duration.ofSeconds(2))
                .connectionOptions(options -> options.tcpNoDelay(true))
                // The handlers get the messages, and show none of them.
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .directHandlers(RelayRefusal.direct())
                .protocolsDiscoverServices(false)
                .addConnectionSelector(Http1ConnectionSelector.builder()
                        .config(http)
                        .addUpgrader(new WebSocketRelay(asking, addresses, shared))
                        .build())
                .routing(HttpRouting.builder().addFilter(new HttpRelay(asking, addresses, shared)))
                .build();
        try {
            return server.start();
        } catch (UncheckedIOException e) {
            throw new StartupException(
                    "port " + edge.port() + " of " + edge.host() + " cannot be used (" + e.getMessage()
                            + "): stop what listens there, or set FLOWEX_PORT=<another>",
                    e);
        }
    }

    /** Returns the relaying port. */
    public int port() {
        return server.port();
    }

    /** Returns the operators' port. */
    public int operatorsPort() {
        return pages.port();
    }

    @Override
    public void close() {
        closeAll(parts);
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) { // the other parts are closed all the same
                LOG.warn("a component of the gateway failed to close", e);
            }
        }
    }
}
