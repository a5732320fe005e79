package com.flowex.app.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.cli.folder.ClusterBackupFile;
import com.flowex.app.settings.NodeSettings;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.link.NodePerformance;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.repair.NodeSeed;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.MemberList;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.settings.StartupException;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node before its start, and another that says that it leads and where its log begins. */
@Timeout(900)
class NodeBootstrapTest {

    @TempDir
    private Path directory;

    private final AtomicInteger copies = new AtomicInteger();
    private HttpServer leader;
    private byte[] copy = new byte[0];
    private long logBegin;

    @BeforeEach
    void lead() throws IOException {
        leader = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        leader.createContext("/cluster", exchange -> {
            try (exchange) {
                byte[] bytes = NodeAdminServer.json(new MemberHealth(
                                0, "leader", 17, 1, 999, 9, 0, 0, 0, logBegin, 0, 0, NodePerformance.NONE))
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        leader.createContext("/copy", exchange -> {
            try (exchange) {
                copies.incrementAndGet();
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(copy);
            }
        });
        leader.start();
    }

    @AfterEach
    void stop() {
        leader.stop(0);
    }

    private MemberList members() {
        int base = leader.getAddress().getPort() - 6;
        return MemberList.parse("0=localhost:" + base + ",1=localhost:" + (base - 10) + ",2=localhost:" + (base - 20));
    }

    private NodeBootstrap nodeCopy(Path node) {
        return new NodeBootstrap(
                new NodeSettings(
                        NodeSettings.ProcessRole.ENGINE,
                        Set.of(),
                        members(),
                        1,
                        "localhost",
                        4_096,
                        1_000,
                        Duration.ofMinutes(1),
                        0,
                        0,
                        "",
                        0),
                node);
    }

    /** A node in which something happened, and its copy as it is sent. */
    private Path ledNode() throws IOException {
        Path node = directory.resolve("leader").resolve("node");
        try (ClusterNode running = ClusterNode.start(ClusterConfig.at(node).withMinFreeBytes(0))) {
            running.client()
                    .submit(new OpenAccount(AccountId.outsideOf(1)))
                    .orTimeout(300, TimeUnit.SECONDS)
                    .join();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        NodeBackup.write(node, bytes);
        copy = bytes.toByteArray();
        return node;
    }

    @Test
    void emptyNodeStartsWithACopyOfTheLeader() throws IOException {
        Path led = ledNode();
        Path node = directory.resolve("node");
        NodeBootstrap fresh = nodeCopy(node);
        assertTrue(fresh.isEmpty());
        fresh.fetchIfNeeded();
        assertFalse(fresh.isEmpty());
        assertTrue(NodeSeed.reach(led) > 0);
        assertEquals(NodeSeed.reach(led), NodeSeed.reach(node));
        assertEquals(1, copies.get());

        // It has what it needs now, and starts from it.
        NodeBootstrap again = nodeCopy(node);
        again.fetchIfNeeded();
        assertFalse(again.isNeeded());
        assertEquals(1, copies.get());
        try (ClusterNode running = ClusterNode.start(ClusterConfig.at(node).withMinFreeBytes(0))) {
            assertEquals(1, running.recoveredSequence());
        }

        logBegin = NodeSeed.reach(node) + 1;
        StartupException behind =
                assertThrows(StartupException.class, () -> nodeCopy(node).fetchIfNeeded());
        assertTrue(behind.lines().getFirst().contains("mv " + node + " " + node + ".behind"), behind::getMessage);
        assertEquals(1, copies.get());
    }

    @Test
    void aCopyThatBreaksOffIsAskedForAgainAndLeavesNothing() throws IOException {
        ledNode();
        byte[] whole = copy;
        copy = Arrays.copyOf(whole, whole.length / 2);
        logBegin = 1;
        Path node = directory.resolve("node");
        StartupException broken =
                assertThrows(StartupException.class, () -> nodeCopy(node).fetchIfNeeded());
        assertTrue(broken.lines().getFirst().contains("it broke off"), broken::getMessage);
        assertEquals(3, copies.get());
        assertFalse(Files.exists(node));

        copy = whole.clone();
        copy[copy.length - 7] ^= 1;
        StartupException changed =
                assertThrows(StartupException.class, () -> nodeCopy(node).fetchIfNeeded());
        assertTrue(changed.lines().getFirst().contains("was changed on its way"), changed::getMessage);
        copy = whole;
        nodeCopy(node).fetchIfNeeded();
        assertTrue(NodeSeed.reach(node) > 0);
    }

    @Test
    void allNodesAreMadeFromOneCopiedFile() throws IOException {
        Path led = ledNode();
        byte[] whole = copy;
        Path file = directory.resolve("nodes");
        copy = Arrays.copyOf(whole, whole.length / 2);
        ClusterBackupFile saved = new ClusterBackupFile(file);
        assertThrows(IOException.class, () -> saved.save(members()));
        assertFalse(Files.exists(file), "half a copy is none");

        copy = whole;
        assertTrue(saved.save(members()).contains("of node 0"));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file));
        assertThrows(StartupException.class, () -> saved.save(members()));
        for (String name : List.of("first", "second")) {
            Path data = directory.resolve(name);
            saved.restore(data);
            assertEquals(NodeSeed.reach(led), NodeSeed.reach(data.resolve("node")));
            assertThrows(IOException.class, () -> saved.restore(data), "it has a log now");
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of("first", "leader", "nodes", "second"),
                    files.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }
}
