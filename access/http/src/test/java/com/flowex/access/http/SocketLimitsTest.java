package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPostgres;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failure 27: what is limited over HTTP is limited over WebSockets too. */
@Timeout(900)
class SocketLimitsTest {

    private static DatabaseChoice.Server database;

    @BeforeAll
    static void openDatabase() {
        database = TestPostgres.freshDatabase();
    }

    private interface Work {
        void with(TestServer server, TestStand stand);
    }

    private static void serve(Map<String, String> environment, Work work) {
        Routes routes = new Routes()
                .get("/api/market-data/tickers", Access.PUBLIC, _ -> Answer.noContent())
                .get("/api/orders", Access.CALLER, _ -> Answer.noContent());
        try (TestStand stand = TestStand.on(database, environment);
                TestServer server = TestServer.with(stand, builder -> builder.routes(routes)
                        .webSocket("/ws", Echo::new)
                        .limits(RateLimits.of(stand.limits(), stand.redis(), _ -> 1_000_000)))) {
            work.with(server, stand);
        }
    }

    /** Says what it hears, and "refused" instead of what it may not hear. */
    private record Echo(SocketClient client) implements WsListener {
        @Override
        public void onMessage(WsSession session, String text, boolean last) {
            session.send(client.admit().map(refused -> refused.code().code()).orElse(text), last);
        }
    }

    private record TextListener(ConcurrentLinkedQueue<String> texts) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            texts.add(data.toString());
            socket.request(1);
            return null;
        }
    }

    /** A client whose connections end with it. */
    private record SocketClients(HttpClient http) implements AutoCloseable {
        SocketClients() {
            this(HttpClient.newHttpClient());
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private static WebSocket open(SocketClients client, TestServer server, TextListener received, String... headers) {
        WebSocket.Builder builder = client.http().newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        return builder.buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws"), received)
                .join();
    }

    /** The status of the answer to a handshake: 101, or that of the refusal. */
    private static int status(SocketClients client, TestServer server, String... headers) {
        try {
            open(client, server, new TextListener(new ConcurrentLinkedQueue<>()), headers)
                    .abort();
            return 101;
        } catch (CompletionException refused) {
            return assertInstanceOf(WebSocketHandshakeException.class, refused.getCause())
                    .getResponse()
                    .statusCode();
        }
    }

    @Test
    void handshakesAndLooksAtMarketDataDrawOnTheSameBudget() {
        serve(Map.of("FLOWEX_RATE_PUBLIC", "12"), (server, _) -> {
            try (SocketClients client = new SocketClients()) {
                assertEquals(101, status(client, server));
                assertEquals(101, status(client, server));
                assertEquals(429, status(client, server));
                assertEquals(204, server.get("/api/market-data/tickers", "").status());
                assertEquals(204, server.get("/api/market-data/tickers", "").status());
                assertEquals(429, server.get("/api/market-data/tickers", "").status());
            }
        });
    }

    @Test
    void aKnownUsersHandshakesDrawOnTheUsersBudgetAndGuessedTokensOnTheAddresss() {
        serve(
                Map.of("FLOWEX_RATE_TRADER", "6", "FLOWEX_RATE_PUBLIC", "1", "FLOWEX_RATE_ANONYMOUS", "10"),
                (server, stand) -> {
                    String token = stand.token(7, "trader");
                    try (SocketClients client = new SocketClients()) {
                        assertEquals(101, status(client, server, "Authorization", "Bearer " + token));
                        assertEquals(204, server.get("/api/orders", token).status());
                        assertEquals(429, server.get("/api/orders", token).status());
                        assertEquals(401, status(client, server, "Authorization", "Bearer guess"));
                        assertEquals(401, status(client, server, "Authorization", "Bearer guess"));
                        assertEquals(429, status(client, server, "Authorization", "Bearer guess"));
                    }
                });
    }

    /** Failure 27: a forged {@code X-Forwarded-For} opens no budget of its own here either. */
    @Test
    void aRefusedHandshakeIsAProblemDocumentWhateverItClaimsToComeFrom() {
        serve(Map.of("FLOWEX_RATE_PUBLIC", "5"), (server, _) -> {
            assertTrue(handshake(server, "X-Forwarded-For: 8.8.8.8").startsWith("HTTP/1.1 101 "));
            String refused = handshake(server, "X-Forwarded-For: 8.8.4.4");
            assertTrue(refused.startsWith("HTTP/1.1 429 "), refused);
            assertTrue(refused.contains("\"code\":\"rate_limited\""), refused);
            assertTrue(refused.contains("application/problem+json"), refused);
            assertTrue(refused.contains("Retry-After: "), refused);
            assertTrue(refused.contains("X-Request-Id: mine"), refused);
        });
    }

    /** A handshake as bytes, and the head of its answer. */
    private static String handshake(TestServer server, String header) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream()
                    .write(("GET /ws HTTP/1.1\r\nHost: a\r\nX-Request-Id: mine\r\nConnection: Upgrade\r\n"
                                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + header + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            byte[] some = new byte[4_096];
            for (int read = socket.getInputStream().read(some);
                    read > 0;
                    read = socket.getInputStream().read(some)) {
                answer.append(new String(some, 0, read, StandardCharsets.UTF_8));
                if (answer.indexOf("HTTP/1.1 101") == 0) {
                    break;
                }
            }
            return answer.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void anAddressHasSoManyConnectionsAtOnceAndOneThatEndsMakesRoom() {
        serve(Map.of("FLOWEX_WS_PER_ADDRESS", "2"), (server, _) -> {
            try (SocketClients client = new SocketClients()) {
                WebSocket first = open(client, server, new TextListener(new ConcurrentLinkedQueue<>()));
                open(client, server, new TextListener(new ConcurrentLinkedQueue<>()));
                assertEquals(429, status(client, server));
                first.abort();
                Await.until(() -> status(client, server) == 101);
            }
        });
    }

    @Test
    void totalNumberOfConnectionsIsBounded() {
        serve(Map.of("FLOWEX_WS_MAX", "1"), (server, _) -> {
            try (SocketClients client = new SocketClients()) {
                open(client, server, new TextListener(new ConcurrentLinkedQueue<>()));
                assertEquals(503, status(client, server));
            }
        });
    }

    @Test
    void messageLimitIsPerConnection() {
        serve(Map.of("FLOWEX_RATE_WS_MESSAGES", "3"), (server, _) -> {
            try (SocketClients client = new SocketClients()) {
                for (int connection = 0; connection < 2; connection++) {
                    TextListener received = new TextListener(new ConcurrentLinkedQueue<>());
                    WebSocket socket = open(client, server, received);
                    for (int i = 0; i < 5; i++) {
                        socket.sendText("hello", true).join();
                    }
                    Await.until(() -> received.texts().size() == 5);
                    assertEquals(
                            List.of("hello", "hello", "hello", "rate_limited", "rate_limited"),
                            new ArrayList<>(received.texts()));
                    socket.abort();
                }
            }
        });
    }

    @Test
    void theLoadToolsTierLiftsTheseLimitsToo() {
        serve(Map.of("FLOWEX_RATE_PUBLIC", "1", "FLOWEX_WS_PER_ADDRESS", "1"), (server, _) -> {
            try (SocketClients client = new SocketClients()) {
                for (int i = 0; i < 3; i++) {
                    open(client, server, new TextListener(new ConcurrentLinkedQueue<>()), "X-Rate-Tier", "benchmark");
                }
                TestAnswer other = server.get("/api/market-data/tickers", "");
                assertEquals(204, other.status());
            }
        });
    }
}
