package com.flowex.access.http.server;

import com.flowex.access.Edge;
import com.flowex.access.EdgeSettings;
import com.flowex.access.auth.AccessListener;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.DuplicateDetector;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.access.auth.token.AccessTokens;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.admission.SocketRoute;
import com.flowex.access.http.admission.WebSocketUpgrader;
import com.flowex.access.http.caller.Authentication;
import com.flowex.access.http.caller.TenantResolver;
import com.flowex.access.http.connection.ConnectionTimeouts;
import com.flowex.access.http.connection.RequestFraming;
import com.flowex.access.http.page.HealthPages;
import com.flowex.access.http.page.StaticFiles;
import com.flowex.access.http.route.Policies;
import com.flowex.access.http.route.RequestBody;
import com.flowex.access.http.route.Routes;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.Platform;
import com.flowex.platform.Settings;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.monitor.HealthHistory;
import com.flowex.platform.settings.FeatureFlags;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.telemetry.Telemetry;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.websocket.WsListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;

/**
 * HTTP server on one or more ports, all with the same routes. Every request runs on a virtual thread of its own; health
 * pages and metrics are always available.
 */
public final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 4_096;

    /** Longest WebSocket frame, bytes: a message of 4,096 characters, at most three bytes each, and some reserve. */
    private static final int FRAME_BYTES_MAX = 16_384;

    private final WebServer server;
    private final ConnectionTimeouts timeouts;

    private HttpServer(WebServer server, ConnectionTimeouts timeouts) {
        this.server = server;
        this.timeouts = timeouts;
    }

    /** Returns the port in use, which the operating system chose if 0 was requested. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        timeouts.close();
        server.stop();
    }

    /** Returns a builder with the defaults and without rate limits, for tests. */
    public static Builder builder(AccessTokens tokens, Telemetry telemetry, Health health) {
        return new Builder(EdgeSettings.of(Map.of()), Settings.of(Map.of()).features(), tokens, telemetry, health);
    }

    /** Returns a builder with the settings. */
    public static Builder builder(Edge edge) {
        Platform platform = edge.platform();
        EdgeSettings settings = edge.settings();
        Builder builder = new Builder(
                settings, platform.settings().features(), edge.tokens(), platform.telemetry(), platform.health());
        builder.policies.audit(edge.audit()).tenancy(TenantResolver.of(edge.tenants(), settings.tenancy()));
        return builder.host(settings.host());
    }

    /** Builder of a server. */
    public static final class Builder {

        private final Routes routes = new Routes();
        private final List<SocketRoute> sockets = new ArrayList<>();
        private final List<Integer> ports = new ArrayList<>();
        private final List<StaticFiles> files = new ArrayList<>();
        private final AccessTokens tokens;
        private final Telemetry telemetry;
        private final Health health;
        private final EdgeSettings settings;
        private final FeatureFlags features;
        private final Policies.Builder policies;
        private ApiKeys apiKeys = ApiKeys.NONE;
        private AccessListener watch = AccessListener.NONE;
        private DuplicateDetector nonces = new LocalDuplicateDetector();
        private String host = "127.0.0.1";
        private Duration requestMax;
        private final Map<Integer, String> portsOfServices = new HashMap<>();

        private Builder(
                EdgeSettings settings, FeatureFlags features, AccessTokens tokens, Telemetry telemetry, Health health) {
            this.settings = settings;
            this.features = features;
            this.policies = Policies.builder(settings, features);
            this.tokens = tokens;
            this.telemetry = telemetry;
            this.health = health;
            this.requestMax = settings.http().requestMax();
            if (features.metrics()) {
                routes.addAll(HealthPages.metrics(telemetry, settings.http().metricsFrom()));
            }
        }

        /** Applies these limits to every request, unless the settings switch limiting off. */
        public Builder limits(RateLimits all) {
            if (features.rateLimiting()) {
                policies.limits(all);
            }
            return this;
        }

        /** Sets the source of the last event acknowledged to an account; every answer to a write contains it. */
        public Builder sequences(ToLongFunction<AccountId> lastOf) {
            policies.sequences(lastOf);
            return this;
        }

        /** Sets the address to listen on; the default is loopback. */
        public Builder host(String address) {
            this.host = address;
            return this;
        }

        /** Sets a shorter time-out, for tests. */
        public Builder requestMax(Duration longest) {
            this.requestMax = longest;
            return this;
        }

        /**
         * Accepts requests that are signed with these keys.
         *
         * @param detector remembers nonces; if several processes share it, a nonce is valid in only one of them
         */
        public Builder apiKeys(ApiKeys keys, DuplicateDetector detector) {
            this.apiKeys = keys;
            this.nonces = detector;
            return this;
        }

        /** Sets the listener of callers' access. */
        public Builder watch(AccessListener eyes) {
            this.watch = eyes;
            return this;
        }

        private Authentication authentication() {
            return new Authentication(tokens, apiKeys, nonces, InstantSource.system(), watch);
        }

        /** Adds a port; the first is the main one, and 0 picks a free one. */
        public Builder port(int port) {
            ports.add(port);
            return this;
        }

        /** Adds a port of one service; its readiness is that service's. */
        public Builder port(int port, String service) {
            portsOfServices.put(port, service);
            return port(port);
        }

        /** Lets operators read the history of the process's health. */
        public Builder history(IntFunction<List<HealthHistory.Entry>> last) {
            return routes(HealthPages.history(last, settings.http().metricsFrom()));
        }

        public Builder routes(Routes more) {
            routes.addAll(more);
            return this;
        }

        /** Serves files from a class path folder, for every GET below {@code prefix} that no route handles. */
        public Builder files(String prefix, String folder) {
            files.add(new StaticFiles(prefix, folder));
            return this;
        }

        /**
         * Adds a WebSocket path, if the settings permit any; every connection gets a listener of its own.
         *
         * @param path exact, or all below it if it ends in {@code /*}
         * @param listenerOf creates the listener of a new client
         */
        public Builder webSocket(String path, Function<SocketClient, WsListener> listenerOf) {
            return webSocket(path, Set.of(), listenerOf);
        }

        /** @param query permitted query parameters besides {@code tenant} */
        public Builder webSocket(String path, Set<String> query, Function<SocketClient, WsListener> listenerOf) {
            return webSocket(path, query, Set.of(), listenerOf);
        }

        /** @param emptied those of {@code query} that may have no value */
        public Builder webSocket(
                String path, Set<String> query, Set<String> emptied, Function<SocketClient, WsListener> listenerOf) {
            if (features.webSocket()) {
                sockets.add(SocketRoute.of(path, query, emptied, listenerOf));
            }
            return this;
        }

        /** @throws StartupException if a port is in use */
        public HttpServer start() {
            ports.forEach(this::requireFree);
            routes.addAll(HealthPages.routes(health, settings.http().metricsFrom(), portsOfServices));
            ConnectionTimeouts timeouts = new ConnectionTimeouts(requestMax, new Workers(health, telemetry.registry()));
            MeterRegistry meters = meters();
            Policies policies = this.policies.build(meters);
            RequestTelemetry timing = new RequestTelemetry(
                    meters, new TenantTimers(meters, telemetry.tenantLabels()), telemetry.tracing());
            RequestChain chain = new RequestChain(routes, files, authentication(), policies, timeouts, timing);
            WebSocketUpgrader handshakes = new WebSocketUpgrader(sockets, authentication(), policies, timeouts);
            WebServerConfig.Builder builder = WebServer.builder().shutdownHook(false);
            listen(builder, ports.isEmpty() ? 0 : ports.getFirst(), new Parts(chain, handshakes, timeouts, policies));
            for (int port : ports.stream().skip(1).toList()) {
                ListenerConfig.Builder listener = ListenerConfig.builder().name("port-" + port);
                listen(listener, port, new Parts(chain, handshakes, timeouts, policies));
                builder.putSocket("port-" + port, listener.build());
            }
            WebServer server = started(builder);
            timeouts.start();
            return new HttpServer(server, timeouts);
        }

        /** Returns the registry of the routes' timers: an empty one if metrics are switched off. */
        private MeterRegistry meters() {
            return features.metrics() ? telemetry.registry() : new CompositeMeterRegistry();
        }

        /**
         * Requires that a port is free. Helidon names no port when it fails, so each is tried first for one clear
         * message.
         */
        private void requireFree(int port) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(host, port), 1);
            } catch (IOException e) {
                throw new StartupException(
                        "port " + port + " of " + host + " cannot be used (" + e.getMessage()
                                + "): stop what uses it, or choose another by FLOWEX_PORT (FLOWEX_SERVICE_PORTS=off"
                                + " for one port only)",
                        e);
            }
        }

        private WebServer started(WebServerConfig.Builder builder) {
            WebServer server = builder.build();
            try {
                return server.start();
            } catch (UncheckedIOException e) {
                throw new StartupException("port " + ports + " of " + host + " cannot be used", e);
            }
        }

        /** Components shared by every listener. */
        private record Parts(
                RequestChain chain, WebSocketUpgrader handshakes, ConnectionTimeouts timeouts, Policies policies) {}

        private void listen(ListenerConfig.BuilderBase<?, ?> listener, int port, Parts parts) {
            Http1Config http = Http1Config.builder()
                    .maxHeadersSize(settings.http().headersBytesMax())
                    .maxPrologueLength(settings.http().headersBytesMax())
                    // RequestFraming validates it.
                    .validatePrologue(false)
                    .addReceiveListener(new RequestFraming(parts.timeouts()))
                    .build();
            listener.host(host)
                    .port(port)
                    .backlog(BACKLOG)
                    .maxTcpConnections(settings.http().connectionsMax())
                    .maxPayloadSize(RequestBody.DRAINED_BYTES_MAX)
                    .idleConnectionTimeout(requestMax)
                    .idleConnectionPeriod(requestMax.dividedBy(8))
                    .shutdownGracePeriod(Duration.ofSeconds(2))
                    .connectionOptions(options -> options.tcpNoDelay(true))
                    // Messages are only for the handlers, which show none of them.
                    .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                    .directHandlers(new TransportProblem(parts.policies()).handlers())
                    // With a single protocol there is nothing to detect, so a silent connection is timed from its
                    // start.
                    .protocolsDiscoverServices(false)
                    .addProtocol(
                            WsConfig.builder().maxFrameLength(FRAME_BYTES_MAX).build())
                    .addConnectionSelector(new ProtocolDetector(
                            Http1ConnectionSelector.builder()
                                    .config(http)
                                    .addUpgrader(parts.handshakes())
                                    .build(),
                            parts.policies()))
                    .routing(HttpRouting.builder().addFilter(parts.chain()))
                    .addRouting(parts.handshakes().routing());
        }
    }
}
