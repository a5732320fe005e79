package com.flowex.simulator.injection;

import com.flowex.simulator.injection.shell.ChaosNetwork;
import com.flowex.simulator.injection.shell.ChaosProcess;
import com.flowex.simulator.injection.shell.SystemCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Factory of FlowEx processes on the machines of a run.
 *
 * @param folder folder of the run
 * @param root root of FlowEx's own files
 */
record ChaosProcessFactory(ChaosNetwork network, Path folder, Path root) {

    private static final String LAUNCHER = "com.flowex.app.process.Launcher";

    /** Returns the folder of a process's, or a machine's, data. */
    Path data(String name) {
        return folder.resolve("run").resolve(name);
    }

    /** Creates a launcher process on a machine of the same name. */
    ChaosProcess launcher(String host, String heap, Map<String, String> own) {
        return launcher(host, heap, own, Map.of());
    }

    /** @param forJava variables that only Java itself gets */
    ChaosProcess launcher(String host, String heap, Map<String, String> own, Map<String, String> forJava) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("FLOWEX_HOST", "0.0.0.0");
        settings.put("FLOWEX_PORT", Integer.toString(ChaosServices.PORT));
        return process(host, host, heap, LAUNCHER, settings, forJava);
    }

    /** @param name name of the process, of its data and of its log file */
    ChaosProcess process(
            String host,
            String name,
            String heap,
            String mainClass,
            Map<String, String> own,
            Map<String, String> forJava) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("FLOWEX_DATA_DIR", data(name).toString());
        settings.put("FLOWEX_HEAP_MAX", heap);
        List<String> command = new ArrayList<>(network.on(host));
        if (!forJava.isEmpty()) {
            command.add("env");
            forJava.forEach((variable, value) -> command.add(variable + "=" + value));
        }
        command.addAll(java(heap));
        command.add(mainClass);
        return new ChaosProcess(name, command, settings, output(name));
    }

    /** Returns the log file of a process, for all its starts. */
    Path output(String name) {
        return folder.resolve(name + ".log");
    }

    /** Runs one of FlowEx's tools on one of the machines. */
    SystemCommands.CommandOutput tool(String host, Map<String, String> settings, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(network.on(host));
        command.add("env");
        settings.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(java("512m"));
        command.addAll(words);
        return SystemCommands.request(command);
    }

    private List<String> java(String heap) {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("build/jvm.options"),
                "@" + root.resolve("build/launcher.options"),
                // One compiler is enough: ten processes that are restarted again and again never recover the cost of
                // the second.
                "-XX:TieredStopAtLevel=1",
                "-Xms128m",
                "-Xmx" + heap));
        // The cache cuts the start time to a third.
        Path cache = root.resolve("target/launcher.aot");
        if (Files.exists(cache)) {
            java.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off"));
        }
        java.addAll(List.of("-cp", root.resolve("app/target/launcher.jar").toString()));
        return java;
    }
}
