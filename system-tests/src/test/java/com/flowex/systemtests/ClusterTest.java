package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.ground.testing.PreparedPostgres;
import com.flowex.launcher.ClusterTool;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failures 1 to 5 with several nodes: whichever dies, what was acknowledged is there.
 *
 * <p>Goal: {@code ./flowex cluster} as an operator uses it. Method: three nodes and the services are started by it; the load tool
 * writes down every order that is acknowledged; the node that leads is killed by SIGKILL in the middle of that; orders go on, every
 * one that was acknowledged is found, the dead node comes back by the same command, and all of it stops by another.
 */
@Timeout(420)
class ClusterTest {

    private static final Duration LOAD_MAX = Duration.ofSeconds(90);
    private static final long BEFORE_THE_KILL = 1_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new TreeMap<>(ExchangeProcess.QUICK_HASHES);
    private boolean started;

    @AfterEach
    void stop() {
        if (started) {
            run("stop");
        }
    }

    @Test
    void anyNodeMayDieAndNothingAcknowledgedIsLost() {
        environment.put("FLOWEX_PORT", Integer.toString(freePorts(1)));
        environment.put("FLOWEX_SERVICE_PORTS", "off");
        environment.put("FLOWEX_DEMO_MARKET", "off");
        environment.put("JDK_JAVA_OPTIONS", JavaProcess.ONE_COMPILER + " " + String.join(" ", StartCache.flags()));
        PreparedPostgres.copyTo(folder.resolve("cluster/services/postgres"));
        started = true;
        String ready = run("start", "--port", Integer.toString(freePorts(30)));
        String url = "http://localhost:" + environment.get("FLOWEX_PORT");
        assertTrue(ready.contains("cluster ready " + url + " leader="), ready);

        AcknowledgedOrders orders = new AcknowledgedOrders(folder.resolve("acknowledged"));
        try (JavaProcess load = orders.load(URI.create(url), "1000000", "16")) {
            orders.await(load, LOAD_MAX, BEFORE_THE_KILL);
            JsonNode leader = leader();
            ProcessHandle.of(leader.get("pid").asLong()).orElseThrow().destroyForcibly();
            orders.await(load, LOAD_MAX, orders.count() + BEFORE_THE_KILL);
            load.kill();
            assertTrue(leader().get("member").asInt() != leader.get("member").asInt(), "another leads");
        }
        String again = run("start");
        assertTrue(again.contains("cluster ready"), again);
        assertTrue(run("status").contains("services ready at " + url), "as people read it");
        for (JsonNode node : status().get("nodes")) {
            assertTrue(List.of("leader", "follower").contains(node.get("role").asText()), node::toString);
        }
        check(url, orders);

        assertTrue(run("stop").contains("cluster stopped"));
        assertTrue(run("start").contains("cluster ready"));
        check(url, orders);
    }

    private static void check(String url, AcknowledgedOrders orders) {
        AcknowledgedOrders.Proof proof = orders.check(URI.create(url));
        System.out.println("proof: leader of three killed -9, acknowledged=" + proof.acknowledged() + " found="
                + proof.found() + " lost=" + proof.lost());
        assertEquals(0, proof.lost());
    }

    private JsonNode leader() {
        for (JsonNode node : status().get("nodes")) {
            if (node.get("role").asText().equals("leader")) {
                return node;
            }
        }
        throw new AssertionError("nobody leads: " + status());
    }

    private JsonNode status() {
        try {
            return MAPPER.readTree(run("status", "--json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(String verb, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(verb, "--dir", folder.resolve("cluster").toString()));
        arguments.addAll(List.of(more));
        Map<String, String> all = new TreeMap<>(System.getenv());
        all.keySet().removeIf(name -> name.startsWith("FLOWEX_"));
        all.putAll(environment);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setProperty("flowex.root", "..");
        // Nodes and services have the class path of who starts them.
        String own = System.setProperty("java.class.path", StartCache.classPath());
        try {
            ClusterTool.run(arguments, all, out, out);
        } finally {
            System.setProperty("java.class.path", own);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** The first of so many that nobody has now, as far as one can tell from the first. */
    private static int freePorts(int count) {
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            return port + count < 60_000 ? port : port - 10_000;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
