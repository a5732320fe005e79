package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Processes of one version of FlowEx: each service in one of its own, on a database, a Redis and nodes that another version uses too. */
final class VersionProcesses implements AutoCloseable {

    static final List<String> SERVICES = List.of("identity", "trading", "wallet");

    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration END_MAX = Duration.ofMinutes(5);
    private static final Duration TOOL_MAX = Duration.ofMinutes(5);

    private final String version;
    private final List<String> options;
    private final String launcher;
    private final Map<String, String> shared;
    private final Path folder;
    private final Map<String, JavaProcess> processes = new TreeMap<>();
    private final Map<String, Integer> ports = new TreeMap<>();

    /**
     * Nothing runs yet.
     *
     * @param version its name, for people and folders
     * @param classPath class path of its launcher
     * @param launcher main class of its processes
     * @param shared settings that all processes of both versions have in common
     */
    VersionProcesses(String version, String classPath, String launcher, Map<String, String> shared, Path folder) {
        this.version = version;
        this.options = List.of("-Xms64m", "-Xmx384m", "-cp", classPath);
        this.launcher = launcher;
        this.shared = Map.copyOf(shared);
        this.folder = folder;
    }

    /** Starts one more. */
    void launch(String name, String services, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(shared);
        all.put("FLOWEX_SERVICES", services);
        all.put("FLOWEX_PORT", Integer.toString(ports.computeIfAbsent(name, _ -> FreePorts.of(1))));
        all.put("FLOWEX_DATA_DIR", folder.resolve(version + "-" + name).toString());
        all.putAll(own);
        processes.put(name, JavaProcess.start("launcher", options, launcher, List.of(), all));
    }

    /** Starts each service, and returns when all of them are ready. */
    void launchServices() {
        SERVICES.forEach(
                service -> launch(service, service.equals("identity") ? "identity,tenants" : service, Map.of()));
        SERVICES.forEach(this::awaitReady);
    }

    void awaitReady(String name) {
        JavaProcess process = process(name);
        Deadline.await(
                START_MAX,
                () -> process.output().contains("is ready at") || !process.isAlive(),
                () -> version + " " + name + " is not ready: " + process.output());
        assertTrue(process.isAlive(), () -> version + " " + name + " has ended: " + process.output());
    }

    /** Kill -9, and the same again. */
    void startAgain(String service) {
        process(service).kill();
        process(service).close();
        launch(service, service, Map.of());
        awaitReady(service);
    }

    /** As an operator ends it. */
    void stop(String service) {
        JavaProcess process = process(service);
        assertEquals(0, process.stop(END_MAX), () -> version + " " + service + " printed: " + process.output());
        requireQuiet(service);
    }

    /** Nothing that it logged is an error. */
    void requireQuiet(String name) {
        List<String> errors = process(name)
                .output()
                .lines()
                .filter(line -> line.contains(" ERROR ") || line.contains("\"level\":\"ERROR\""))
                .toList();
        assertEquals(List.of(), errors, () -> version + " " + name);
    }

    private JavaProcess process(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    /** Where a service of it answers. */
    URI url(String service) {
        return URI.create("http://localhost:" + Objects.requireNonNull(ports.get(service), service));
    }

    /** Output of one of its tools, which ends well. */
    String tool(String mainClass, String... arguments) {
        Map<String, String> all = new HashMap<>(shared);
        all.put("FLOWEX_DATA_DIR", folder.resolve(version + "-tool").toString());
        try (JavaProcess tool = JavaProcess.start("launcher", options, mainClass, List.of(arguments), all)) {
            assertEquals(0, tool.exitCode(TOOL_MAX), tool::output);
            return tool.output();
        }
    }

    @Override
    public void close() {
        processes.values().forEach(JavaProcess::close);
    }
}
