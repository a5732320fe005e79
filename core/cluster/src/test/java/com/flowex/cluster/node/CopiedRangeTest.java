package com.flowex.cluster.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.check.NodeInventory;
import com.flowex.cluster.client.Outcome;
import com.flowex.cluster.remote.RemoteExchange;
import com.flowex.cluster.repair.LogEnd;
import com.flowex.cluster.repair.LogRange;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.cluster.repair.NodeBackup;
import com.flowex.cluster.repair.NodeSeed;
import com.flowex.cluster.repair.ReceivedLogRange;
import com.flowex.domain.command.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a node, and what its log, or that of another node of the same exchange, grew by since. */
@Timeout(600)
class CopiedRangeTest {

    @TempDir
    private Path directory;

    private long next = 1;

    /** The log of a node behind a position, as it comes over the network. */
    private ReceivedLogRange sent(Path node, long from) throws IOException {
        return ReceivedLogRange.receive(new ByteArrayInputStream(bytes(node, from)), directory.resolve("sent"));
    }

    private static byte[] bytes(Path node, long from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ReceivedLogRange.send(LogRange.of(node, from), bytes);
        return bytes.toByteArray();
    }

    private static void append(Path copy, ReceivedLogRange range) throws IOException {
        try (InputStream bytes = Files.newInputStream(range.file())) {
            LogRange.append(copy, range.from(), range.from() + range.bytes(), range.record(), bytes);
        }
    }

