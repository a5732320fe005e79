package com.flowex.launcher;

import com.flowex.cluster.node.NodeRefusedException;
import com.flowex.platform.config.Sources;
import com.flowex.platform.config.StartupException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * {@code ./flowex run}: the whole exchange in this process, until it is told to stop or stops by itself.
 *
 * <p>Ends with 0 after being told to stop, 1 when it could not start or had to stop, 2 on bad configuration.
 */
public final class Launcher {

    private static final int STOPPED = 0;
    private static final int FAILED = 1;
    private static final int MISCONFIGURED = 2;

    private final CompletableFuture<Parts> running = new CompletableFuture<>();
    private volatile int exitCode = STOPPED;

    private Launcher() {}

    /** Reads its configuration from the environment; takes no arguments. */
    public static void main(String[] args) {
        // Before there are other threads: a logger that is asked for while logging begins says so on standard error.
        Objects.requireNonNull(LoggerFactory.getILoggerFactory());
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new Launcher().run());
    }

    private int run() {
        Parts parts = new Parts();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stop));
        try {
            LauncherSettings settings = LauncherSettings.of(Sources.withFile(System.getenv()));
            Logs.set(settings);
            settings.warnings().forEach(Launcher::tell);
            FlowEx flowEx = FlowEx.start(settings, parts);
            running.complete(parts);
            System.out.println(readyLine(settings, flowEx.port()));
            tell(flowEx.stopped().join());
            exitCode = FAILED;
        } catch (LauncherSettings.Misconfigured wrong) {
            failed(wrong.lines(), MISCONFIGURED);
        } catch (StartupException refused) {
            failed(refused.lines(), FAILED);
        } catch (NodeRefusedException refused) {
            failed(List.of(String.valueOf(refused.getMessage())), FAILED);
        } finally {
            running.complete(parts);
        }
        return exitCode;
    }

    private void failed(List<String> lines, int code) {
        lines.forEach(Launcher::tell);
        exitCode = code;
    }

    private static void tell(String line) {
        System.err.println("flowex: " + line);
    }

    private static String readyLine(LauncherSettings settings, int port) {
        long begunMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
        double seconds = (System.currentTimeMillis() - begunMillis) / 1_000.0;
        return String.format(
                Locale.ROOT,
                "FlowEx is ready at http://localhost:%d after %.1f s, data in %s. Ctrl-C stops it.",
                port,
                seconds,
                settings.base().dataDirectory());
    }

    /** The virtual machine's last act, however it ends: what was started is stopped in order. */
    private void stop() {
        running.join().close();
        // The code of an ordinary end, also where a signal began it.
        Runtime.getRuntime().halt(exitCode);
    }
}
