package com.flowex.benchmarks.cluster;

import com.flowex.benchmarks.process.JarProcess;
import com.flowex.cluster.settings.MemberList;
import com.flowex.cluster.settings.MemberList.Member;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Process of one node of several, started as an operator starts it, that can be killed and started again. */
final class NodeProcess implements AutoCloseable {
    private static final Duration READY_MAX = Duration.ofMinutes(5);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int OK = 200;

    private final Path root;
    private final Path directory;
    private final String list;
    private final Member member;
    private Process process;

    /**
     * @param root folder of FlowEx's files
     * @param directory folder of all nodes
     * @param list nodes, as in {@code FLOWEX_CLUSTER_MEMBERS}
     */
    NodeProcess(Path root, Path directory, String list, int id) throws IOException {
        this.root = root;
        this.directory = directory;
        this.list = list;
        member = MemberList.parse(list).all().get(id);
        process = begin();
    }

    private Process begin() throws IOException {
        Files.createDirectories(directory);
        return JarProcess.start(
                root,
                directory.resolve("node" + member.id() + ".log"),
                List.of("-Xmx2g"),
                "Launcher",
                Map.of(
                        "FLOWEX_SERVICES",
                        "engine",
                        "FLOWEX_CLUSTER_MEMBERS",
                        list,
                        "FLOWEX_CLUSTER_MEMBER_ID",
                        Integer.toString(member.id()),
                        "FLOWEX_NODE_COMMANDS_PER_SNAPSHOT",
                        "1000000000",
                        "FLOWEX_NODE_SNAPSHOT_SECONDS",
                        "86400",
                        "FLOWEX_DATA_DIR",
                        directory.resolve("node" + member.id()).toString()));
    }

    /** Kills the node as {@code kill -9} does: it cannot clean up. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    void startAgain() throws IOException {
        process = begin();
    }

    /** Waits until the node leads or follows. */
    void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("node " + member.id() + " is not ready, see " + directory);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return request("/ready", "GET") == OK;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks for a snapshot; returns true if the node took it, as the leader does. */
    boolean takesSnapshot() throws IOException, InterruptedException {
        return request("/snapshot", "POST") == OK;
    }

    private int request(String path, String method) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://" + member.host() + ":" + member.operatorsPort() + path))
                                    .timeout(ANSWER_MAX)
                                    .method(method, HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** Returns the resident memory of its process in bytes, from Linux. */
    long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
