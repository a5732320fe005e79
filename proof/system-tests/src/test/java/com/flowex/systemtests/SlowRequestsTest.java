package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.platform.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Closes finding F9's rest: requests that never come to their end, to every operation of the document. Goal: each is cut off, does
 * nothing, and whoever comes meanwhile is served. Method: all at once, from an address each, a byte now and then, by
 * anonymous callers and by an administrator; the exchange waits for three seconds instead of two minutes.
 */
@Timeout(900)
class SlowRequestsTest {

    private static final Duration BETWEEN_BYTES = Duration.ofMillis(100);

    /** The answer to a client that has not sent all of its request. */
    private static final List<String> REFUSALS = List.of("400", "401", "403", "404", "408", "413", "429", "501");

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static URI url;
    private static HttpApi api;

    @BeforeAll
    static void start() {
        url = ExchangeHere.url(ExchangeHere.start(
                folder.resolve("data"),
                PARTS,
                Map.of("FLOWEX_TRUSTED_PROXIES", "127.0.0.0/8,::1", "FLOWEX_HTTP_REQUEST_MAX_SECONDS", "3")));
        api = new HttpApi(url);
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    /** A request that is on its way, a byte at a time. */
    private static final class Slow {

        private final String name;
        private final SocketChannel channel;
        private final StringBuilder received = new StringBuilder();

        Slow(String name, String begun) throws IOException {
            this.name = name;
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
            channel.write(ByteBuffer.wrap(begun.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
        }

        /** Sends one more byte; whether the other side has had enough. */
        boolean isCutOff() {
            ByteBuffer some = ByteBuffer.allocate(4_096);
            try {
                int read = channel.read(some);
                received.append(StandardCharsets.UTF_8.decode(some.flip()));
                if (read < 0) {
                    channel.close();
                    return true;
                }
                channel.write(ByteBuffer.wrap(new byte[] {'x'}));
                return false;
            } catch (IOException reset) {
                return true;
            }
        }

        /** Its answer, if that is no refusal. */
        boolean isServed() {
            return !received.isEmpty()
                    && REFUSALS.stream().noneMatch(status -> received.indexOf("HTTP/1.1 " + status) == 0);
        }

        @Override
        public String toString() {
            return name + ": " + received;
        }
    }

    private static String path(Operation operation) {
        String path = operation.path();
        for (String name : operation.pathParameters()) {
            path = path.replace("{" + name + "}", name.equals("symbol") ? "BTC-USDT" : "999999");
        }
        return path;
    }

    private static String head(Operation operation, int number) {
        return operation.method() + " " + path(operation) + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.2."
                + number / 250 + "." + (1 + number % 250) + "\r\n";
    }

    /**
     * For each operation, one request whose head has no end, and for those that take a body two whose bodies have none.
     */
    private static List<Slow> all(String token) throws IOException {
        List<Slow> all = new ArrayList<>();
        for (Operation operation : Operation.all()) {
            String name = operation.name();
            all.add(new Slow(name + ", head", head(operation, all.size()) + "X-Slow: "));
            if (operation.hasBody()) {
                String length = "Content-Type: application/json\r\nContent-Length: " + operation.bodyBytesMax();
                all.add(new Slow(name + ", body of nobody", head(operation, all.size()) + length + "\r\n\r\n{"));
                all.add(new Slow(
                        name + ", body of an administrator",
                        head(operation, all.size()) + "Authorization: Bearer " + token + "\r\n" + length
                                + "\r\n\r\n{"));
            }
        }
        return all;
    }

    @Test
    void everyOperationCutsSlowRequestsOffAndServesOthers() throws IOException {
        HttpApi admin = api.admin();
        List<Slow> slow = all(admin.token());
        assertTrue(slow.size() > 150, slow.size() + " requests");
        List<Slow> open = new ArrayList<>(slow);
        long deadlineNanos = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadlineNanos) {
            assertEquals(200, api.get("/api/trading/pairs").status());
            open.removeIf(Slow::isCutOff);
            Await.pause(BETWEEN_BYTES);
        }

        assertEquals(List.of(), open, "not cut off");
        assertEquals(List.of(), slow.stream().filter(Slow::isServed).toList());
    }
}
