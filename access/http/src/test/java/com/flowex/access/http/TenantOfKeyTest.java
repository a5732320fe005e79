package com.flowex.access.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Credential;
import com.flowex.access.auth.KeySignature;
import com.flowex.access.auth.LocalDuplicateDetector;
import com.flowex.access.auth.Permission;
import com.flowex.access.auth.Role;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.errors.Refusal;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Failure 26: another tenant's key opens nothing.
 *
 * <p>A signed request belongs to its key's tenant, also on public routes and in streams.
 */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantOfKeyTest {

    private static final String SECRET = "the-secret-of-the-key";

    private final TestStand stand = TestStand.fresh();
    private final Tenant acme = TestTenants.add(stand, "acme");
    private final Tenant zeta = TestTenants.add(stand, "zeta");
    private final Tenant closed =
            TestTenants.change(stand, TestTenants.add(stand, "closed"), now -> now.in(Tenant.Status.SUSPENDED));
    private final Map<String, ApiKey> keys =
            Map.of("acme", key("acme", acme), "zeta", key("zeta", zeta), "closed", key("closed", closed));
    private final Endpoint endpoint = request -> Answer.ok(Map.of("tenant", request.tenant()));
    private final TestServer server = TestServer.with(stand, builder -> builder.routes(new Routes()
                    .get("/public", Access.PUBLIC, endpoint)
                    .query("limit")
                    .post("/login", Access.PUBLIC, request -> Answer.ok(request.body(Map.class)))
                    .get("/mine", Access.CALLER, endpoint))
            .webSocket("/ws", SendsTenant::new)
            .webSocket("/login", SendsUser::new)
            .apiKeys(id -> Optional.ofNullable(keys.get(id)), new LocalDuplicateDetector()));

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    private static ApiKey key(String id, Tenant tenant) {
        Caller owner = new Caller(
                7,
                new AccountId(tenant.number(), 1_007),
                Set.of(Role.TRADER),
                Set.of(Permission.READ),
                new Credential.Key(id));
        return new ApiKey(id, owner, new KeySignature.Hmac(SECRET), List.of(), Instant.MAX, Instant.EPOCH);
    }

    /** Headers of a request that this key signs. */
    private static String[] signed(String key, String secret, String method, String target, String body) {
        String timestamp = Long.toString(System.currentTimeMillis());
        String nonce = UUID.randomUUID().toString();
        String message = String.join("\n", "FLOWEX1", timestamp, nonce, method, target, body);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
            return new String[] {"X-Api-Key", key, "X-Timestamp", timestamp, "X-Nonce", nonce, "X-Signature", signature
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestAnswer get(String path, String key, String... more) {
        HttpRequest.Builder request = server.request(path, "")
                .headers(signed(key, SECRET, "GET", path, ""))
                .GET();
        return server.send(more.length == 0 ? request : request.headers(more));
    }

    private static int tenant(TestAnswer answer) {
        assertEquals(200, answer.status(), answer.text());
        return answer.json().path("tenant").asInt();
    }

    private static void refused(int status, String code, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code());
    }

    @Test
    void apiKeySelectsTheTenantOnPublicRoutesToo() {
        assertEquals(acme.number(), tenant(get("/mine", "acme")));
        assertEquals(acme.number(), tenant(get("/public", "acme")));
        assertEquals(zeta.number(), tenant(get("/public?limit=1", "zeta")));
        assertEquals(acme.number(), tenant(get("/public", "acme", "X-Tenant", "acme")));
    }

    @Test
    void aKeyOfOneTenantDoesNotGoWithTheNameOfAnother() {
        for (String path : List.of("/public", "/mine")) {
            refused(403, "tenant_mismatch", get(path, "acme", "X-Tenant", "zeta"));
            refused(403, "tenant_mismatch", get(path, "acme", "X-Tenant", "default"));
            refused(403, "tenant_suspended", get(path, "closed"));
        }
    }

    @Test
    void aKeyThatIsNoGoodIsRefusedAndNotAnsweredFromAnotherExchange() {
        refused(401, "unauthorized", get("/public", "nobody"));
        TestAnswer forged = server.send(server.request("/public", "")
                .headers(signed("acme", "another secret", "GET", "/public", ""))
                .GET());
        refused(401, "unauthorized", forged);
        TestAnswer elsewhere = server.send(server.request("/public?limit=2", "")
                .headers(signed("acme", SECRET, "GET", "/public?limit=1", ""))
                .GET());
        refused(401, "unauthorized", elsewhere);
    }

    @Test
    void aSignedRequestIsAcceptedOnceOnPublicRoutesToo() {
        String[] once = signed("acme", SECRET, "GET", "/public", "");
        assertEquals(
                200,
                server.send(server.request("/public", "").headers(once).GET()).status());
        refused(
                401,
                "unauthorized",
                server.send(server.request("/public", "").headers(once).GET()));
    }

    @Test
    void theBodyOfASignedPublicRequestStillReachesItsEndpoint() {
        String body = "{\"a\":\"b\"}";
        TestAnswer answer = server.send(server.request("/login", "")
                .headers(signed("zeta", SECRET, "POST", "/login", body))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertEquals(body, answer.text());
    }

    /** A page sends its old token along to public routes; a valid one beside a key may be another person's. */
    @Test
    void aKeyIsRefusedBesideAValidTokenAndNotBesideAnInvalidOne() {
        String token = "Bearer " + stand.tokenOf(zeta.number(), 7, "trader");
        for (String path : List.of("/public", "/mine")) {
            refused(401, "unauthorized", get(path, "acme", "Authorization", token));
        }
        assertEquals(acme.number(), tenant(get("/public", "acme", "Authorization", "Bearer old.and.worn")));
    }

    @Test
    void aStreamIsOfItsKeysTenant() {
        assertEquals(Integer.toString(acme.number()), streamed("/ws", signed("acme", SECRET, "GET", "/ws", "")));
        String requested = "/ws?tenant=acme";
        assertEquals(
                Integer.toString(acme.number()), streamed(requested, signed("acme", SECRET, "GET", requested, "")));
        assertEquals("403", streamed("/ws?tenant=zeta", signed("acme", SECRET, "GET", "/ws?tenant=zeta", "")));
        assertEquals("401", streamed("/ws", signed("acme", "another secret", "GET", "/ws", "")));
    }

    /** A page cannot add headers to a handshake: its token comes over the connection, and is judged as there. */
    @Test
    void aTokenThatComesOverAStreamIsGoodForItsOwnTenantAlone() {
        String token = stand.tokenOf(zeta.number(), 7, "trader");
        assertEquals("7", received("/login?tenant=zeta", token));
        assertEquals("tenant_mismatch", received("/login?tenant=acme", token));
        assertEquals("unauthorized", received("/login?tenant=zeta", "forged"));
    }

    private String received(String target, String output) {
        CompletableFuture<String> first = new CompletableFuture<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + target), new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                            first.complete(text.toString());
                            return CompletableFuture.completedFuture(null);
                        }
                    })
                    .join();
            socket.sendText(output, true).join();
            String answer = first.join();
            socket.abort();
            return answer;
        }
    }

    /** Returns the first message of the stream, or the status that it was refused with. */
    private String streamed(String target, String[] headers) {
        CompletableFuture<String> first = new CompletableFuture<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket.Builder builder = client.newWebSocketBuilder();
            for (int i = 0; i < headers.length; i += 2) {
                builder.header(headers[i], headers[i + 1]);
            }
            WebSocket socket = builder.buildAsync(
                            URI.create("ws://127.0.0.1:" + server.port() + target), new WebSocket.Listener() {
                                @Override
                                public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                                    first.complete(text.toString());
                                    return CompletableFuture.completedFuture(null);
                                }
                            })
                    .join();
            String output = first.join();
            socket.abort();
            return output;
        } catch (CompletionException refused) {
            WebSocketHandshakeException why = assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
            return Integer.toString(why.getResponse().statusCode());
        }
    }

    /** Says whose a token is. */
    private record SendsUser(SocketClient client) implements WsListener {
        @Override
        public void onMessage(WsSession session, String text, boolean last) {
            try {
                session.send(Long.toString(client.authenticate(text).userId()), true);
            } catch (Refusal refused) {
                session.send(refused.code().code(), true);
            }
        }
    }

    /** Says first whose it is. */
    private record SendsTenant(SocketClient client) implements WsListener {
        @Override
        public void onOpen(WsSession session) {
            session.send(Integer.toString(client.tenant()), true);
        }
    }
}
