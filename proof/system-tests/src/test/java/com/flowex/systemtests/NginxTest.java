package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
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

    private static final Path ROOT = Repository.file("").toAbsolutePath().normalize();
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path MODSECURITY = Path.of("/etc/nginx/modules-enabled/50-mod-http-modsecurity.conf");
    private static final List<String> SAID_ONCE = List.of(
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Content-Security-Policy");

    @TempDir
    private static Path folder;

    private static ExchangeProcess exchange;
    private static Process nginx;
    private static URI door;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        assumeTrue(
                Files.exists(NGINX) && Files.exists(MODSECURITY),
                "no nginx with ModSecurity here (./flowex verify installs it): nginx/ is not tried");
        int port = freePort();
        door = URI.create("https://localhost:" + port);
        exchange = ExchangeProcess.start(
                folder.resolve("data"), Map.of("FLOWEX_DEMO_MARKET", "on", "FLOWEX_TRUSTED_PROXIES", "127.0.0.1"));
        Path secrets = folder.resolve("secrets");
        assertEquals(
                0, run(Files.createTempFile(folder, "secrets", ".out"), "scripts/make-secrets.sh", secrets.toString()));
        Path configuration = configured(port, secrets);
        Path told = folder.resolve("test.out");
        assertEquals(0, run(told, NGINX.toString(), "-t", "-c", configuration.toString()), () -> text(told));
        assertTrue(text(told).contains("/0)") && !text(told).contains("local/remote: 0/0/0"), () -> text(told));

        nginx = new ProcessBuilder(NGINX.toString(), "-g", "daemon off;", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.out").toFile())
                .start();
        client = client(secrets.resolve("tls.crt"));
        Deadline.await(Duration.ofSeconds(300), NginxTest::answers, () -> text(folder.resolve("nginx.out")));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (client != null) {
            client.close();
        }
        if (nginx != null) {
            nginx.destroy();
            assertTrue(nginx.waitFor(300, TimeUnit.SECONDS));
        }
        if (exchange != null) {
            exchange.close();
        }
    }

    /** The files as they are, with the test's own places. */
    private static Path configured(int port, Path secrets) throws IOException {
        Path own = Files.createDirectories(folder.resolve("nginx"));
        for (String place : List.of("cache", "run")) {
            Files.createDirectories(own.resolve(place));
        }
        for (String place : List.of("nginx", "nginx/modsecurity", "security/waf")) {
            Path to = Files.createDirectories(own.resolve(place));
            try (Stream<Path> files = Files.list(ROOT.resolve(place))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.writeString(
                            to.resolve(Objects.requireNonNull(file.getFileName())),
                            here(text(file), own, port, secrets));
                }
            }
        }
        return own.resolve("nginx/nginx.conf");
    }

    private static String here(String text, Path own, int port, Path secrets) {
        return text.replace("/etc/nginx/modsecurity/", own + "/nginx/modsecurity/")
                .replace("/etc/nginx/waf/", own + "/security/waf/")
                .replace("/run/secrets/", secrets + "/")
                .replace("/var/cache/nginx", own + "/cache")
                .replace("/run/nginx/", own + "/run/")
                .replace("/dev/stdout", own + "/out")
                .replace("/dev/stderr", own + "/err")
                .replace("gateway:8000", "127.0.0.1:" + exchange.port())
                .replace("listen 8080", "listen 127.0.0.1:" + freePort())
                .replace("listen 8443", "listen 127.0.0.1:" + port);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int run(Path output, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertTrue(process.waitFor(300, TimeUnit.SECONDS));
        return process.exitValue();
    }

    private static HttpClient client(Path certificate) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (var in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "door", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(Duration.ofMinutes(2))
                .build();
    }

    private static boolean answers() {
        try {
            return get("/api/time").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(door.resolve(path)));
    }

    private static HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(door.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofMinutes(2)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void speaksHttp2OverTls13AndNothingOlder() {
        HttpResponse<String> answer = get("/api/time");

        assertEquals(200, answer.statusCode());
        assertEquals(HttpClient.Version.HTTP_2, answer.version());
        assertEquals("TLSv1.3", answer.sslSession().orElseThrow().getProtocol());

        SSLParameters older = new SSLParameters();
        older.setProtocols(new String[] {"TLSv1.2"});
        try (HttpClient old = HttpClient.newBuilder()
                .sslContext(client.sslContext())
                .sslParameters(older)
                .build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(door.resolve("/api/time")).build();
            assertThrows(IOException.class, () -> old.send(request, HttpResponse.BodyHandlers.ofString()));
        }
    }

    @Test
    void everyAnswerHasEachSecurityHeaderOnce() {
        for (String path : List.of("/api/time", "/", "/api/nothing-here", "/metrics", "/.git/config")) {
            HttpResponse<String> answer = get(path);
            for (String header : SAID_ONCE) {
                assertEquals(
                        1,
                        answer.headers().allValues(header).size(),
                        () -> header + " of " + path + ": " + answer.headers());
            }
        }
    }

    @Test
    void whatLooksLikeAnAttackIsRefusedBeforeFlowEx() {
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
                send(HttpRequest.newBuilder(door.resolve("/api/time")).header("X-FlowEx-Client", "me"))
                        .statusCode());
    }

    /** FlowEx reads a body as JSON whatever type it names; so do the rules. */
    @Test
    void aBodyIsReadAsFlowExReadsIt() {
        String body = "{\"email\":\"${jndi:ldap://x/y}\",\"password\":\"=\"}";
        for (String type : List.of("application/json", "application/x-www-form-urlencoded", "text/plain", "x/y")) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(door.resolve("/api/auth/login"))
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
        WebSocket socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofMinutes(2))
                .buildAsync(URI.create("wss://localhost:" + door.getPort() + "/ws/market-data"), listener)
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
