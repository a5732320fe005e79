package com.flowex.simulator.injection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.simulator.injection.shell.ChaosNetwork;
import com.flowex.simulator.injection.shell.ChaosProcess;
import com.flowex.simulator.injection.shell.ConditionWait;
import com.flowex.simulator.injection.shell.SystemCommands;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cluster under test: three nodes, the services and gateways in front of them, and PostgreSQL and Redis with a replica
 * each. Every part is on a machine of its own. It is used by one thread.
 */
final class ChaosCluster implements AutoCloseable {

    static final int NODES = 3;

    /** Index of the node with the small disk. */
    static final int SMALL = 2;

    private static final int NODE_PORT = 9_100;
    private static final int OPERATORS = NODE_PORT + 6;
    private static final int HTTP_OK = 200;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STOP_MAX = Duration.ofSeconds(90);

    /** Number of bytes of the log by which a follower may be behind. */
    private static final long LAG_MAX = 256 << 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChaosNetwork network;
    private final ChaosProcessFactory places;
    private final MachineCapabilities capabilities;
    private final List<ChaosProcess> nodes = new ArrayList<>();
    private final ChaosDatabase database;
    private final ChaosRedis redis;
    private final ChaosServices services;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(REQUEST_TIMEOUT).build();
    private final PrintStream progress;
    private boolean isMounted;

    /** Status reported by a node. */
    private record NodeStatus(String role, long term, long commitPosition) {}

    /**
     * @param folder folder of the run
     * @param root root of FlowEx's own files
     */
    ChaosCluster(ChaosNetwork network, Path folder, Path root, MachineCapabilities capabilities, PrintStream progress) {
        this.network = network;
        this.places = new ChaosProcessFactory(network, folder, root);
        this.capabilities = capabilities;
        this.progress = progress;
        for (int id = 0; id < NODES; id++) {
            nodes.add(node(id));
        }
        database = new ChaosDatabase(network, places, capabilities.postgres(), ChaosServices.secret());
        redis = new ChaosRedis(network, places, ChaosServices.secret());
        services = new ChaosServices(network, places, members(), database, redis);
    }

    /** Returns the names of all machines. */
    static List<String> hosts() {
        return Stream.of(
                        IntStream.range(0, NODES).mapToObj(ChaosCluster::host).toList(),
                        ChaosServices.SERVICES,
                        ChaosServices.GATEWAYS,
                        ChaosDatabase.HOSTS,
                        ChaosRedis.HOSTS)
                .flatMap(List::stream)
                .toList();
    }

    static String host(int node) {
        return "node" + node;
    }

    private ChaosProcess node(int id) {
        Map<String, String> clock = capabilities
                .fakeClock()
                .map(library -> Map.of(
                        "LD_PRELOAD", library.toString(),
                        "FAKETIME_TIMESTAMP_FILE", clock(id).toString(),
                        "FAKETIME_NO_CACHE", "1",
                        // Waiting uses the monotonic clock, which is not changed.
                        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                        "FAKETIME_FORCE_MONOTONIC_FIX", "0"))
                .orElse(Map.of());
        return places.launcher(
                host(id),
                "512m",
                Map.of(
                        "FLOWEX_SERVICES", "engine",
                        "FLOWEX_CLUSTER_MEMBERS", members(),
                        "FLOWEX_CLUSTER_MEMBER_ID", Integer.toString(id),
                        "FLOWEX_NODE_COMMANDS_PER_SNAPSHOT", "5000",
                        "FLOWEX_NODE_FREE_MB_MIN", "16",
                        "FLOWEX_ORDERS_FREE_MB_MIN", "64"), // one of the nodes has a small disk
                clock);
    }

    private String members() {
        return IntStream.range(0, NODES)
                .mapToObj(id -> id + "=" + network.address(host(id)) + ":" + NODE_PORT)
                .collect(Collectors.joining(","));
    }

    Path data(String host) {
        return places.data(host);
    }

    /** Returns the file with the error of a node's clock in seconds, read by the faked clock. */
    private Path clock(int id) {
        return places.data("clock" + id);
    }

    /** @throws IOException if a disk cannot be mounted or a process cannot be started */
    void start(int smallDiskMegabytes) throws IOException, InterruptedException {
        Files.createDirectories(data(host(SMALL)));
        SystemCommands.run("mount -t tmpfs -o size=" + smallDiskMegabytes + "m storm " + data(host(SMALL)));
        isMounted = true;
        for (int id = 0; id < NODES; id++) {
            setClock(id, 0);
        }
        redis.begin();
        database.begin();
        for (ChaosProcess node : nodes) {
            node.start();
        }
        services.begin();
    }

    /** Returns all processes in the order of their dependencies: the gateways are last. */
    private List<ChaosProcess> all() {
        return Stream.of(database.servers(), redis.processes(), nodes, services.processes())
                .flatMap(List::stream)
                .toList();
    }

    ChaosProcess node(OptionalInt id) {
        return nodes.get(id.orElseThrow());
    }

    List<ChaosProcess> nodes() {
        return nodes;
    }

    ChaosServices services() {
        return services;
    }

    ChaosDatabase database() {
        return database;
    }

    ChaosRedis redis() {
        return redis;
    }

