package com.flowex.ground.testing;

import com.flowex.ground.redis.RedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** A Redis of a test's own, from the redis-server on the path; a test that needs it is skipped where there is none. */
public final class TestRedis implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final int port;
    private final Path folder;
    private Process process;

    private TestRedis(int port, Path folder) {
        this.port = port;
        this.folder = folder;
        this.process = launch();
    }

    /** @throws TestAbortedException if this machine has no redis-server */
    public static TestRedis start() {
        try {
            return new TestRedis(freePort(), Files.createTempDirectory("flowex-redis-test"));
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
            Process started = new ProcessBuilder(
                            "redis-server", "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "")
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

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Patient, so that a Redis that is slow because the machine is does not count as away; one that is gone is gone at once. */
    public RedisSettings settings() {
        return new RedisSettings(Optional.of(url()), PATIENCE);
    }

    /** The same for a process that is configured by its environment. */
    public Map<String, String> environment() {
        return Map.of("FLOWEX_REDIS_URL", url(), "FLOWEX_REDIS_TIMEOUT_MS", Long.toString(PATIENCE.toMillis()));
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
