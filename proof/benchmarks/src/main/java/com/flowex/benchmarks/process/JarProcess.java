package com.flowex.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts processes of FlowEx's jar. */
public final class JarProcess {

    private JarProcess() {}

    /**
     * Starts a process, which ends with this one at the latest. It does not inherit FlowEx settings from this process's
     * environment.
     *
     * @param root folder of FlowEx's files
     * @param output file to which its output is appended
     * @param options Java options, after those of every process of FlowEx
     * @param main name of the main class in {@code com.flowex.app}
     * @param settings FlowEx settings, by their environment names
     */
    public static Process start(Path root, Path output, List<String> options, String main, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("build/jvm.options"));
        command.add("@" + root.resolve("build/launcher.options"));
        command.addAll(options);
        // The class path must be written as in the command that makes the class cache, which is valid only for the same
        // text.
        command.addAll(List.of("-cp", "app/target/launcher.jar", "com.flowex.app.process." + main));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("FLOWEX_"));
        builder.environment().put("FLOWEX_ENV_FILE", "/dev/null");
        builder.environment().putAll(settings);
        Process started = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return started;
    }
}
