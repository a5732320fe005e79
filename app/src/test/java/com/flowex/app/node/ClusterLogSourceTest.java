package com.flowex.app.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.link.NodePerformance;
import com.flowex.cluster.node.ClusterNode;
import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogRange;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.repair.ReceivedLogRange;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.MemberList;
import com.flowex.domain.command.OpenAccount;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.testing.Await;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The backup of several nodes, and three that answer as a test has them answer, of the files of one that ran. */
@Timeout(900)
class ClusterLogSourceTest {

    private static final Duration TIMEOUT = Duration.ofMillis(300);
    private static final int OPERATORS = 6;

    /** More ports than a node has. */
    private static final int PORTS = 20;

    @TempDir
    private Path directory;

    private final List<Answering> nodes = new ArrayList<>();
    private Path now = Path.of("target");
    private Path earlier = now;

    /** A node as whoever backs up sees it. */
    private static final class Answering {
        private final int member;
        private final HttpServer server;
        private final AtomicInteger copies = new AtomicInteger();
        private volatile String role = "follower";
        private volatile long term = 3;
        private volatile boolean breaksOff;
        private volatile Path folder;

        /** Folder with the log of a later time, where it is asked for the events behind the copy. */
        private volatile Path later;

        Answering(int member, Path folder) throws IOException {
            this.member = member;
            this.folder = folder;
            this.later = folder;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/cluster", this::status);
            server.createContext(NodeCopyEndpoints.COPY, this::copy);
            server.createContext(NodeCopyEndpoints.LOG, this::log);
            server.start();
        }

        private int port() {
            return server.getAddress().getPort();
        }

        private void status(HttpExchange exchange) throws IOException {
            try (exchange) {
                MemberHealth health = new MemberHealth(
                        member,
                        role,
                        MemberHealth.TAKES_PART,
                        term,
                        LogEnd.of(later).position(),
                        LogEnd.of(later).sequence(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        NodePerformance.NONE);
                byte[] bytes = NodeAdminServer.json(health).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }

        private void copy(HttpExchange exchange) throws IOException {
            try (exchange) {
                copies.incrementAndGet();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                NodeBackup.write(folder, bytes);
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(bytes.toByteArray(), 0, breaksOff ? bytes.size() / 2 : bytes.size());
            }
        }

        private void log(HttpExchange exchange) throws IOException {
            try (exchange) {
                String query = exchange.getRequestURI().getQuery();
                LogRange range = LogRange.of(later, Long.parseLong(query, 5, query.length(), 10));
                exchange.sendResponseHeaders(200, 0);
                ReceivedLogRange.send(range, exchange.getResponseBody());
            }
        }
    }

    @BeforeEach
    void run() throws IOException {
        Path data = directory.resolve("running");
        Path running = data.resolve("node");
        try (ClusterNode node = ClusterNode.start(ClusterConfig.at(running).withMinFreeBytes(0))) {
            open(node, running, 1);
            earlier = directory.resolve("earlier").resolve("node");
            NodeBackup.copy(data, earlier);
            open(node, running, 2);
            open(node, running, 3);
            now = directory.resolve("now").resolve("node");
            NodeBackup.copy(data, now);
        }
        for (int member = 0; member < 3; member++) {
            nodes.add(apart(member));
        }
        nodes.get(1).role = "leader";
    }

    /** Returns a node none of whose ports, which follow on its first, is another's. */
    private Answering apart(int member) throws IOException {
        Answering node = new Answering(member, now);
        if (nodes.stream().allMatch(other -> Math.abs(other.port() - node.port()) > PORTS)) {
            return node;
        }
        node.server.stop(0);
        return apart(member);
    }

    /** Returns when its event is on the disk. */
    private static void open(ClusterNode node, Path folder, int tenant) {
        Outcome outcome = node.client()
                .submit(new OpenAccount(AccountId.outsideOf(tenant)))
                .orTimeout(300, TimeUnit.SECONDS)
                .join();
        long sequence = assertInstanceOf(Outcome.Accepted.class, outcome).lastSequence();
        Await.until(() -> LogEnd.of(folder).sequence() >= sequence);
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.server.stop(0));
    }

