package com.flowex.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of FlowEx's jar. */
public final class Launched {

    private Launched() {}

    /**
     * Starts one, which ends with this process at the latest. Nothing of what this one was told of FlowEx reaches it.
     *
     * @param root of FlowEx's files
     * @param output gets what it says, behind what is there
     * @param options of Java, behind those of every process of FlowEx
     * @param main the class in {@code com.flowex.launcher} that it begins with
     * @param settings of FlowEx, by their names in the environment
     */
    public static Process start(Path root, Path output, List<String> options, String main, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + root.resolve("build/jvm.options"));
        command.add("@" + root.resolve("build/launcher.options"));
        command.addAll(options);
        // As it is written in the command that makes the cache of classes, which holds for the same words alone.
        command.addAll(List.of("-cp", "launcher/target/launcher.jar", "com.flowex.launcher." + main));
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
