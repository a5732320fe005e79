package com.flowex.simulator.injection;

import com.flowex.simulator.injection.shell.ChaosNetwork;
import com.flowex.simulator.injection.shell.ChaosProcess;
import com.flowex.simulator.injection.shell.ConditionWait;
import com.flowex.simulator.injection.shell.SystemCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Redis run by the operator, as docs/operations/database.md describes: a primary, a replica, and three sentinels that
 * decide which is which. It is used by one thread.
 */
final class ChaosRedis {

    private static final List<String> SERVERS = List.of("redis0", "redis1");
    private static final String WATCH = "sentinels";
    static final List<String> HOSTS = List.of("redis0", "redis1", WATCH);

    private static final int PORT = 6_379;
    private static final int WATCH_PORT = 26_379;
    private static final int WATCHERS = 3;
    private static final Duration REPLACED_MAX = Duration.ofSeconds(60);

    private final ChaosNetwork network;
    private final ChaosProcessFactory places;
    private final String password;
    private final List<ChaosProcess> processes = new ArrayList<>();
    private String killed = "";

    ChaosRedis(ChaosNetwork network, ChaosProcessFactory places, String password) {
        this.network = network;
        this.places = places;
        this.password = password;
        for (String host : SERVERS) {
            processes.add(program(host, host, List.of(configuration(host, host).toString())));
        }
        for (int watcher = 0; watcher < WATCHERS; watcher++) {
            processes.add(program(
                    WATCH,
                    "sentinel" + watcher,
                    List.of(
                            configuration(WATCH, "sentinel" + watcher).toString(),
                            "--sentinel",
                            "--bind",
                            "0.0.0.0",
                            "--port",
                            Integer.toString(WATCH_PORT + watcher),
                            "--protected-mode",
                            "no")));
        }
    }

    private ChaosProcess program(String host, String name, List<String> options) {
        List<String> command = new ArrayList<>(network.on(host));
        command.add("redis-server");
        command.addAll(options);
        return new ChaosProcess(name, command, Map.of(), places.output(name));
    }

    private Path configuration(String host, String name) {
        return places.data(host).resolve(name + ".conf");
    }

    /** Returns servers and sentinels. */
    List<ChaosProcess> processes() {
        return processes;
    }

    /** Returns the value of FLOWEX_REDIS_URL. */
    String url() {
        return "redis-sentinel://:" + password + "@"
                + watchers().stream()
                        .map(port -> network.address(WATCH) + ":" + port)
                        .collect(Collectors.joining(","))
                + "/0#main";
    }

    private static List<Integer> watchers() {
        return IntStream.range(0, WATCHERS)
                .mapToObj(watcher -> WATCH_PORT + watcher)
                .toList();
    }

    /** Starts all processes. */
    void begin() throws IOException {
        String first = SERVERS.getFirst();
        configure(first, List.of());
        configure(SERVERS.getLast(), List.of("replicaof " + network.address(first) + " " + PORT));
        Files.createDirectories(places.data(WATCH));
        for (int watcher = 0; watcher < WATCHERS; watcher++) {
            Files.write(
                    configuration(WATCH, "sentinel" + watcher),
                    List.of(
                            "sentinel monitor main " + network.address(first) + " " + PORT + " 2",
                            "sentinel auth-pass main " + password,
                            "sentinel down-after-milliseconds main 5000",
                            "sentinel failover-timeout main 10000"));
        }
        for (ChaosProcess process : processes) {
            process.start();
        }
    }

    /** Writes a server's configuration, to which servers and sentinels write too. */
    private void configure(String host, List<String> more) throws IOException {
        List<String> lines =
                new ArrayList<>(List.of("bind 0.0.0.0", "port " + PORT, "dir " + places.data(host), "save \"\""));
        lines.addAll(List.of("requirepass " + password, "masterauth " + password));
        lines.addAll(more);
        Files.createDirectories(places.data(host));
        Files.write(configuration(host, host), lines);
    }

    /**
     * Returns a description of a fault; empty if all sentinels see one primary with one replica, and the primary does
     * too.
     */
    Optional<String> isUnwell() throws IOException, InterruptedException {
        for (int port : watchers()) {
            String seen = execute(network.address(WATCH), port, List.of("info", "sentinel"));
            if (!seen.contains("status=ok") || !seen.contains("slaves=1,sentinels=" + WATCHERS)) {
                return Optional.of("a sentinel sees: "
                        + seen.lines()
                                .filter(line -> line.startsWith("master0"))
                                .findFirst()
                                .orElse(seen));
            }
        }
        Optional<String> primary = primary();
        if (primary.isEmpty()) {
            return Optional.of("the sentinels name no primary");
        }
        String text = execute(
                network.address(primary.get()),
                PORT,
                List.of("-a", password, "--no-auth-warning", "info", "replication"));
        return text.contains("role:master") && text.contains("state=online")
                ? Optional.empty()
                : Optional.of(primary.get() + " has no replica");
    }

    private static String execute(String address, int port, List<String> words)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("timeout", "2", "redis-cli", "-h", address, "-p", Integer.toString(port)));
        command.addAll(words);
        return SystemCommands.request(command).text();
    }

    /** Returns the machine of the primary, as the sentinels report. */
    private Optional<String> primary() throws IOException, InterruptedException {
        List<String> question = List.of("sentinel", "get-master-addr-by-name", "main");
        List<String> answer =
                execute(network.address(WATCH), WATCH_PORT, question).lines().toList();
        return SERVERS.stream()
                .filter(host -> answer.contains(network.address(host)))
                .findFirst();
    }

    /** Sends SIGKILL to the primary. @return its name */
    String killPrimary() throws IOException, InterruptedException {
        String host = primary().orElseThrow(() -> new IOException("the sentinels name no primary"));
        for (ChaosProcess process : processes) {
            if (process.name().equals(host)) {
                process.kill();
            }
        }
        killed = host;
        return host;
    }

    /**
     * Waits until another server is the primary, and configures the killed one to start as its replica. It would be
     * empty, and its emptiness must not be copied.
     */
    void replace() throws IOException, InterruptedException {
        if (!ConditionWait.until(
                REPLACED_MAX,
                () -> primary().filter(host -> !host.equals(killed)).isPresent())) {
            throw new IOException("the sentinels chose no replacement of " + killed);
        }
        configure(killed, List.of("replicaof " + network.address(primary().orElse(killed)) + " " + PORT));
    }
}