    /** Sets the clock of a node ahead by this many seconds. */
    void setClock(int id, int seconds) throws IOException {
        Path next = places.data("clock.next");
        Files.writeString(next, (seconds < 0 ? "" : "+") + seconds + "\n");
        Files.move(next, clock(id), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns the leader, as reported by the nodes. */
    OptionalInt leader() {
        OptionalInt leader = OptionalInt.empty();
        long term = -1;
        for (int id = 0; id < NODES; id++) {
            Optional<NodeStatus> standing = standing(id);
            if (standing.isPresent()
                    && standing.get().role().equals("leader")
                    && standing.get().term() > term) {
                term = standing.get().term();
                leader = OptionalInt.of(id);
            }
        }
        return leader;
    }

    private Optional<NodeStatus> standing(int id) {
        return query(URI.create("http://" + network.address(host(id)) + ":" + OPERATORS + "/cluster"))
                .flatMap(text -> {
                    try {
                        JsonNode node = JSON.readTree(text);
                        return Optional.of(new NodeStatus(
                                node.path("role").asText(),
                                node.path("term").asLong(),
                                node.path("commitPosition").asLong()));
                    } catch (IOException garbled) {
                        return Optional.empty();
                    }
                });
    }

    private Optional<String> query(URI address) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address).timeout(REQUEST_TIMEOUT).build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == HTTP_OK ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Returns a description of a fault; empty if everything works. */
    Optional<String> isUnwell() throws IOException, InterruptedException {
        Predicate<ChaosProcess> gone = process -> !process.isAlive();
        Optional<ChaosProcess> dead = all().stream().filter(gone).findFirst();
        if (dead.isPresent()) {
            return Optional.of(dead.get().name() + " does not run");
        }
        Optional<String> unwell = areNodesUnwell();
        if (unwell.isEmpty()) {
            unwell = database.isUnwell();
        }
        if (unwell.isEmpty()) {
            unwell = redis.isUnwell();
        }
        return unwell.isPresent()
                ? unwell
                : services.all().stream()
                        .filter(address -> query(address.resolve("/ready")).isEmpty())
                        .map(endpoint -> endpoint + " is not ready")
                        .findFirst();
    }

    private Optional<String> areNodesUnwell() {
        List<NodeStatus> standings = new ArrayList<>();
        for (int id = 0; id < NODES; id++) {
            Optional<NodeStatus> standing = standing(id);
            if (standing.isEmpty()
                    || !List.of("leader", "follower").contains(standing.get().role())) {
                return Optional.of(host(id) + " neither leads nor follows");
            }
            standings.add(standing.get());
        }
        long furthest =
                standings.stream().mapToLong(NodeStatus::commitPosition).max().orElse(0);
        if (standings.stream().filter(node -> node.role().equals("leader")).count() != 1) {
            return Optional.of("there is not one leader");
        }
        return standings.stream().anyMatch(node -> furthest - node.commitPosition() > LAG_MAX)
                ? Optional.of("a node is behind")
                : Optional.empty();
    }

    /**
     * Restarts ended processes until everything works; processes that ended by themselves are noted.
     *
     * @return the remaining fault, if there is one
     */
    Optional<String> recover(Duration max, List<String> notes) throws IOException, InterruptedException {
        long until = System.nanoTime() + max.toNanos();
        Optional<String> unwell = isUnwell();
        while (unwell.isPresent() && System.nanoTime() < until) {
            for (ChaosProcess process : all()) {
                if (process.hasEndedByItself()) {
                    notes.add(process.name() + " ended by itself with " + process.end());
                }
                if (!process.isAlive()) {
                    process.start();
                }
            }
            ConditionWait.pause(ConditionWait.STEP_NANOS);
            unwell = isUnwell();
        }
        return unwell;
    }

    /** Sends a command to the services with one of FlowEx's tools. */
    SystemCommands.CommandOutput operator(List<String> words) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(services.shared());
        settings.put("FLOWEX_DATA_DIR", data("operator").toString());
        return places.tool(ChaosServices.SERVICES.getFirst(), settings, words);
    }

    /** Runs one of FlowEx's tools on a node's machine. */
    SystemCommands.CommandOutput tool(ChaosProcess node, List<String> words) throws IOException, InterruptedException {
        Map<String, String> settings =
                Map.of("FLOWEX_DATA_DIR", data(node.name()).toString(), "FLOWEX_CLUSTER_MEMBERS", members());
        return places.tool(node.name(), settings, words);
    }

    /** Stops FlowEx as an operator does: the users of the nodes first. Returns the processes that had to be killed. */
    List<String> stop() throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        List<ChaosProcess> ours =
                Stream.concat(nodes.stream(), services.processes().stream()).toList();
        for (ChaosProcess process : ours.reversed()) {
            if (!process.stop(STOP_MAX)) {
                wrong.add(process.name() + " did not stop within " + STOP_MAX.toSeconds() + " s");
                process.kill();
            }
        }
        return wrong;
    }

    /** Kills remaining processes, which end with their machines. */
    @Override
    public void close() {
        http.close();
        try {
            for (ChaosProcess process : all()) {
                process.kill();
            }
            network.close();
            if (isMounted) {
                SystemCommands.run(List.of("umount", data(host(SMALL)).toString()));
            }
        } catch (IOException e) {
            progress.println("chaos: left behind: " + e.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
