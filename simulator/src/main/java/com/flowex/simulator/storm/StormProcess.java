package com.flowex.simulator.storm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of FlowEx that can be started again and again. Of one thread. */
final class StormProcess {

    private static final String READY = "FlowEx is ready at ";

    private final String name;
    private final List<String> command;
    private final Map<String, String> settings;
    private final Path log;
    private Optional<Process> process = Optional.empty();
    private long begin;

    /** @param log what it says, of all its starts */
    StormProcess(String name, List<String> command, Map<String, String> settings, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.settings = Map.copyOf(settings);
        this.log = log;
    }

    String name() {
        return name;
    }

    void start() throws IOException {
        begin = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(setting -> setting.startsWith("FLOWEX_"));
        builder.environment().putAll(settings);
        process = Optional.of(builder.start());
    }

    boolean isAlive() {
        return process.map(Process::isAlive).orElse(false);
    }

    /** Whether it said so since it was started. */
    boolean isReady() throws IOException {
        return isAlive() && said().contains(READY);
    }

    /** What it said since it was started. */
    private String said() throws IOException {
        byte[] all = Files.readAllBytes(log);
        return new String(all, (int) begin, (int) (all.length - begin), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** How it ended: its exit code and the last thing that it said. */
    String end() throws IOException {
        return "code " + process.map(Process::exitValue).orElse(0) + ": "
                + said().lines().reduce((_, last) -> last).orElse("it said nothing");
    }

    /** SIGKILL, and it is gone when this returns. */
    void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroyForcibly().waitFor();
            process = Optional.empty();
        }
    }

    /** @param signal by its name, as STOP */
    void signal(String signal) throws IOException, InterruptedException {
        if (isAlive()) {
            Shell.run("kill -" + signal + " " + process.orElseThrow().pid());
        }
    }

    /** SIGTERM; whether it ended by that. */
    boolean stop(Duration max) throws InterruptedException {
        if (process.isEmpty()) {
            return true;
        }
        process.get().destroy();
        return process.get().waitFor(max.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it was started and ended without being told to; told once. */
    boolean hasEndedByItself() {
        return process.isPresent() && !isAlive();
    }
}
