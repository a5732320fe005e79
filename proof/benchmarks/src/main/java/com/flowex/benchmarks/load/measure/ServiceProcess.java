package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.client.LoadTestException;
import com.flowex.benchmarks.load.client.ProcessStatus;
import com.flowex.benchmarks.process.JarProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Process of some services, started as an operator starts them. */
final class ServiceProcess implements AutoCloseable {

    private static final String READY = "is ready at";
    private static final long READY_NANOS_MAX = TimeUnit.MINUTES.toNanos(5);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long END_SECONDS_MAX = 60;

    private final String name;
    private final String main;
    private final Path root;
    private final Path folder;
    private final String heap;
    private final Map<String, String> settings;
    private @Nullable Process process;
    private int starts;
    private long begun;

    /**
     * Prepares a process; it does not start it.
     *
     * @param main name of the main class in {@code com.flowex.app}
     * @param root folder of FlowEx's files
     * @param folder folder of all processes; this one's data and output are in it
     * @param heap largest heap, such as 256m
     */
    ServiceProcess(String name, String main, Path root, Path folder, String heap, Map<String, String> settings) {
        this.heap = heap;
        this.name = name;
        this.main = main;
        this.root = root;
        this.folder = folder;
        this.settings = Map.copyOf(settings);
    }

    /** Starts the process. */
    void start() throws IOException {
        starts++;
        begun = System.nanoTime();
        process = begin();
    }

    /**
     * Waits until the process reports that it is ready.
     *
     * @return milliseconds since its start
     */
    long awaitReady() throws IOException {
        Path output = output();
        while (!Files.readString(output).contains(READY)) {
            if (!running().isAlive() || System.nanoTime() - begun > READY_NANOS_MAX) {
                throw new LoadTestException(name + " is not ready: " + Files.readString(output));
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private Path output() {
        return folder.resolve(name + "-" + starts + ".out");
    }

    private Process begin() throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xms64m", "-Xmx" + heap));
        Path cache = root.resolve("target/launcher.aot");
        if (Files.exists(cache)) {
            options.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off"));
        }
        Map<String, String> all = new HashMap<>(settings);
        all.put("FLOWEX_DATA_DIR", folder.resolve(name).toString());
        return JarProcess.start(root, output(), options, main, all);
    }

    /** Returns its address, from the text after its last ready message up to the next space. */
    String address() throws IOException {
        String text = Files.readString(output());
        return text.substring(text.lastIndexOf(READY) + READY.length()).strip().split("\\s+", 2)[0];
    }

    String name() {
        return name;
    }

    /** Returns its present status from Linux. */
    ProcessStatus status() throws IOException {
        return ProcessStatus.of(running().pid());
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return process;
    }

    /** Stops the process as an operator does, and waits for its end. */
    void stop() throws InterruptedException {
        running().destroy();
        if (!running().waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new LoadTestException(name + " does not end");
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
