package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.platform.testing.PreparedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The whole exchange as ./flowex run starts it, on a free port and a data directory of the test's own, without demo
 * market. Its database server, which stays behind when it is killed, is ended by {@link #close}.
 */
final class ExchangeProcess implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration END_MAX = Duration.ofMinutes(5);

    /**
     * Settings of a start that costs little. A hash takes a fiftieth of what it would: each first start makes six, each
     * login one; {@link FirstTradeTest} has the usual one. The sample has 60 coins instead of a thousand, each with
     * figures of two years.
     */
    static final Map<String, String> QUICK_STARTS =
            Map.of("FLOWEX_PASSWORD_HASH", "bcrypt", "FLOWEX_BCRYPT_COST", "4", "FLOWEX_LISTINGS_COINS", "60");

    /** Everything that a start brings up to date. */
    static final List<String> SCHEMAS = List.of(
            "sagas",
            "identity",
            "accounts",
            "tenants",
            "trading",
            "marketdata",
            "wallet",
            "custody",
            "simchain",
            "convert",
            "margin",
            "solvency",
            "operations",
            "listings",
            "strategies",
            "p2p",
            "risk");

    private final Path data;
    private final Map<String, String> environment = new TreeMap<>();
    private final boolean careless;
    private final List<String> wrapper;
    private final URI url;
    private final HttpApi api;
    private JavaProcess process;
    private boolean hasBeenReady;

    private ExchangeProcess(Path data, Map<String, String> more, boolean careless, List<String> wrapper) {
        int port = freePort();
        this.data = data;
        this.careless = careless;
        this.wrapper = wrapper;
        url = URI.create("http://localhost:" + port);
        api = new HttpApi(url);
        environment.put("FLOWEX_PORT", Integer.toString(port));
        environment.put("FLOWEX_SERVICE_PORTS", "off");
        environment.put("FLOWEX_DATA_DIR", data.toString());
        environment.put("FLOWEX_DEMO_MARKET", "off");
        environment.putAll(more);
        process = launch();
    }

    /**
     * Runs Java in another language, over all options of its command line: no text that programs read may change by it.
     *
     * @param tag such as fa-IR, whose digits are others, or tr-TR, whose i in capitals is another letter
     */
    static Map<String, String> speaking(String tag) {
        String[] parts = tag.split("-", -1);
        return Map.of("_JAVA_OPTIONS", "-Duser.language=" + parts[0] + " -Duser.country=" + parts[1]);
    }

    /** Starts it and returns when it is ready. */
    static ExchangeProcess start(Path data) {
        return start(data, Map.of());
    }

    /** Its database's folder is a prepared one, unless there is one already, and its passwords are quickly hashed. */
    static ExchangeProcess start(Path data, Map<String, String> environment) {
        return start(data, environment, false);
    }

    /** One that acknowledges orders before they are in the log, for tests that have to find it out. */
    static ExchangeProcess startCareless(Path data) {
        return start(data, Map.of(), true);
    }

    private static ExchangeProcess start(Path data, Map<String, String> environment, boolean careless) {
        Path database = data.resolve("postgres");
        if (!environment.containsKey("FLOWEX_DATABASE_URL") && !Files.exists(database)) {
            PreparedPostgres.copyTo(database, SCHEMAS);
        }
        Map<String, String> all = new TreeMap<>(QUICK_STARTS);
        all.putAll(environment);
        return startOn(data, all, careless);
    }

    /** Starts it on a folder as it is: where there is none yet, the exchange makes all of it. */
    static ExchangeProcess startOn(Path data, Map<String, String> environment) {
        return startOn(data, environment, false);
    }

    private static ExchangeProcess startOn(Path data, Map<String, String> environment, boolean careless) {
        ExchangeProcess exchange = new ExchangeProcess(data, environment, careless, List.of());
        exchange.awaitReady();
        return exchange;
    }

    /** @param wrapper as of {@link JavaProcess#startWithin} */
    static ExchangeProcess startWithin(List<String> wrapper, Path data, Map<String, String> environment) {
        ExchangeProcess exchange = new ExchangeProcess(data, environment, false, wrapper);
        exchange.awaitReady();
        return exchange;
    }

    /** Starts it where it is expected to refuse. */
    static ExchangeProcess launch(Path data, Map<String, String> environment) {
        return new ExchangeProcess(data, environment, false, List.of());
    }

    /**
     * Output of FlowEx. On a busy machine a library reports on its own that a thread takes more than five seconds to
     * end.
     */
    static Stream<String> own(String output) {
        return output.lines().filter(line -> !line.endsWith("failed to close due to timeout, retrying..."));
    }

    private JavaProcess launch() {
        return careless
                ? JavaProcess.start("launcher", "com.flowex.app.CarelessLauncher", List.of(), environment)
                : JavaProcess.startWithin(
                        wrapper,
                        "launcher",
                        StartCache.options(),
                        "com.flowex.app.process.Launcher",
                        List.of(),
                        environment);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        Deadline.await(
                START_MAX,
                () -> output().contains("ready") || !process.isAlive(),
                () -> "not ready, printed: " + output());
        if (!process.isAlive()) {
            throw new AssertionError("ended before it was ready, printed: " + output());
        }
        hasBeenReady = true;
    }

    JavaProcess process() {
        return process;
    }

    URI url() {
        return url;
    }

    String port() {
        return Integer.toString(url.getPort());
    }

    Path data() {
        return data;
    }

    HttpApi api() {
        return api;
    }

    String output() {
        return process.output();
    }

    /** The exit code of a process that ends by itself. */
    int exitCode() {
        return process.exitCode(START_MAX);
    }

    /** Kill -9, as the last breath of a machine; the database server lives on. */
    void kill() {
        process.kill();
    }

    /** Stops it as Ctrl-C does. */
    void stop() {
        assertEquals(0, process.stop(), () -> "exit code of a clean stop, printed: " + output());
    }

    /** Starts it again with the same data and port, after {@link #kill} or {@link #stop}. */
    void startAgain() {
        process.close();
        process = launch();
        awaitReady();
    }

    /** The process of the embedded database server. */
    ProcessHandle database() {
        try (var files = Files.walk(data)) {
            Path pidFile = files.filter(file -> file.endsWith("postmaster.pid"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no postmaster.pid in " + data));
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            return ProcessHandle.of(pid).orElseThrow(() -> new AssertionError("no process " + pid));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        if (!hasBeenReady) {
            return;
        }
        try (var files = Files.walk(data)) {
            files.filter(file -> file.endsWith("postmaster.pid")).forEach(ExchangeProcess::endDatabase);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void endDatabase(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
            Deadline.await(
                    END_MAX,
                    () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty(),
                    () -> "database server " + pid + " does not end");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
