package com.flowex.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.access.EdgeSettings;
import com.flowex.platform.health.Health;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.testsupport.PollInterval;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A gateway on free ports, and a client of it. */
final class TestGateway implements AutoCloseable {

    private static final long DEADLINE_NANOS = Duration.ofMinutes(5).toNanos();

    private final Telemetry telemetry = new Telemetry(Profile.DEV);
    private final Gateway gateway;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestGateway(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("FLOWEX_GATEWAY_HEALTH_SECONDS", "1");
        Map<String, String> edge = new HashMap<>(Map.of("FLOWEX_PORT", "0"));
        environment.forEach((name, value) -> {
            if (!name.startsWith("FLOWEX_GATEWAY_") || name.equals("FLOWEX_GATEWAY_KEY")) {
                edge.put(name, value);
            }
        });
        all.putIfAbsent("FLOWEX_GATEWAY_OPERATORS", "127.0.0.1:0");
        gateway = Gateway.start(
                GatewaySettings.of(all),
                EdgeSettings.of(edge),
                InetAddress::getAllByName,
                new Gateway.Watch(telemetry, new Health(), _ -> List.of()));
    }

    static TestGateway with(Map<String, String> environment) {
        return new TestGateway(environment);
    }

    static TestGateway before(String upstreams) {
        return new TestGateway(Map.of("FLOWEX_GATEWAY_UPSTREAMS", upstreams));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return gateway.port();
    }

    HttpClient client() {
        return client;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    /** Sends these bytes and reads until the gateway closes. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(read);
            } catch (SocketException reset) {
                // Closed with something unread: the answer came before.
            }
            return read.toString(StandardCharsets.US_ASCII);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    HttpResponse<String> operators(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.operatorsPort() + path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A call is counted after its answer was sent, so a client may ask for the figure before it has grown. */
    void awaitCounted(String route, String status, String figure, double least) {
        await(route + " " + status + " " + figure, () -> counted(route, status, figure) >= least);
    }

    void assertCounted(String route, String status, int calls) {
        awaitCounted(route, status, "count", calls);
        assertEquals(calls, counted(route, status, "count"));
    }

    /**
     * The gateway's figures of a route.
     *
     * @param status "2xx" and the like
     * @param figure count or sum
     */
    private double counted(String route, String status, String figure) {
        String name = "flowex_gateway_requests_seconds_" + figure + "{";
        return operators("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name)
                        && line.contains("route=\"" + route + "\"")
                        && line.contains("status=\"" + status + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    static void await(String subject, BooleanSupplier condition) {
        long until = System.nanoTime() + DEADLINE_NANOS;
        PollInterval interval = new PollInterval();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("not in time: " + subject);
            }
            LockSupport.parkNanos(interval.nanos());
        }
    }

    @Override
    public void close() {
        client.close();
        gateway.close();
        telemetry.close();
    }
}
