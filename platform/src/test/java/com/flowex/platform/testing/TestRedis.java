package com.flowex.platform.testing;

import com.flowex.platform.redis.RedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** A Redis of a test's own, from the redis-server on the path; a test that needs it is skipped where there is none. */
public final class TestRedis implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** As sentinels call the primary. */
    public static final String PRIMARY = "main";

    private final int port;
    private final Path folder;
    private final String password;
    private final List<String> options;
    private Process process;

    private TestRedis(int port, Path folder, String password, List<String> options) {
        this.port = port;
        this.folder = folder;
        this.password = password;
        this.options = options;
        this.process = launch();
    }

    /** @throws TestAbortedException if this machine has no redis-server */
    public static TestRedis start() {
        return start("", List.of());
    }

    /** One that speaks TLS alone, with this certificate. */
    public static TestRedis startTls(TestCertificate shown) {
        return start(
                "",
                List.of(
                        "--tls-cert-file",
                        shown.certificate().toString(),
                        "--tls-key-file",
                        shown.key().toString(),
                        "--tls-auth-clients",
                        "no"));
    }

    /** A Redis that refuses clients without a password. */
    public static TestRedis start(String password) {
        return start(password, List.of("--requirepass", password, "--masterauth", password));
    }

    /** One that follows this one, until sentinels say otherwise. */
    public TestRedis replica() {
        List<String> following = new ArrayList<>(options);
        following.addAll(List.of("--replicaof", "127.0.0.1", Integer.toString(port)));
        return start(password, following);
    }

    /** One of two sentinels at least that watch this primary and put its replica in its place a second after it has gone. */
    public TestRedis sentinel() {
        try {
            Path folder = Files.createTempDirectory("flowex-sentinel-test");
            Path file = folder.resolve("sentinel.conf");
            List<String> lines = new ArrayList<>(List.of(
                    "sentinel monitor " + PRIMARY + " 127.0.0.1 " + port + " 2",
                    "sentinel down-after-milliseconds " + PRIMARY + " 1000",
                    "sentinel failover-timeout " + PRIMARY + " 5000"));
            if (!password.isEmpty()) {
                lines.add("sentinel auth-pass " + PRIMARY + " " + password);
            }
            Files.write(file, lines);
            return new TestRedis(freePort(), folder, "", List.of(file.toString(), "--sentinel"));
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the test's sentinel", e);
        }
    }

    private static TestRedis start(String password, List<String> options) {
        try {
            return new TestRedis(freePort(), Files.createTempDirectory("flowex-redis-test"), password, options);
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the test's Redis", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private Process launch() {
        try {
            List<String> command = new ArrayList<>(List.of("redis-server"));
            boolean isSentinel = options.contains("--sentinel");
            command.addAll(isSentinel ? options : List.of());
            command.addAll(List.of("--bind", "127.0.0.1"));
            command.addAll(
                    isTls()
                            ? List.of("--port", "0", "--tls-port", Integer.toString(port))
                            : List.of("--port", Integer.toString(port)));
            command.addAll(isSentinel ? List.of() : List.of("--save", ""));
            command.addAll(isSentinel ? List.of() : options);
            Process started = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Await.until(this::answers);
            return started;
        } catch (IOException e) {
            throw new TestAbortedException("this test needs redis-server: install the package of that name", e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it listens, on loopback. */
    public int port() {
        return port;
    }

    private boolean isTls() {
        return options.contains("--tls-cert-file");
    }

    public String url() {
        return (isTls() ? "rediss://" : "redis://") + (password.isEmpty() ? "" : ":" + password + "@") + "127.0.0.1:"
                + port;
    }

    /** Patient, so that a Redis that is slow because the machine is does not count as away; one that is gone is gone at once. */
    public RedisSettings settings() {
        return new RedisSettings(Optional.of(url()), TIMEOUT);
    }

    /** The same for a process that is configured by its environment. */
    public Map<String, String> environment() {
        return Map.of("FLOWEX_REDIS_URL", url(), "FLOWEX_REDIS_TIMEOUT_MS", Long.toString(TIMEOUT.toMillis()));
    }

    /** Kill -9. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void startAgain() {
        process = launch();
    }

    @Override
    public void close() {
        kill();
        TestPostgres.delete(folder);
    }
}
