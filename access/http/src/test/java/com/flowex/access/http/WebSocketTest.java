package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.testing.Await;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** WebSockets beside the routes. */
@Timeout(900)
class WebSocketTest {

    private static final int MESSAGES = 16;
    private static final byte[] HANDSHAKE =
            ("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    private final TestStand stand = TestStand.fresh();

    @AfterEach
    void stop() {
        stand.close();
    }

    @Test
    void aWebSocketThatIsInUseOutlivesTheLongestRequest() {
        try (TestServer server = TestServer.with(stand, builder -> builder.requestMax(Duration.ofSeconds(2))
                        .webSocket("/ws", _ -> new EchoListener()));
                HttpClient client = HttpClient.newHttpClient()) {
            AtomicInteger received = new AtomicInteger();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws"), new Counter(received))
                    .join();
            // Sixteen times 0.3 s: more than twice what a request may take.
            for (int sent = 1; sent <= MESSAGES; sent++) {
                socket.sendText("hello", true).join();
                int expected = sent;
                Await.until(() -> received.get() == expected);
                Await.pause(Duration.ofMillis(300));
            }
            assertEquals(MESSAGES, received.get());
            socket.abort();
        }
    }

    @Test
    void anotherPathIsNoWebSocket() {
        try (TestServer server = TestServer.with(stand, builder -> builder.webSocket("/ws", _ -> new EchoListener()));
                HttpClient client = HttpClient.newHttpClient()) {
            assertThrows(CompletionException.class, () -> client.newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + server.port() + "/other"), new Counter(new AtomicInteger()))
                    .join());
            assertEquals(404, server.get("/other", "").status());
        }
    }

    /** Opcodes 3 to 7 and 11 to 15 are reserved; the stream ends with a close frame, not with a response of HTTP. */
    @Test
    void aReservedOpcodeEndsTheStreamWithAProtocolError() throws IOException {
        try (TestServer server = TestServer.with(stand, builder -> builder.webSocket("/ws", _ -> new EchoListener()));
                Socket raw = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            raw.getOutputStream().write(HANDSHAKE);
            raw.getOutputStream().write(new byte[] {(byte) 0x83, (byte) 0x80, 1, 2, 3, 4});

            String received = new String(raw.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

            String frames = received.substring(received.indexOf("\r\n\r\n") + 4);
            assertTrue(received.startsWith("HTTP/1.1 101 "), received);
            assertFalse(frames.contains("HTTP/"), frames);
            assertEquals(0x88, frames.charAt(0));
            assertEquals(1002, frames.charAt(2) << 8 | frames.charAt(3));
        }
    }

    /** Clients that people already use name what they follow in the address. */
    @Test
    void pathMayMatchItsSubpathsAndQueryParameters() {
        Function<SocketClient, WsListener> addressEcho = socketClient -> new WsListener() {
            @Override
            public void onOpen(WsSession session) {
                session.send(
                        socketClient.address().path() + " "
                                + socketClient.address().query(),
                        true);
            }
        };
        try (TestServer server = TestServer.with(stand, builder -> builder.webSocket("/ws/*", addressEcho)
                        .webSocket("/all", Set.of("streams"), addressEcho));
                HttpClient client = HttpClient.newHttpClient()) {
            assertEquals("/ws/a@b {}", first(client, server.port(), "/ws/a@b"));
            assertEquals("/all {streams=a/b}", first(client, server.port(), "/all?streams=a/b"));
            assertThrows(CompletionException.class, () -> first(client, server.port(), "/all?stream=a/b"));
            assertThrows(CompletionException.class, () -> first(client, server.port(), "/all/more"));
        }
    }

    private static String first(HttpClient client, int port, String address) {
        CompletableFuture<String> received = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + address), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        received.complete(data.toString());
                        return null;
                    }
                })
                .join();
        try {
            return received.join();
        } finally {
            socket.abort();
        }
    }

    private static final class EchoListener implements WsListener {
        @Override
        public void onMessage(WsSession session, String text, boolean last) {
            session.send(text, last);
        }
    }

    /** Counts messages. */
    private record Counter(AtomicInteger received) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            received.incrementAndGet();
            socket.request(1);
            return null;
        }
    }
}
