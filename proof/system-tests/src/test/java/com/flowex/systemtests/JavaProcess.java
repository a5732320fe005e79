package com.flowex.systemtests;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of this project in a process of its own, with the flags that ./flowex gives it, but for {@link #SHORT_LIVED}:
 * nothing here runs for long enough to get the costs of others back.
 */
final class JavaProcess implements AutoCloseable {

    private static final Path ROOT = Repository.file("").toAbsolutePath().normalize();

    static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

    /**
     * Flags of a process that ends soon. The second compiler takes four seconds of a core at each start. The kernel gives
     * the heap in pages of 2 MB, not in thousands of small ones, and the collector has no threads of its own.
     */
    static final List<String> SHORT_LIVED =
            List.of(ONE_COMPILER, "-XX:-UseG1GC", "-XX:+UseSerialGC", "-XX:+UseTransparentHugePages");

    /** A busy machine takes its time to end a process, too. */
    private static final Duration END_MAX = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts a class of the class path of this test.
     *
     * @param module module whose options file under build/ it gets
     */
    static JavaProcess start(String module, String mainClass, List<String> arguments, Map<String, String> environment) {
        return start(module, List.of("-cp", System.getProperty("java.class.path")), mainClass, arguments, environment);
    }

    /** @param options further ones for Java, the class path among them */
    static JavaProcess start(
            String module,
            List<String> options,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment) {
        return startWithin(List.of(), module, options, mainClass, arguments, environment);
    }

    /** @param wrapper command that runs the one that follows it in the same process, with other surroundings */
    static JavaProcess startWithin(
            List<String> wrapper,
            String module,
            List<String> options,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment) {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + ROOT.resolve("build/jvm.options"),
                "@" + ROOT.resolve("build/" + module + ".options"),
                // The product's logging, not that of these tests.
                "-Dlogback.configurationFile=logback.xml"));
        command.addAll(SHORT_LIVED);
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile("flowex-" + module, ".out");
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("FLOWEX_"));
            builder.environment().putAll(environment);
            return new JavaProcess(builder.redirectOutput(output.toFile()).start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that it has printed so far. */
    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the end, for so long. */
    boolean waitFor(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: the whole process ends. */
    void kill() {
        process.destroyForcibly();
        exitCode(END_MAX);
    }

    /** SIGTERM, as Ctrl-C or an orchestrator would stop it; returns the exit code. */
    int stop() {
        return stop(END_MAX);
    }

    int stop(Duration limit) {
        process.destroy();
        return exitCode(limit);
    }

    /** Waits for the end. */
    int exitCode(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new AssertionError("still alive after " + limit.toSeconds() + " s; printed: " + output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
        try {
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
