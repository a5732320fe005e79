package com.flowex.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSockets through a gateway, by real sockets. */
@Timeout(900)
class WebSocketRelayTest {

    private static final String HANDSHAKE =
            "GET /ws/flood HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private final AtomicInteger closedHere = new AtomicInteger();
    private final AtomicLong flooded = new AtomicLong();
    private WebServer service;
    private TestGateway gateway;

    /** Records what it receives; ends on request. */
    private final class Echo implements WsListener {
        @Override
        public void onMessage(WsSession session, String text, boolean last) {
            if (text.equals("end")) {
                session.close(4_001, "as requested");
            } else {
                session.send(text, last);
            }
        }

        @Override
        public void onClose(WsSession session, int status, String reason) {
            closedHere.incrementAndGet();
        }

        @Override
        public void onError(WsSession session, Throwable gone) {
            closedHere.incrementAndGet();
        }
    }

    /** Sends as long as a listener is connected. */
    private final class Flood implements WsListener {
        @Override
        public void onOpen(WsSession session) {
            String much = "x".repeat(10_000);
            for (int i = 0; i < 20_000; i++) {
                session.send(much, true);
                flooded.incrementAndGet();
            }
        }
    }

    @BeforeEach
    void start() {
        service = WebServer.builder()
                .host("127.0.0.1")
                .addRouting(WsRouting.builder().endpoint("/ws/echo", Echo::new).endpoint("/ws/flood", Flood::new))
                .routing(HttpRouting.builder()
                        .get("/ready", (_, response) -> response.send("ok"))
                        .get("/ws/shut", (_, response) -> response.status(401).send("who are you?")))
                .build()
                .start();
        gateway = TestGateway.before("127.0.0.1:" + service.port());
    }

    @AfterEach
    void stop() {
        gateway.close();
        service.stop();
    }

    /** Messages that a client receives. */
    private static final class Ear implements WebSocket.Listener {
        private final LinkedBlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(status);
            return CompletableFuture.completedFuture(null);
        }
    }

    private WebSocket open(Ear ear) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + gateway.port() + "/ws/echo"), ear)
                .join();
    }

    @Test
    void messagesGoBothWaysAndTheClientsFarewellArrives() throws Exception {
        Ear ear = new Ear();
        WebSocket socket = open(ear);
        String much = "y".repeat(100_000);
        socket.sendText("hello", true).join();
        assertEquals("hello", ear.received.poll(300, TimeUnit.SECONDS));
        for (int i = 0; i < 10; i++) {
            socket.sendText(much, true).join();
            StringBuilder all = new StringBuilder();
            while (all.length() < much.length()) {
                all.append(ear.received.poll(300, TimeUnit.SECONDS));
            }
            assertEquals(much, all.toString());
        }
        assertEquals(1, sockets());

        socket.sendClose(WebSocket.NORMAL_CLOSURE, "enough").join();
        TestGateway.await("the service hears of it", () -> closedHere.get() == 1);
        TestGateway.await("nothing is left open", () -> sockets() == 0);
    }

    @Test
    void theServicesFarewellArrivesWithItsReason() throws Exception {
        Ear ear = new Ear();
        open(ear).sendText("end", true).join();
        assertEquals(4_001, ear.closed.get(300, TimeUnit.SECONDS));
    }

    @Test
    void aClientThatIsGoneWithoutAWordEndsItsServicesConnection() {
        WebSocket socket = open(new Ear());
        TestGateway.await("it is relayed", () -> sockets() == 1);
        socket.abort();
        TestGateway.await("nothing is left open", () -> sockets() == 0);
    }

    private int sockets() {
        String figures = gateway.operators("/metrics").body();
        return figures.lines()
                .filter(line -> line.startsWith("flowex_gateway_websockets{"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf("} ") + 2)))
                .sum();
    }

    @Test
    void refusalOfAServiceIsRelayedInItsOwnWords() throws Exception {
        assertTrue(handshake(HANDSHAKE.replace("/ws/flood", "/ws/shut")).contains("who are you?"));
        service.stop();
        String unavailable = handshake(HANDSHAKE);
        assertTrue(unavailable.startsWith("HTTP/1.1 503 "), unavailable);
        assertTrue(unavailable.contains("\"code\":\"unavailable\""), unavailable);
    }

    private String handshake(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void aSlowReaderSlowsItsOwnConnectionOnly() throws Exception {
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4_096);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
            slow.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
            InputStream in = slow.getInputStream();
            assertEquals("HTTP/1.1 101", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
            AtomicLong before = new AtomicLong(-1);
            // It has stopped: sent messages fill the buffers on the way, and the rest is not kept.
            TestGateway.await("the flood stands still", () -> {
                long now = flooded.get();
                boolean stands = now > 0 && now == before.getAndSet(now);
                LockSupport.parkNanos(200_000_000);
                return stands;
            });
            assertTrue(flooded.get() < 5_000, () -> flooded.get() + " messages of 10 kB are somewhere");

            Ear ear = new Ear();
            open(ear).sendText("still quick", true).join();
            assertEquals("still quick", ear.received.poll(300, TimeUnit.SECONDS));
        }
    }
}
