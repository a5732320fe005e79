package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.KeySignature;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.auth.SignedRequest;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Routes;
import com.flowex.access.ratelimit.RateLimits;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.audit.AuditReader;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.settings.AddressRange;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Closes findings F9, F10 and F11 at the door: who is refused was counted, and cost little. */
@Timeout(900)
class RefusalsAreCountedTest {

    private static final String SECRET = "a secret that nobody else has";

    private static DatabaseChoice.Server database;

    private final AtomicInteger lookUps = new AtomicInteger();

    @BeforeAll
    static void openDatabase() {
        database = TestPostgres.freshDatabase();
    }

    private interface Work {
        void with(TestServer server, TestStand stand) throws Exception;
    }

    private Routes routes() {
        return new Routes()
                .post("/api/halt", Access.CALLER, _ -> Answer.noContent())
                .audited()
                .delete("/api/orders", Access.CALLER, _ -> Answer.noContent())
                .query("symbol")
                .cancels()
                .post("/api/register", Access.PUBLIC, _ -> Answer.noContent())
                .audited()
                .get("/api/tickers", Access.PUBLIC, _ -> Answer.noContent());
    }

    private void serve(Map<String, String> environment, Work work) throws Exception {
        try (TestStand stand = TestStand.on(database, environment);
                TestServer server = TestServer.with(stand, builder -> builder.routes(routes())
                        .apiKeys(this::lookUp, new LocalDuplicateDetector())
                        .limits(RateLimits.of(stand.limits(), stand.redis(), _ -> 1_000_000)))) {
            work.with(server, stand);
        }
    }

    private Optional<ApiKey> lookUp(String id) {
        lookUps.incrementAndGet();
        Caller owner = new Caller(
                7,
                new AccountId(1, 1007),
                Set.of(Role.TRADER),
                EnumSet.allOf(Permission.class),
                new Credential.Key(id));
        return id.equals("good")
                ? Optional.of(new ApiKey(
                        id,
                        owner,
                        new KeySignature.Hmac(SECRET),
                        List.of(AddressRange.of("127.0.0.0/8")),
                        Instant.MAX,
                        Instant.EPOCH))
                : Optional.empty();
    }

