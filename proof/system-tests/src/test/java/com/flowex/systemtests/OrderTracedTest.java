package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestSocket;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.gateway.Gateway;
import com.flowex.platform.health.Health;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.tracing.TraceSettings;
import com.flowex.platform.tracing.Tracing;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A collector that speaks OTLP sees one order's whole way, each stretch within the one that it belongs to. */
@Timeout(900)
class OrderTracedTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String BROWSER = "00f067aa0ba902b7";

    @TempDir
    private Path folder;

    private final List<RecordedSpan> spans = new CopyOnWriteArrayList<>();

    /** A span as it came. */
    private record RecordedSpan(String trace, String id, String parent, String name, long begin, long end) {}

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isPacked = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] body = (isPacked ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody())
                    .readAllBytes();
            // ExportTraceServiceRequest: resource_spans 1, scope_spans 2, spans 2.
            each(body, 1, resource -> each(resource, 2, scope -> each(scope, 2, span -> spans.add(span(span)))));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private interface Field {
        void is(byte[] bytes);
    }

    /** Every field of a message with this number that holds bytes. */
    private static void each(byte[] message, int number, Field field) {
        read(message, (found, bytes) -> {
            if (found == number) {
                field.is(bytes);
            }
        });
    }

    private interface Fields {
        void is(int number, byte[] bytes);
    }

    private static void read(byte[] message, Fields fields) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            byte[] value =
                    switch (tag & 7) {
                        case 0 -> {
                            varint(in);
                            yield new byte[0];
                        }
                        case 1 -> new byte[8];
                        case 5 -> new byte[4];
                        default -> new byte[(int) varint(in)];
                    };
            in.get(value);
            fields.is(tag >>> 3, value);
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static RecordedSpan span(byte[] message) {
        Map<Integer, byte[]> by = new ConcurrentHashMap<>();
        read(message, by::putIfAbsent);
        HexFormat hex = HexFormat.of();
        return new RecordedSpan(
                hex.formatHex(by.getOrDefault(1, new byte[0])),
                hex.formatHex(by.getOrDefault(2, new byte[0])),
                hex.formatHex(by.getOrDefault(4, new byte[0])),
                new String(by.getOrDefault(5, new byte[0]), StandardCharsets.UTF_8),
                nanos(by.getOrDefault(7, new byte[Long.BYTES])),
                nanos(by.getOrDefault(8, new byte[Long.BYTES])));
    }

    private static long nanos(byte[] fixed) {
        return ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private RecordedSpan named(String name) {
        Deadline.await(
                Duration.ofMinutes(5), () -> find(name).isPresent(), () -> "no span " + name + " among " + spans);
        return find(name).orElseThrow();
    }

    private Optional<RecordedSpan> find(String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name) && span.trace().equals(TRACE))
                .findFirst();
    }

    private void isWithin(String name, RecordedSpan parent) {
        RecordedSpan child = named(name);
        assertEquals(parent.id(), child.parent(), name + " is within " + parent.name());
        assertTrue(child.begin() <= child.end(), name);
        assertTrue(child.begin() >= parent.begin() - 1_000_000, name + " begins after " + parent.name());
    }

    @Test
    void oneTraceCoversAnOrderFromTheBrowserToTheStream() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::take);
        collector.start();
        String url = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        StartedComponents parts = new StartedComponents();
        try (Telemetry telemetry = new Telemetry(
                Profile.DEV,
                "gateway",
                Tracing.open(new TraceSettings(Optional.of(URI.create(url)), 0), "flowex-gateway", "dev"))) {
            FlowEx exchange =
                    ExchangeHere.start(folder, parts, Map.of("FLOWEX_OTLP_URL", url, "FLOWEX_TRACE_SAMPLE", "0"));
            LauncherSettings settings = LauncherSettings.of(Map.of(
                    "FLOWEX_SERVICES", "gateway",
                    "FLOWEX_PORT", "0",
                    "FLOWEX_GATEWAY_OPERATORS", "127.0.0.1:0",
                    "FLOWEX_GATEWAY_UPSTREAMS", "127.0.0.1:" + exchange.port()));
            Gateway gateway = Gateway.start(
                    settings.gateway(),
                    settings.edge(),
                    InetAddress::getAllByName,
                    new Gateway.Watch(telemetry, new Health(), _ -> List.of()));
            parts.add(gateway::close);
            HttpApi user = new HttpApi(URI.create("http://localhost:" + gateway.port())).newUser("traced@example.com");
            user.deposit("USDT", "1000");
            try (TestSocket stream = new TestSocket(
                    exchange.port(),
                    "/ws/account?from=1",
                    Map.of("Authorization", "Bearer " + user.token()),
                    Duration.ofMinutes(5))) {
                stream.next(); // the message of the deposit: a reader from there on sees the order
                user.withHeaders(Map.of("traceparent", "00-" + TRACE + "-" + BROWSER + "-01"))
                        .order("buy", "95", "1", "traced-1")
                        .expect(201);

                RecordedSpan hop = named("gateway");
                assertEquals(BROWSER, hop.parent());
                isWithin("POST /api/trading/orders", hop);
                isWithin("service", named("POST /api/trading/orders"));
                isWithin("log", named("service"));
                isWithin("engine", named("log"));
                isWithin("view trading", named("log"));
                isWithin("stream account", named("log"));
            }
            assertTrue(spans.stream().allMatch(span -> span.trace().equals(TRACE)), "nothing else was asked for");
        } finally {
            parts.close();
            collector.stop(0);
        }
    }
}
