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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final long BEFORE_THE_KILL = 1_000;
    private static final Pattern CHECKED = Pattern.compile("check acknowledged=(\\d+) found=(\\d+) lost=(\\d+)");
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
        PreparedPostgres.copyTo(folder.resolve("cluster/services/postgres"));
        started = true;
        String ready = run("start", "--port", Integer.toString(freePorts(30)));
        String url = "http://localhost:" + environment.get("FLOWEX_PORT");
        assertTrue(ready.contains("cluster ready " + url + " leader="), ready);

        Path file = folder.resolve("acknowledged");
        List<String> arguments = List.of(
                "--orders", "1000000",
                "--connections", "16",
                "--accounts", "4",
                "--url", url,
                "--acknowledged", file.toString());
        try (JavaProcess load = load(arguments)) {
            await(load, file, BEFORE_THE_KILL);
            JsonNode leader = leader();
            ProcessHandle.of(leader.get("pid").asLong()).orElseThrow().destroyForcibly();
            await(load, file, lines(file) + BEFORE_THE_KILL);
            load.kill();
            assertTrue(leader().get("member").asInt() != leader.get("member").asInt(), "another leads");
        }
        String again = run("start");
        assertTrue(again.contains("cluster ready"), again);
        assertTrue(run("status").contains("services ready at " + url), "as people read it");
        for (JsonNode node : status().get("nodes")) {
            assertTrue(List.of("leader", "follower").contains(node.get("role").asText()), node::toString);
        }
        check(url, file);

        assertTrue(run("stop").contains("cluster stopped"));
        assertTrue(run("start").contains("cluster ready"));
        check(url, file);
    }

    private static void check(String url, Path file) {
        try (JavaProcess check = load(List.of("--check", file.toString(), "--url", url))) {
            check.exitCode(Duration.ofMinutes(2));
            Matcher line = CHECKED.matcher(check.output());
            assertTrue(line.find(), check::output);
            System.out.println("proof: leader of three killed -9, acknowledged=" + line.group(1) + " found="
                    + line.group(2) + " lost=" + line.group(3));
            assertEquals(lines(file), Long.parseLong(line.group(1)), "every line of the file was asked for");
            assertEquals("0", line.group(3));
        }
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
        ClusterTool.run(arguments, all, out, out);
        return said.toString(StandardCharsets.UTF_8);
    }

    private static JavaProcess load(List<String> arguments) {
        return JavaProcess.start("benchmarks", "com.flowex.benchmarks.load.Load", arguments, Map.of());
    }

    private static void await(JavaProcess load, Path file, long acknowledged) {
        Deadline.await(
                Duration.ofSeconds(90),
                () -> lines(file) >= acknowledged || !load.isAlive(),
                () -> "too slow, load printed: " + load.output());
        assertTrue(load.isAlive(), load::output);
    }

    private static long lines(Path file) {
        if (!Files.exists(file)) {
            return 0;
        }
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