    private static TestAnswer forged(TestServer server, String path) {
        return server.send(server.request(path, "")
                .header("Cookie", "a=b")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    @Test
    void aForgedPageIsCountedAndWritesNoRowThatStays() throws Exception {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "3"), (server, stand) -> {
            int before = rows(stand);
            String longPath = "/api/halt";
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        403,
                        forged(server, i % 2 == 0 ? longPath : "/api/register").status());
            }
            assertEquals(429, forged(server, "/api/register").status());
            assertEquals(before, rows(stand), "rows of the audit log");
        });
    }

    private static int rows(TestStand stand) {
        AuditReader.Filter all = new AuditReader.Filter(null, null, null, null, Long.MAX_VALUE);
        return new AuditReader(stand.database()).page(1, all, 500).size();
    }

    private static TestAnswer signed(TestServer server, String key, String method, String target, String body)
            throws Exception {
        String timestamp = Long.toString(System.currentTimeMillis());
        String nonce = UUID.randomUUID().toString();
        byte[] message =
                new SignedRequest(timestamp, "", nonce, method, target).message(body.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return server.send(server.request(target, "")
                .header("X-Api-Key", key)
                .header("X-Timestamp", timestamp)
                .header("X-Nonce", nonce)
                .header("X-Signature", HexFormat.of().formatHex(mac.doFinal(message)))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void anUnknownKeyIsLookedUpOnlyWhileItsAddressMaySendAndAProvenOneGoesOn() throws Exception {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "5"), (server, _) -> {
            assertEquals(204, signed(server, "good", "POST", "/api/halt", "{}").status());
            int before = lookUps.get();
            TestAnswer last = signed(server, "guess0", "POST", "/api/halt", "{}");
            for (int i = 1; i < 12; i++) {
                last = signed(
                        server,
                        "guess" + i,
                        i % 2 == 0 ? "POST" : "GET",
                        i % 2 == 0 ? "/api/halt" : "/api/tickers",
                        "");
            }
            assertEquals(429, last.status());
            assertTrue(lookUps.get() - before <= 5, lookUps + " look-ups");
            // The bot behind the same address has proved its key, and is not held up by guesses.
            assertEquals(204, signed(server, "good", "POST", "/api/halt", "{}").status());
        });
    }

    @Test
    void aLongBodyIsNeitherReadNorLookedUpForAStranger() throws Exception {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "4"), (server, _) -> {
            int before = lookUps.get();
            long sent = 0;
            for (int i = 0; i < 12; i++) {
                sent = Math.max(sent, flood(server, "key" + i));
            }
            assertTrue(lookUps.get() - before <= 4, lookUps + " look-ups");
            assertTrue(sent < 8 * 1024 * 1024, "took " + sent + " bytes of 16 MiB");
            assertEquals(429, server.post("/api/register", "{}", "").status());
        });
    }

    /** Sends 16 MiB in pieces, and says how much was taken. */
    private static long flood(TestServer server, String key) throws IOException {
        byte[] piece = new byte[65_536];
        long sent = 0;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(300_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /api/halt HTTP/1.1\r\nHost: a\r\nX-Api-Key: " + key + "\r\nX-Nonce: n\r\nX-Timestamp: "
                            + System.currentTimeMillis() + "\r\nX-Signature: 00\r\nContent-Length: 16777216\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            for (; sent < 16_777_216; sent += piece.length) {
                out.write(piece);
            }
        } catch (IOException cutOff) {
            return sent;
        }
        return sent;
    }

    @Test
    void malformedRequestsAreCounted() throws Exception {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "4"), (server, _) -> {
            for (String broken : List.of(
                    "POST /api/register HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                    "GET /api/tickers HTTP/1.1\r\nno colon\r\n\r\n",
                    "\u0016\u0003\u0001 hello",
                    "POST /api/register HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n")) {
                assertTrue(raw(server, broken).startsWith("HTTP/1.1 4"), broken);
            }
            assertEquals(429, server.post("/api/register", "{}", "").status());
            assertTrue(raw(server, "GET / HTTP/1.1\r\nno colon\r\n\r\n").startsWith("HTTP/1.1 429 "));
        });
    }

    private static String raw(TestServer server, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(300_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Closes a part of finding F9: an address that says nothing on many connections does not take those of others. */
    @Test
    void anAddressHasSoManyConnectionsAndOneThatEndsMakesRoom() throws Exception {
        serve(Map.of("FLOWEX_HTTP_CONNECTIONS_PER_ADDRESS", "3"), (server, _) -> {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                silent.add(seated(server));
            }
            String live = "GET /live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
            Await.until(() -> answers(server, live, "HTTP/1.1 429 "));
            silent.removeFirst().close();
            Await.until(() -> answers(server, live, "HTTP/1.1 200 "));
            for (Socket socket : silent) {
                socket.close();
            }
        });
    }

    /** A connection that has its place for sure, for it was answered once; it says nothing more. */
    private static Socket seated(TestServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(300_000);
        socket.getOutputStream().write("GET /live HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEquals("HTTP/1.1 200", new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII));
        return socket;
    }

    private static boolean answers(TestServer server, String request, String beginning) {
        try {
            return raw(server, request).startsWith(beginning);
        } catch (IOException reset) {
            return false;
        }
    }

    @Test
    void cancelsComeThroughWhenNothingElseDoes() throws Exception {
        serve(Map.of("FLOWEX_RATE_ANONYMOUS", "2", "FLOWEX_RATE_TRADER", "3"), (server, stand) -> {
            String trader = stand.token(7, "trader");
            for (int i = 0; i < 3; i++) {
                server.post("/api/register", "{}", "");
                assertEquals(204, server.post("/api/halt", "{}", trader).status());
            }
            assertEquals(429, server.post("/api/register", "{}", "").status());
            assertEquals(429, server.post("/api/halt", "{}", trader).status());
            assertEquals(
                    204, server.delete("/api/orders?symbol=BTC-USDT", trader).status());
        });
    }

    /** Closes finding T1 in the chain: what is not declared is refused by name, and never becomes no filter. */
    @Test
    void aParameterThatIsUnknownDoubledOrEmptyIsRefusedByName() throws Exception {
        serve(Map.of(), (server, stand) -> {
            String trader = stand.token(7, "trader");
            for (String query :
                    List.of("simbol=BTC-USDT", "symbol=BTC-USDT&x=", "Symbol=BTC-USDT", "%73imbol=a", "=a")) {
                TestAnswer answer = server.delete("/api/orders?" + query, trader);
                assertEquals(400, answer.status(), query);
                assertEquals("unknown_field", answer.code(), query);
            }
            assertTrue(server.delete("/api/orders?simbol=a", trader).text().contains("simbol"));
            for (String query : List.of("symbol=a&symbol=b", "symbol=", "symbol")) {
                assertEquals(
                        "invalid_field",
                        server.delete("/api/orders?" + query, trader).code(),
                        query);
            }
            TestAnswer withBody = server.send(server.request("/api/orders", trader)
                    .method("DELETE", HttpRequest.BodyPublishers.ofString("{\"symbol\":\"BTC-USDT\"}")));
            assertEquals("malformed_request", withBody.code());
            TestAnswer empty = server.send(
                    server.request("/api/orders", trader).method("DELETE", HttpRequest.BodyPublishers.ofString("{}")));
            assertEquals(204, empty.status());
        });
    }

    @Test
    void metricsAreForListedAddressesAndRenderedOncePerSecond() throws Exception {
        serve(Map.of("FLOWEX_METRICS_FROM", "10.0.0.0/8"), (server, _) -> {
            int refused = 0;
            int status = server.get("/metrics", "").status();
            // The allowance of a minute comes back while a slow machine asks.
            while (status == 403 && refused < 10_000) {
                refused++;
                status = server.get("/metrics", "").status();
            }
            assertEquals(429, status);
            assertTrue(refused >= 120, () -> "too few were refused one by one");
        });
        serve(Map.of(), (server, _) -> {
            assertEquals(200, server.get("/metrics", "").status());
            // Behind an untrusted proxy, all clients would share the proxy's address.
            TestAnswer hidden = server.send(server.request("/metrics", "")
                    .header("X-Forwarded-For", "127.0.0.1")
                    .GET());
            assertEquals(403, hidden.status());
            HttpRequest.Builder zipped = server.request("/metrics", "")
                    .header("Accept-Encoding", "gzip")
                    .GET();
            assertEquals("gzip", server.send(zipped).header("Content-Encoding"));
        });
    }
}