    /**
     * Goal: a range that comes over the network is whole or refused; and a copy ends at its given position, despite
     * bytes behind it.
     */
    @Test
    void truncatedCopyIsRefusedAndBytesBehindTheEndAreDropped() throws IOException {
        Path node = directory.resolve("node");
        Path copy = directory.resolve("copy");
        LogEnd earlier;
        LogEnd later;
        byte[] whole;
        try (ClusterNode running = Started.on(node)) {
            Asking.begin(running);
            earlier = ended(node, Asking.payments(running, 1, 100));
            later = ended(node, Asking.payments(running, 101, 100));
            whole = bytes(node, earlier.position());
            NodeBackup.copy(directory, copy.resolve("node"));
        }
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            IOException none = assertThrows(IOException.class, () -> received(cut));
            assertTrue(String.valueOf(none.getMessage()).contains("broke off"), none::toString);
        }
        for (int at : new int[] {40, whole.length / 2, whole.length - 1}) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            assertThrows(IOException.class, () -> received(changed));
        }
        assertEquals(later, received(whole).end());

        assertTrue(NodeSeed.reach(copy.resolve("node")) >= later.position());
        ReceivedLogRange rest = received(whole);
        LogRange.append(copy, earlier.position(), earlier.position(), rest.record(), InputStream.nullInputStream());
        assertEquals(earlier.position(), NodeSeed.reach(copy.resolve("node")));
        append(copy, rest);
        assertEquals(later.sequence(), LogVerifier.verify(copy, _ -> {}).events());
        assertNotEquals("", LogRange.before(node, later.position()));
        assertNotEquals(LogRange.before(node, earlier.position()), LogRange.before(node, later.position()));
        assertEquals("", LogRange.before(node, later.position() + 32), "it does not go so far");
        assertEquals("", LogRange.before(node, later.position() - 1), "no frame ends there");
        assertThrows(
                IOException.class,
                () -> LogRange.append(copy, 1L << 30, 1L << 30, new byte[0], InputStream.nullInputStream()));
    }

    private ReceivedLogRange received(byte[] bytes) throws IOException {
        return ReceivedLogRange.receive(new ByteArrayInputStream(bytes), directory.resolve("sent"));
    }

    private static LogEnd ended(Path node, long sequence) {
        Waiting.until(() -> at(node) >= sequence);
        try {
            return LogEnd.of(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long at(Path node) {
        try {
            return LogEnd.of(node).sequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pays until it is known of each that it was done; a slow machine may hold elections at any time. */
    private long pay(RemoteExchange exchange, int count) {
        long last = 0;
        for (int i = 0; i < count; i++) {
            last = answered(exchange, TestMarket.payment(next++));
        }
        return last;
    }

    private static long answered(RemoteExchange exchange, Command command) {
        long[] last = new long[1];
        Waiting.until(() -> {
            if (Asking.outcome(exchange, command) instanceof Outcome.Accepted accepted) {
                last[0] = accepted.lastSequence();
            }
            return last[0] > 0;
        });
        return last[0];
    }

    /**
     * Goal: it does not matter which node a copy, and what goes on behind it, are of. Method: one that follows is copied; the one that leads is killed, so
     * that there is another term, and started again, so that it hears of that by replay; what the copy lacks is taken of that one. The copy is
     * proved, and is started as a node alone, and as three; and the one that ran alone is made three of.
     */
    @Test
    @Tag("process")
    @EnabledIfSystemProperty(named = "flowex.full", matches = "true")
    void copyOfAnyNodeContinuesWithAnyOther() throws Exception {
        Path copy = directory.resolve("copy");
        long last;
        try (ThreeNodes nodes = new ThreeNodes(Files.createDirectories(directory.resolve("first")), 70);
                RemoteExchange exchange = nodes.connect("edge")) {
            TestMarket.beginning().forEach(command -> answered(exchange, command));
            pay(exchange, 200);
            int leader = exchange.leader();
            int follower = (leader + 1) % ThreeNodes.COUNT;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            NodeBackup.write(nodes.data(follower), bytes);
            NodeSeed.receive(copy.resolve("node"), new ByteArrayInputStream(bytes.toByteArray()));
            LogEnd end = LogEnd.of(copy);
            String before = LogRange.before(copy, end.position());
            assertNotEquals("", before);

            nodes.kill(leader);
            pay(exchange, 200);
            nodes.startAgain(leader);
            nodes.awaitFollower(leader);
            last = pay(exchange, 200);
            Set<String> behind = new HashSet<>();
            for (int id = 0; id < ThreeNodes.COUNT; id++) {
                ended(nodes.data(id), last);
                ReceivedLogRange range = sent(nodes.data(id), end.position());
                assertEquals(before, range.before(), "node " + id);
                assertEquals(last, range.end().sequence());
                behind.add(range.behind());
            }
            assertEquals(1, behind.size(), behind::toString);
            append(copy, sent(nodes.data(leader), end.position()));
        }
        LogVerifier.VerificationResult proof = LogVerifier.prove(copy, System.out::println);
        assertTrue(proof.holds(), proof::fault);
        assertEquals(last, proof.verdict().events());
        assertEquals(List.of(), NodeInventory.of(copy).problems());

        Path alone = directory.resolve("alone");
        NodeBackup.copy(copy, alone.resolve("node"));
        try (ClusterNode node = Started.on(alone.resolve("node"))) {
            assertEquals(last, node.recoveredSequence());
            Asking.payments(node, next, 100);
        }
        assertThreeGoOn(copy, directory.resolve("again"), last);
        assertThreeGoOn(alone, directory.resolve("of-one"), at(alone));
    }

    private void assertThreeGoOn(Path data, Path into, long last) throws Exception {
        for (int id = 0; id < ThreeNodes.COUNT; id++) {
            NodeBackup.copy(data, into.resolve("node" + id));
        }
        long later;
        try (ThreeNodes nodes = new ThreeNodes(into, 2_000);
                RemoteExchange exchange = nodes.connect("edge")) {
            next += 1_000;
            later = pay(exchange, 100);
            assertTrue(later > last);
            nodes.kill(exchange.leader());
            later = pay(exchange, 100);
            for (int id = 0; id < ThreeNodes.COUNT; id++) {
                assertFalse(nodes.printed(id).contains("stopped: "), nodes.printed(id));
                nodes.kill(id);
            }
        }
        Set<Long> digests = new HashSet<>();
        for (int id = 0; id < ThreeNodes.COUNT; id++) {
            if (at(into.resolve("node" + id)) == later) {
                digests.add(
                        LogVerifier.verify(into.resolve("node" + id), _ -> {}).digest());
            }
        }
        assertEquals(1, digests.size());
    }
}
