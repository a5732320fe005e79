package com.flowex.app.process;

import com.flowex.app.lifecycle.LogOpener;
import com.flowex.app.lifecycle.LoggingSetup;
import com.flowex.app.lifecycle.RunningProcess;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.platform.settings.StartupException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.slf4j.event.Level;

/**
 * {@code ./flowex run}: runs the exchange, or the part that the settings select, in this process, until it is stopped
 * or stops by itself.
 *
 * <p>Exits with 0 after a stop signal, 1 when it could not start, 2 on bad configuration, 3 when it had to stop after
 * it was ready. {@code ./flowex run} restarts it after 3.
 */
public final class Launcher {

    private static final int STOPPED = 0;
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;
    private static final int ENDED = 3;

    /** Longest time in which a start notices a stop signal. */
    private static final Duration GIVING_UP_MAX = Duration.ofSeconds(10);

    /** A failed start has little to stop; a running process takes a snapshot. */
    private static final Duration CLOSING_MAX = Duration.ofSeconds(15);

    private static final Duration STOPPING_MAX = Duration.ofMinutes(2);

    private final CompletableFuture<Boolean> running = new CompletableFuture<>();
    private final ProcessOutput output = new ProcessOutput();
    private final StartedComponents parts = new StartedComponents();
    private final Thread main = Thread.currentThread();
    private volatile int exitCode = STOPPED;

    /** True if a stop signal came before it was ready: a failure of the start is its effect then, not an error. */
    private volatile boolean givesUp;

    /** Runs before the stop; does nothing where the process ends by itself. */
    private volatile Runnable leaving = () -> {};

    private final LogOpener opener;

    private Launcher(LogOpener opener) {
        this.opener = opener;
    }

    /** Reads the configuration from the environment; takes no arguments. */
    public static void main(String[] args) {
        runAndExit(LogOpener.DURABLE);
    }

    public static void runAndExit(LogOpener opener) {
        // Done before other threads exist: a logger requested while logging is being set up would report that on
        // standard error.
        Objects.requireNonNull(LoggerFactory.getILoggerFactory());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new Launcher(opener).run());
    }

    private int run() {
        // Not workers: the process ends with them.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
        try {
            LauncherSettings settings = LauncherSettings.here(System.getenv(), this::configureLogging);
            LoggingSetup.set(settings, parts);
            settings.warnings().forEach(this::report);
            settings.heapWarning(Runtime.getRuntime().maxMemory()).ifPresent(this::report);
            RunningProcess started =
                    switch (settings.node().runs()) {
                        case ALL, SOME -> FlowEx.start(settings, parts, opener);
                        case ENGINE -> EngineProcess.start(settings, parts);
                        case GATEWAY -> GatewayProcess.start(settings, parts);
                    };
            leaving = () -> leave(started, settings.leaving());
            running.complete(true);
            output.ready(readyLine(settings, started.address()));
            report(started.stopped().join());
            leaving = () -> {};
            exitCode = ENDED;
        } catch (LauncherSettings.ConfigurationException wrong) {
            failed(wrong.lines(), MISCONFIGURED);
        } catch (StartupException refused) {
            failed(refused.lines(), FAILED);
        } catch (NodeRefusedException refused) {
            failed(List.of(String.valueOf(refused.getMessage())), FAILED);
        } catch (RuntimeException fault) {
            // Any failure ends the process: a half-started one neither serves nor is restarted.
            if (!givesUp) {
                LoggerFactory.getLogger(Launcher.class).error("the start failed", fault);
            }
            failed(List.of("the start failed: " + fault), FAILED);
        } finally {
            running.complete(false);
        }
        return exitCode;
    }

    private void failed(List<String> lines, int code) {
        if (givesUp) {
            return;
        }
        lines.forEach(line -> output.say(Level.ERROR, line));
        exitCode = code;
    }

    private void configureLogging(LauncherSettings settings) {
        LoggingSetup.console(settings);
        output.format(settings.logs().format());
    }

    private void report(String line) {
        output.say(Level.WARN, line);
    }

    private static String readyLine(LauncherSettings settings, String address) {
        long begunMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
        double seconds = (System.currentTimeMillis() - begunMillis) / 1_000.0;
        return String.format(
                Locale.ROOT,
                "FlowEx is ready at %s after %.1f s, data in %s. Ctrl-C stops it.",
                address,
                seconds,
                settings.base().dataDirectory());
    }

    /**
     * Stops everything in order and within a time limit; runs as the virtual machine's shutdown hook, however it ends.
     */
    private void stop() {
        boolean ran = hasRun();
        leaving.run();
        Thread closing = Thread.ofPlatform().name("closing").daemon().start(parts::close);
        try {
            if (!closing.join(ran ? STOPPING_MAX : CLOSING_MAX)) {
                report("not everything stops: ended all the same, the next start recovers");
            } else if (givesUp && !ran) {
                report("asked to stop during the start: stopped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The exit code of an ordinary end, also after a signal.
        Runtime.getRuntime().halt(exitCode);
    }

    /** Announces the stop and waits; there is no signal when all gateways and balancers have noticed. */
    private static void leave(RunningProcess started, Duration time) {
        started.leave();
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Returns true if the start had completed; otherwise makes a start that is under way give up. */
    private boolean hasRun() {
        try {
            if (!running.isDone()) {
                givesUp = true;
                main.interrupt();
            }
            return running.get(GIVING_UP_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
