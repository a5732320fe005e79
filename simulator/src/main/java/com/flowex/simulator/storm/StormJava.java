package com.flowex.simulator.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How processes of FlowEx are begun on machines of a storm.
 *
 * @param folder of the run
 * @param root of FlowEx's own files
 */
record StormJava(StormNetwork network, Path folder, Path root) {

    private static final String LAUNCHER = "com.flowex.launcher.Launcher";

    /** What a process, or a machine, keeps on its disk. */
    Path data(String name) {
        return folder.resolve("run").resolve(name);
    }

    /** The launcher, on a machine of its own name. */
    StormProcess launcher(String host, String heap, Map<String, String> own) {
        return launcher(host, heap, own, Map.of());
    }

    /** @param forJava variables that only Java itself is to see */
    StormProcess launcher(String host, String heap, Map<String, String> own, Map<String, String> forJava) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("FLOWEX_HOST", "0.0.0.0");
        settings.put("FLOWEX_PORT", Integer.toString(StormServices.PORT));
        return process(host, host, heap, LAUNCHER, settings, forJava);
    }

    /** @param name of the process: of its data, and of the file with what it says */
    StormProcess process(
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
        return new StormProcess(name, command, settings, said(name));
    }

    /** What a process says, of all its starts. */
    Path said(String name) {
        return folder.resolve(name + ".log");
    }

    /** Runs a tool of FlowEx's on one of the machines. */
    Shell.Said tool(String host, Map<String, String> settings, List<String> words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(network.on(host));
        command.add("env");
        settings.forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(java("512m"));
        command.addAll(words);
        return Shell.ask(command);
    }

    private List<String> java(String heap) {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + root.resolve("build/jvm.options"),
                "@" + root.resolve("build/launcher.options"),
                // One compiler: ten processes that are started again and again never get back what the second costs.
                "-XX:TieredStopAtLevel=1",
                "-Xms128m",
                "-Xmx" + heap));
        // Starts take a third of the time with it.
        Path cache = root.resolve("target/launcher.aot");
        if (Files.exists(cache)) {
            java.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=error"));
        }
        java.addAll(List.of("-cp", root.resolve("launcher/target/launcher.jar").toString()));
        return java;
    }
}
