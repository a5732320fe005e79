package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.app.cli.Backup;
import com.flowex.app.cli.Restore;
import com.flowex.app.cli.RestoreDrillTool;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.cluster.repair.LogVerifier;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * An exchange of several nodes that backs itself up.
 *
 * <p>Goal: what was acknowledged is in the store, whichever node led, and one node or three begin from it. Method: three nodes, backed up each second;
 * the one that leads is killed; who came before and after is looked for in what is restored as one process, in a drill, and in three nodes.
 */
@Tag("process")
@Timeout(600)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class ClusterBackupTest {

    private static final String LATE = "late@example.com";
    private static final String PASSWORD = "SecurePass123!";

    @TempDir
    private Path folder;

    private Path store = Path.of("target");

    @Test
    void severalNodesAreBackedUpAndOneOrThreeBeginFromThat() {
        store = folder.resolve("store");
        Path nodes = folder.resolve("cluster");
        String order;
        Map<String, String> backup = Map.of("FLOWEX_BACKUP_TO", store.toString(), "FLOWEX_BACKUP_LOG_EVERY", "1s");
        try (ClusterProcesses cluster = new ClusterProcesses(nodes, backup)) {
            String ready = cluster.start();
            assertTrue(ready.contains("cluster ready"), ready);
            Views.trade(cluster.api(), "early@example.com");
            Await.until(() -> !names("whole").isEmpty() && !names("log").isEmpty());
            int killed = cluster.killLeader();
            cluster.awaitLeaderOtherThan(killed);
            HttpApi late = cluster.api().newUser(LATE);
            late.deposit("USDT", "1000");
            order = late.order("buy", "80", "0.02", "late").expect(201).text("id");
            assertTrue(cluster.run("start").contains("cluster ready"));
            Await.until(() -> isBackedUp(cluster.status()));
            assertEquals(0, Backup.run(List.of("list", "--dir", nodes.toString()), environment()));

            assertEquals(0, restore(nodes, "one"));
            assertEquals(0, RestoreDrillTool.run(List.of("--json", "--dir", nodes.toString()), environment()));
            assertEquals(0, Backup.run(List.of("--dir", nodes.toString(), "--to", store + "-other"), environment()));
        }
        LogVerifier.Verdict before = LogVerifier.verify(nodes.resolve("node0"), _ -> {});
        LogVerifier.VerificationResult one = LogVerifier.prove(folder.resolve("one"), _ -> {});
        assertTrue(one.holds(), one::fault);
        assertEquals(before.events(), one.verdict().events());
        assertEquals(before.digest(), one.verdict().digest());
        try (StartedComponents parts = new StartedComponents()) {
            HttpApi late = new HttpApi(ExchangeHere.url(ExchangeHere.start(folder.resolve("one"), parts)));
            late.login(LATE, PASSWORD).get("/api/trading/orders/" + order).expect(200);
        }

        assertEquals(0, restore(nodes, "three", "--nodes", "3"));
        assertEquals(1, restore(nodes, "three", "--nodes", "3"), "over data");
        assertEquals(2, restore(nodes, "four", "--nodes", "4"));
        try (ClusterProcesses again = new ClusterProcesses(folder.resolve("three"), Map.of())) {
            String ready = again.start();
            assertTrue(ready.contains("cluster ready"), ready);
            HttpApi late = again.api().login(LATE, PASSWORD);
            late.get("/api/trading/orders/" + order).expect(200);
            late.order("buy", "81", "0.02", "later").expect(201);
            int killed = again.killLeader();
            again.awaitLeaderOtherThan(killed);
            Await.until(() -> late.order("buy", "82", "0.02", "latest").status() == 201);
        }
    }

    private Map<String, String> environment() {
        return new TreeMap<>(Map.of("FLOWEX_BACKUP_TO", store.toString(), "FLOWEX_DEMO_MARKET", "off"));
    }

    private int restore(Path nodes, String name, String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of("--into", folder.resolve(name).toString(), "--dir", nodes.toString()),
                        Stream.of(more))
                .toList();
        return Restore.run(arguments, environment());
    }

    /** True if the store has the last event that any node knows. */
    private boolean isBackedUp(JsonNode status) {
        long last = 0;
        for (JsonNode node : status.get("nodes")) {
            last = Math.max(last, node.get("sequence").asLong());
        }
        String sequence = "-" + last + "-";
        return names("log").stream().anyMatch(name -> name.contains(sequence));
    }

    private List<String> names(String prefix) {
        Path below = store.resolve(prefix);
        if (!Files.isDirectory(below)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).map(Path::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
