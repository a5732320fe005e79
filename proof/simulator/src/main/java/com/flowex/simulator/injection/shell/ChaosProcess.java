package com.flowex.simulator.injection.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process of FlowEx that can be restarted. It is used by one thread. */
public final class ChaosProcess {

    private static final String READY = "FlowEx is ready at ";

    private final String name;
    private final List<String> command;
    private final Map<String, String> settings;
    private final Path log;
    private Optional<Process> process = Optional.empty();
    private long begin;

    /** @param log file with its output, of all its starts */
    public ChaosProcess(String name, List<String> command, Map<String, String> settings, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.settings = Map.copyOf(settings);
        this.log = log;
    }

    public String name() {
        return name;
    }

    public void start() throws IOException {
        begin = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(setting -> setting.startsWith("FLOWEX_"));
        builder.environment().putAll(settings);
        process = Optional.of(builder.start());
    }

    public boolean isAlive() {
        return process.map(Process::isAlive).orElse(false);
    }

    /** Returns true if it has reported readiness since it was started. */
    boolean isReady() throws IOException {
        return isAlive() && output().contains(READY);
    }

    /** Returns its output since it was started. */
    private String output() throws IOException {
        byte[] all = Files.readAllBytes(log);
        return new String(all, (int) begin, (int) (all.length - begin), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Returns its exit code and its last line of output. */
    public String end() throws IOException {
        return "code " + process.map(Process::exitValue).orElse(0) + ": "
                + output().lines().reduce((_, last) -> last).orElse("it said nothing");
    }

    /** Sends SIGKILL; the process is gone on return. */
    public void kill() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroyForcibly().waitFor();
            process = Optional.empty();
        }
    }

    /** @param signal name of the signal, such as STOP */
    public void signal(String signal) throws IOException, InterruptedException {
        if (isAlive()) {
            SystemCommands.run("kill -" + signal + " " + process.orElseThrow().pid());
        }
    }

    /** Sends SIGTERM; returns true if it ended by that in time. */
    public boolean stop(Duration max) throws InterruptedException {
        if (process.isEmpty()) {
            return true;
        }
        process.get().destroy();
        return process.get().waitFor(max.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Returns true if it was started and ended without a request; after a restart it is false again. */
    public boolean hasEndedByItself() {
        return process.isPresent() && !isAlive();
    }
}