    private ClusterLogSource requested() {
        List<String> list = nodes.stream()
                .map(node -> node.member + "=localhost:" + (node.port() - OPERATORS))
                .toList();
        return new ClusterLogSource(MemberList.parse(String.join(",", list)), TIMEOUT);
    }

    private List<Integer> copies() {
        return nodes.stream().map(node -> node.copies.get()).toList();
    }

    private void assertWhole(Path into, LogEnd end) throws IOException {
        LogVerifier.VerificationResult proof = LogVerifier.prove(into, _ -> {});
        assertTrue(proof.holds(), proof::fault);
        assertEquals(LogEnd.of(now).sequence(), proof.verdict().events());
        assertEquals(LogEnd.of(now), end);
        assertFalse(Files.exists(into.resolve("node").resolve("sent")));
    }

    private static String refusal(Refused call) {
        return String.valueOf(assertThrows(IOException.class, call::make).getMessage());
    }

    private interface Refused {
        void make() throws IOException;
    }

    @Test
    void followerIsCopiedAndTheLeaderIsLeftAlone() throws IOException {
        Path into = Files.createDirectories(directory.resolve("into"));
        assertWhole(into, requested().copy(into));
        assertEquals(1, nodes.get(0).copies.get() + nodes.get(2).copies.get());
        assertEquals(0, nodes.get(1).copies.get());
        assertEquals(LogEnd.of(now).sequence(), requested().sequence());
    }

    @Test
    void commandsAppliedDuringACopyAreInTheCopy() throws IOException {
        nodes.forEach(node -> node.folder = earlier);
        Path into = Files.createDirectories(directory.resolve("into"));
        assertWhole(into, requested().copy(into));
    }

    /** As where a node dies, or leaves for the lead, in the midst of a copy. */
    @Test
    void aCopyThatBreaksOffIsTakenOfTheNextNode() throws IOException {
        nodes.get(0).breaksOff = true;
        nodes.get(2).breaksOff = true;
        Path into = Files.createDirectories(directory.resolve("into"));
        assertWhole(into, requested().copy(into));
        assertEquals(List.of(1, 1, 1), copies());

        nodes.get(1).breaksOff = true;
        // On a busy machine a node's status may come too late, and then that node is not tried.
        Await.until(() -> {
            String why = refusal(() -> requested().copy(into));
            return why.contains("node 0: it broke off") && why.contains("node 1: it broke off");
        });
    }

    @Test
    void laggingNodeIsSkipped() throws IOException {
        nodes.get(0).folder = earlier;
        nodes.get(0).later = earlier;
        nodes.get(2).folder = earlier;
        nodes.get(2).later = earlier;
        Path into = Files.createDirectories(directory.resolve("into"));
        assertWhole(into, requested().copy(into));
        assertEquals(1, nodes.get(1).copies.get());

        LogRange range = requested().since(LogEnd.of(earlier).position(), into);
        assertEquals(LogEnd.of(now), range.end());
        assertEquals(LogRange.before(now, LogEnd.of(earlier).position()), range.before());
    }

    @Test
    void formerLeaderWithoutAMajorityIsNotTrusted() {
        nodes.get(1).term = 2;
        assertTrue(refusal(() -> requested().sequence()).contains("no node leads"));
        nodes.get(1).term = 3;
        nodes.get(0).server.stop(0);
        nodes.get(2).server.stop(0);
        assertTrue(refusal(() -> requested().sequence()).contains("most nodes do not answer"));
        nodes.get(1).server.stop(0);
        assertTrue(refusal(() -> requested().sequence()).contains("no node leads"));
    }

    @Test
    void logReplacedMeanwhileIsRefused() throws IOException {
        Path other = directory.resolve("other").resolve("node");
        try (ClusterNode node = ClusterNode.start(ClusterConfig.at(other).withMinFreeBytes(0))) {
            for (int tenant = 9; tenant < 19; tenant++) {
                open(node, other, tenant);
            }
        }
        nodes.forEach(node -> node.later = other);
        Path into = Files.createDirectories(directory.resolve("into"));
        String why = refusal(() -> requested().copy(into));
        assertTrue(why.contains("its log differs from the one that was copied from it"), why);
    }
}
