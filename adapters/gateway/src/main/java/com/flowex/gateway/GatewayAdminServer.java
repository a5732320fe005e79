package com.flowex.gateway;

import com.flowex.access.http.page.HealthPage;
import com.flowex.access.http.response.Json;
import com.flowex.gateway.route.RelayRoute;
import com.flowex.gateway.route.RouteTable;
import com.flowex.gateway.route.UpstreamAddress;
import com.flowex.gateway.upstream.Upstream;
import com.flowex.gateway.upstream.UpstreamGroup;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.AsyncTask;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.telemetry.Telemetry;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * HTTP server of the gateway for operators: {@code /live}, {@code /ready}, {@code /health} and its history, {@code
 * /metrics}, {@code /upstreams}. It has its own port, so no route can lead here.
 */
final class GatewayAdminServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_READY = 503;
    private static final int NOT_FOUND = 404;
    private static final int HISTORY_MAX = 1_000;
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    /**
     * State of an upstream.
     *
     * @param state "in", "unready" for one that gets calls only where none is in, or why it gets none: "out", "breaker"
     */
    record Member(String address, String state, int underWay, int ejections, String why) {

        static Member of(Upstream upstream) {
            String notIn = upstream.isReachable() ? "unready" : "out";
            String state = !upstream.isIn() ? notIn : upstream.isBreakerOpen() ? "breaker" : "in";
            return new Member(upstream.name(), state, upstream.underWay(), upstream.ejections(), upstream.why());
        }
    }

    /** A route of the route file. */
    record RouteBody(
            String prefix, String group, String balance, long firstByteSeconds, long wholeSeconds, int retries) {

        static RouteBody of(RelayRoute route) {
            return new RouteBody(
                    route.prefix(),
                    route.group(),
                    route.balance().name().toLowerCase(Locale.ROOT),
                    route.firstByte().toSeconds(),
                    route.whole().toSeconds(),
                    route.retries());
        }
    }

    /** Routes and upstreams. */
    record GatewayState(List<RouteBody> routes, Map<String, List<Member>> upstreams) {}

    private record AdminAnswer(int status, String type, String body) {}

    private final HttpServer server;

    private GatewayAdminServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts the server.
     *
     * @throws StartupException if the port cannot be opened
     */
    static GatewayAdminServer open(
            UpstreamAddress at, RouteTable table, Collection<UpstreamGroup> groups, Gateway.Watch watch) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(at.host(), at.port()), 0);
            answer(server, "/live", () -> new AdminAnswer(OK, TEXT, "live\n"));
            answer(server, "/ready", () -> ready(watch.health()));
            answer(
                    server,
                    "/health",
                    () -> new AdminAnswer(
                            OK, JSON, text(HealthPage.of(watch.health().snapshot(), true))));
            answer(
                    server,
                    "/health/history",
                    () -> new AdminAnswer(
                            OK, JSON, text(HealthPage.History.of(watch.history().apply(HISTORY_MAX)))));
            answer(
                    server,
                    "/metrics",
                    () -> new AdminAnswer(
                            OK, Telemetry.CONTENT_TYPE, watch.telemetry().scrape()));
            answer(server, "/upstreams", () -> new AdminAnswer(OK, JSON, text(known(table, groups))));
            // Each request runs on its own thread, so a client that connects and sends nothing holds up no other.
            server.setExecutor(task -> AsyncTask.begin("operators", task));
            server.start();
            return new GatewayAdminServer(server);
        } catch (IOException e) {
            throw new StartupException("FLOWEX_GATEWAY_OPERATORS: " + at + " cannot be had (" + e.getMessage()
                    + "): stop what listens there, or choose another");
        }
    }

    private static String text(Object body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }

    private static AdminAnswer ready(Health health) {
        Health.HealthSnapshot checked = health.snapshot();
        StringBuilder lines = new StringBuilder();
        checked.components().forEach((part, component) -> lines.append(part)
                .append(": ")
                .append(HealthPage.detail(component.state(), true))
                .append('\n'));
        return new AdminAnswer(checked.ready() ? OK : NOT_READY, TEXT, lines.toString());
    }

    private static GatewayState known(RouteTable table, Collection<UpstreamGroup> groups) {
        Map<String, List<Member>> members = new TreeMap<>();
        groups.forEach(group -> members.put(
                group.name(), group.members().stream().map(Member::of).toList()));
        return new GatewayState(table.routes().stream().map(RouteBody::of).toList(), members);
    }

    private static void answer(HttpServer server, String path, Supplier<AdminAnswer> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean isThis = exchange.getRequestURI().getPath().equals(path);
                send(exchange, isThis ? answer.get() : new AdminAnswer(NOT_FOUND, TEXT, "not found\n"));
            }
        });
    }

    private static void send(HttpExchange exchange, AdminAnswer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
