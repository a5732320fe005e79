package com.flowex.app.node;

import com.flowex.access.http.page.HealthPage;
import com.flowex.access.http.response.Json;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.link.NodePerformance;
import com.flowex.cluster.node.ClusterMember;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.platform.health.Health;
import com.flowex.platform.jobs.AsyncTask;
import com.flowex.platform.jobs.Workers;
import com.flowex.platform.monitor.ClockCheck;
import com.flowex.platform.monitor.HealthHistoryFile;
import com.flowex.platform.monitor.HealthMonitor;
import com.flowex.platform.monitor.MachineChecks;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.StartupException;
import com.flowex.platform.telemetry.Telemetry;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * HTTP server of a node for operators and their tools: {@code /live}, {@code /ready}, {@code /health} and its history,
 * {@code /cluster}, {@code /metrics}. Copies for other nodes and for backups are in {@link NodeCopyEndpoints}. It is on the
 * nodes' private network, where any client may trade for any account.
 */
public final class NodeAdminServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_READY = 503;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int MEGABYTE_BITS = 20;
    private static final int HISTORY_MAX = 1_000;
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LOOK_LONGEST = Duration.ofSeconds(5);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    private final HttpServer server;

    /** Closes the components behind the server. */
    private final Runnable closing;

    private record AdminAnswer(int status, String type, String body) {}

    private NodeAdminServer(HttpServer server, Runnable closing) {
        this.server = server;
        this.closing = closing;
    }

    /**
     * Opens the server.
     *
     * @param isEmpty returns true if the node has no log and has not taken part yet
     * @param folder the node's own folder
     * @param minFreeBytes free disk space below which new orders are refused
     * @throws StartupException if the port cannot be opened
     */
    public static NodeAdminServer open(
            Member self, ClusterMember node, BooleanSupplier isEmpty, Path folder, Profile profile, long minFreeBytes) {
        Telemetry telemetry = new Telemetry(profile, "engine");
        Health health = new Health();
        HealthMonitor monitor = watch(self, node, folder, minFreeBytes, new Workers(health, telemetry.registry()));
        NodeGauges.register(telemetry.registry(), node::health);
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(self.host(), self.operatorsPort()), 0);
            answer(server, "/live", () -> new AdminAnswer(OK, TEXT, "live\n"));
            answer(server, "/ready", () -> ready(node.health()));
            answer(server, "/cluster", () -> new AdminAnswer(OK, JSON, json(node.health(), isEmpty.getAsBoolean())));
            answer(server, "/health", () -> new AdminAnswer(OK, JSON, text(HealthPage.of(health.snapshot(), true))));
            answer(
                    server,
                    "/health/history",
                    () -> new AdminAnswer(OK, JSON, text(HealthPage.History.of(monitor.history(HISTORY_MAX)))));
            server.createContext("/snapshot", exchange -> snapshot(exchange, node));
            NodeCopyEndpoints.serve(server, node, folder);
            answer(server, "/metrics", () -> new AdminAnswer(OK, Telemetry.CONTENT_TYPE, telemetry.scrape()));
            return new NodeAdminServer(begun(server), () -> {
                monitor.close();
                telemetry.close();
            });
        } catch (IOException e) {
            monitor.close();
            telemetry.close();
            throw refused(self, e);
        }
    }

    /**
     * Opens the server for a node that waits for others.
     *
     * @throws StartupException if the port cannot be opened
     */
    static NodeAdminServer ofEmpty(Member self) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(self.host(), self.operatorsPort()), 0);
            MemberHealth none = new MemberHealth(
                    self.id(), EmptyNodeStartup.ROLE, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, NodePerformance.NONE);
            answer(server, "/live", () -> new AdminAnswer(OK, TEXT, "live\n"));
            answer(server, "/ready", () -> new AdminAnswer(NOT_READY, TEXT, EmptyNodeStartup.ROLE + "\n"));
            answer(server, "/cluster", () -> new AdminAnswer(OK, JSON, json(none, true)));
            return new NodeAdminServer(begun(server), () -> {});
        } catch (IOException e) {
            throw refused(self, e);
        }
    }

    /**
     * Starts the server with one thread for each request, so a client that connects and sends nothing holds up no
     * other.
     */
    private static HttpServer begun(HttpServer server) {
        server.setExecutor(task -> AsyncTask.begin("operators", task));
        server.start();
        return server;
    }

    private static StartupException refused(Member self, IOException e) {
        return new StartupException("port " + self.operatorsPort() + " of " + self.host()
                + ", for operators, cannot be had: " + e.getMessage());
    }

    private static HealthMonitor watch(
            Member self, ClusterMember node, Path folder, long minFreeBytes, Workers workers) {
        HealthMonitor monitor = new HealthMonitor(workers, new HealthHistoryFile(folder, "node " + self.id()));
        workers.health().register("clock", new ClockCheck().register(workers.registry()));
        MachineChecks.register(monitor, folder, minFreeBytes, workers.registry());
        monitor.watch("engine", CHECK_INTERVAL, LOOK_LONGEST, () -> ProcessMonitor.engine(node.health()));
        return monitor.start();
    }

    private static String text(Object body) {
        return new String(Json.bytes(body), StandardCharsets.UTF_8);
    }

    private static AdminAnswer ready(MemberHealth health) {
        return health.takesPart()
                ? new AdminAnswer(OK, TEXT, health.role() + "\n")
                : new AdminAnswer(NOT_READY, TEXT, "electing\n");
    }

    private static void answer(HttpServer server, String path, Supplier<AdminAnswer> answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                boolean isThis = exchange.getRequestURI().getPath().equals(path);
                send(exchange, isThis ? answer.get() : new AdminAnswer(NOT_FOUND, TEXT, "not found\n"));
            }
        });
    }

    /** Takes a snapshot, on {@code POST} only: a reader changes nothing. */
    private static void snapshot(HttpExchange exchange, ClusterMember node) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                send(exchange, new AdminAnswer(NOT_ALLOWED, TEXT, "POST takes a snapshot\n"));
                return;
            }
            Optional<String> refusal = node.takeSnapshot();
            send(
                    exchange,
                    refusal.map(why -> new AdminAnswer(NOT_READY, TEXT, why + "\n"))
                            .orElseGet(() -> new AdminAnswer(OK, TEXT, "a snapshot is on the disk\n")));
        }
    }

    private static void send(HttpExchange exchange, AdminAnswer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Returns one line of JSON; the numbers and fixed words need no quoting. */
    public static String json(MemberHealth health) {
        return json(health, false);
    }

    private static String json(MemberHealth health, boolean isEmpty) {
        return String.format(
                Locale.ROOT,
                "{\"member\":%d,\"role\":\"%s\",\"pid\":%d,\"term\":%d,\"commitPosition\":%d,\"sequence\":%d,"
                        + "\"commandsSinceSnapshot\":%d,\"snapshotAgeSeconds\":%d,\"freeMegabytes\":%d,"
                        + "\"archivedSequence\":%d,\"eventsBegin\":%d,\"logBegin\":%d,\"unixMillis\":%d}%n",
                health.member(),
                health.takesPart() ? health.role() : isEmpty ? EmptyNodeStartup.ROLE : "electing",
                ProcessHandle.current().pid(),
                health.term(),
                health.commitPosition(),
                health.sequence(),
                health.commandsSinceSnapshot(),
                TimeUnit.NANOSECONDS.toSeconds(health.snapshotAgeNanos()),
                health.freeBytes() >> MEGABYTE_BITS,
                health.archivedSequence(),
                health.eventsBegin(),
                health.logBegin(),
                System.currentTimeMillis());
    }

    @Override
    public void close() {
        server.stop(0);
        closing.run();
    }
}
