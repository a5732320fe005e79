package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** nginx/ and security/waf as they are shipped, loaded by Debian's nginx before a running exchange; only paths and ports are a test's. */
@Timeout(900)
@Tag("process")
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class NginxTest {

    private static final List<String> SENT_ONCE = List.of(
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Content-Security-Policy");

    @TempDir
    private static Path folder;

    private static ExchangeProcess exchange;
    private static ShippedNginx nginx;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        ShippedNginx.assume();
        exchange = ExchangeProcess.start(
                folder.resolve("data"), Map.of("FLOWEX_DEMO_MARKET", "on", "FLOWEX_TRUSTED_PROXIES", "127.0.0.1"));
        nginx = ShippedNginx.start(folder, ShippedNginx.secrets(folder), Integer.parseInt(exchange.port()));
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (exchange != null) {
            exchange.close();
        }
    }

    private static HttpResponse<String> get(String path) {
        return nginx.get(path);
    }

    private static HttpResponse<String> post(String path, String json) {
        return nginx.post(path, json);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return nginx.send(request);
    }

    @Test
    void nginxServesHttp2OverTls13Only() {
        HttpResponse<String> answer = get("/api/time");

        assertEquals(200, answer.statusCode());
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        assertEquals("TLSv1.3", answer.sslSession().orElseThrow().getProtocol());

        SSLParameters older = new SSLParameters();
        older.setProtocols(new String[] {"TLSv1.2"});
        try (HttpClient old = HttpClient.newBuilder()
                .sslContext(nginx.client().sslContext())
                .sslParameters(older)
                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(nginx.address().resolve("/api/time")).build();
            assertThrows(IOException.class, () -> old.send(request, HttpResponse.BodyHandlers.ofString()));
        }
    }

    @Test
    void everyAnswerHasEachSecurityHeaderOnce() {
        for (String path : List.of("/api/time", "/", "/api/nothing-here", "/metrics", "/.git/config")) {
            HttpResponse<String> answer = get(path);
            for (String header : SENT_ONCE) {
                assertEquals(
                        1,
                        answer.headers().allValues(header).size(),
                        () -> header + " of " + path + ": " + answer.headers());
            }
        }
    }

    @Test
    void attackPatternsAreRefusedByNginx() {
        List<String> attacks = List.of(
                "/.git/config",
                "/wp-login.php",
                "/api/market-data/symbols?q=1%27%20OR%201=1%20UNION%20SELECT%20password%20FROM%20users--%20",
                "/api/market-data/symbols?q=%3Cscript%3Ealert(1)%3C/script%3E",
                "/api/market-data/symbols?q=$%7Bjndi:ldap://x/y%7D",
                "/api/..%2f..%2fetc/passwd");
        for (String attack : attacks) {
            HttpResponse<String> answer = get(attack);
            assertTrue(
                    answer.statusCode() == 403 || answer.statusCode() == 400,
                    () -> attack + ": " + answer.statusCode());
        }
        assertEquals(403, get("/.git/config").statusCode());
        assertTrue(get("/.git/config").body().contains("\"code\":\"forbidden\""));
        assertEquals(
                403,
                send(HttpRequest.newBuilder(nginx.address().resolve("/api/time"))
                                .header("X-FlowEx-Client", "me"))
                        .statusCode());
    }

    /** FlowEx reads a body as JSON whatever type it names; so do the rules. */
    @Test
    void aBodyIsReadAsFlowExReadsIt() {
        String body = "{\"email\":\"${jndi:ldap://x/y}\",\"password\":\"=\"}";
        for (String type : List.of("application/json", "application/x-www-form-urlencoded", "text/plain", "x/y")) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(nginx.address().resolve("/api/auth/login"))
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofString(body)));
            assertEquals(403, answer.statusCode(), () -> type + ": " + answer.body());
        }
    }

    @Test
    void figuresAreNotShownOutside() {
        assertEquals(404, get("/metrics").statusCode());
    }

    @Test
    void aPersonWithAnOddPasswordRegistersAndLogsInAndTooManyTriesAreSlowedDown() {
        String who = "{\"email\":\"odd@example.com\",\"password\":\"'; DROP TABLE users; -- <script>A1\"";
        HttpResponse<String> made = post("/api/auth/register", who + ",\"first_name\":\"Odd\",\"last_name\":\"One\"}");
        assertEquals(201, made.statusCode(), made::body);

        long slowed = 0;
        for (int i = 0; i < 20 && slowed == 0; i++) {
            HttpResponse<String> answer = post("/api/auth/login", who + "}");
            if (answer.statusCode() == 429) {
                slowed++;
                assertEquals(1, answer.headers().allValues("Retry-After").size(), answer::body);
            }
            if (i == 0) {
                assertEquals(200, answer.statusCode(), answer::body);
            }
        }
        assertEquals(1, slowed);
    }

    @Test
    void aWebSocketGoesThrough() {
        CompletableFuture<String> first = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                first.complete(data.toString());
                socket.request(1);
                return CompletableFuture.completedFuture(null);
            }
        };
        WebSocket socket = nginx.client()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofMinutes(2))
                .buildAsync(URI.create("wss://localhost:" + nginx.address().getPort() + "/ws/market-data"), listener)
                .join();
        try {
            socket.sendText("{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"BTC-USDT\",\"id\":\"1\"}", true)
                    .join();
            assertTrue(first.orTimeout(300, TimeUnit.SECONDS).join().startsWith("{"));
        } finally {
            socket.abort();
        }
    }
}
