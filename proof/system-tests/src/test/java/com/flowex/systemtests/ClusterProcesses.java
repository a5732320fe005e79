package com.flowex.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.cli.ClusterTool;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.PreparedPostgres;
import com.flowex.testsupport.Repository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Three nodes and the services, as an operator starts them by {@code ./flowex cluster}, in a folder. */
final class ClusterProcesses implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>(ExchangeProcess.QUICK_STARTS);
    private boolean started;

    ClusterProcesses(Path folder, Map<String, String> more) {
        this.folder = folder;
        environment.put("FLOWEX_PORT", Integer.toString(freePorts(1)));
        environment.put("FLOWEX_SERVICE_PORTS", "off");
        environment.put("FLOWEX_DEMO_MARKET", "off");
        environment.put("JDK_JAVA_OPTIONS", JavaProcess.ONE_COMPILER + " " + String.join(" ", StartCache.flags()));
        environment.putAll(more);
    }

    String url() {
        return "http://localhost:" + environment.get("FLOWEX_PORT");
    }

    HttpApi api() {
        return new HttpApi(URI.create(url()));
    }

    /** @return the output */
    String start() {
        Path database = folder.resolve("services/postgres");
        if (!Files.exists(database)) {
            PreparedPostgres.copyTo(database, ExchangeProcess.SCHEMAS);
        }
        started = true;
        return run("start", "--port", Integer.toString(freePorts(30)));
    }

    /** The leader; none, while the nodes elect one. */
    private Optional<JsonNode> leader() {
        for (JsonNode node : status().get("nodes")) {
            if (node.get("role").asText().equals("leader")) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    /** Waits until another node than this one leads. */
    void awaitLeaderOtherThan(int member) {
        Await.until(() ->
                leader().filter(node -> node.get("member").asInt() != member).isPresent());
    }

    /** @return which node it was */
    int killLeader() {
        return killLeader(() -> {});
    }

    /**
     * Kills the node that leads.
     *
     * @param meanwhile begins work that the kill interrupts; called right before it
     * @return which node it was
     */
    int killLeader(Runnable meanwhile) {
        JsonNode leader = leader().orElseThrow(() -> new AssertionError("nobody leads: " + status()));
        meanwhile.run();
        ProcessHandle.of(leader.get("pid").asLong()).orElseThrow().destroyForcibly();
        return leader.get("member").asInt();
    }

    JsonNode status() {
        try {
            return MAPPER.readTree(run("status", "--json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the output */
    String run(String verb, String... more) {
        List<String> arguments = new ArrayList<>(List.of(verb, "--dir", folder.toString()));
        arguments.addAll(List.of(more));
        Map<String, String> all = new TreeMap<>(System.getenv());
        all.keySet().removeIf(name -> name.startsWith("FLOWEX_"));
        all.putAll(environment);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setProperty("flowex.root", Repository.file("").toString());
        // Nodes and services have the class path of who starts them.
        String own = System.setProperty("java.class.path", StartCache.classPath());
        try {
            ClusterTool.run(arguments, all, out, out);
        } finally {
            System.setProperty("java.class.path", own);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The first of that many free ports, as far as the first shows. */
    private static int freePorts(int count) {
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            return port + count < 60_000 ? port : port - 10_000;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (started) {
            run("stop");
        }
    }
}
