package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.platform.testing.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three nodes, and services in processes of their own on one PostgreSQL and one Redis. */
final class ServiceProcesses implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final int NODES = 3;
    private static final int NODE_PORTS = 10;

    private final Path folder;
    private final Map<String, String> settings;
    private final EmbeddedPostgres database;
    private final TestRedis redis;
    private final String members;
    private final Map<String, Launch> launches = new ConcurrentHashMap<>();
    private final Map<String, JavaProcess> processes = new ConcurrentHashMap<>();
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();

    /** Services of a process, and settings that no other process has. */
    private record Launch(String services, Map<String, String> own) {}

    /**
     * Starts the servers and launches the nodes.
     *
     * @param settings settings of all processes
     */
    ServiceProcesses(Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.settings = settings;
        PreparedPostgres.copyTo(folder.resolve("database"));
        this.database = EmbeddedPostgres.start(folder.resolve("database"));
        this.redis = TestRedis.start();
        int first = FreePorts.of(NODES * NODE_PORTS);
        this.members = IntStream.range(0, NODES)
                .mapToObj(id -> id + "=localhost:" + (first + id * NODE_PORTS))
                .collect(Collectors.joining(","));
        for (int id = 0; id < NODES; id++) {
            launch("node" + id, "engine", Map.of("FLOWEX_CLUSTER_MEMBER_ID", Integer.toString(id)));
        }
    }

    /** Launches a process; {@link #awaitReady} waits for it. */
    void launch(String name, String services, Map<String, String> own) {
        launches.put(name, new Launch(services, own));
        String key = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g";
        String address = database.url("postgres").substring("jdbc:postgresql://".length());
        Map<String, String> all = new HashMap<>(ExchangeProcess.QUICK_STARTS);
        all.put("FLOWEX_SERVICES", services);
        all.put("FLOWEX_CLUSTER_MEMBERS", members);
        all.put("FLOWEX_DATABASE_URL", "postgresql://" + database.user() + ":" + database.password() + "@" + address);
        all.put("FLOWEX_DATABASE_POOL", "4");
        all.putAll(redis.environment());
        all.put("FLOWEX_JWT_SECRET", "0123456789abcdefghijklmnopqrstuv");
        all.put("FLOWEX_DATA_KEYS", "test:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        all.put("FLOWEX_AUDIT_KEY", key);
        all.put("FLOWEX_SOLVENCY_KEY", key);
        all.put("FLOWEX_CUSTODY_KEYS_LOCAL", "off");
        all.put("FLOWEX_TRUSTED_PROXIES", "127.0.0.0/8,::1");
        all.put("FLOWEX_SERVICE_PORTS", "off");
        all.put("FLOWEX_READ_WAIT_MS", "30000"); // a view may lag on a busy machine
        all.put("FLOWEX_PORT", Integer.toString(ports.computeIfAbsent(name, _ -> FreePorts.of(1))));
        all.put("FLOWEX_DATA_DIR", folder.resolve(name).toString());
        all.putAll(settings);
        all.putAll(own);
        processes.put(
                name,
                JavaProcess.start("launcher", StartCache.options(), "com.flowex.app.process.Launcher", List.of(), all));
    }

    /** Kills a process and forgets it. */
    void end(String name) {
        process(name).close();
        processes.remove(name);
    }

    /** Kills a process, starts it again as it was launched, and waits until it is ready. */
    void restart(String name) {
        Launch launch = Objects.requireNonNull(launches.get(name), name);
        end(name);
        launch(name, launch.services, launch.own);
        awaitReady(name);
    }

    JavaProcess process(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    int port(String name) {
        return Objects.requireNonNull(ports.get(name), name);
    }

    HttpApi at(String name) {
        return new HttpApi(URI.create("http://localhost:" + port(name)));
    }

    void awaitReady(String name) {
        JavaProcess process = process(name);
        Deadline.await(
                START_MAX,
                () -> process.output().contains("is ready at") || !process.isAlive(),
                () -> name + " is not ready: " + process.output());
        assertTrue(process.isAlive(), name + " has ended: " + process.output());
    }

    void awaitAllReady() {
        processes.keySet().forEach(this::awaitReady);
    }

    @Override
    public void close() {
        processes.values().forEach(JavaProcess::close);
        redis.close();
        database.close();
    }
}
