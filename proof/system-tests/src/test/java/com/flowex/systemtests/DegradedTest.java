package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.gateway.Gateway;
import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.health.Health;
import com.flowex.platform.settings.Profile;
import com.flowex.platform.telemetry.Telemetry;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.Cable;
import com.flowex.platform.testing.TestRedis;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Closes findings F4 and F5. Goal: what docs/operations/degraded.md says of each part that is away, as clients behind a gateway meet it. Method:
 * one exchange behind a gateway, whose database, Redis and mail server are at the ends of cables that are cut. The full disk is {@link FullDiskTest}'s, the
 * engine that ends the process {@link FullDiskTest}'s and {@link KillDuringLoadTest}'s.
 */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class DegradedTest {

    private static final String HALT = "/api/trading/pairs/BTC-USDT/halt";
    private static final String RESUME = "/api/trading/pairs/BTC-USDT/resume";
    private static final String KILL = "/api/trading/kill-switch";
    private static final String ORDERS = "/api/trading/orders";
    private static final String GATEWAY_KEY = "a key that both have, and nobody else";

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static final List<Cable> CABLES = new ArrayList<>();
    private static URI url = URI.create("");
    private static int port;
    private static Gateway gateway;
    private static HttpApi trader = new HttpApi(url);
    private static HttpApi admin = new HttpApi(url);
    private static SignedCall key = new SignedCall("", "");
    private static SignedCall haltingKey = new SignedCall("", "");

    @BeforeAll
    static void start() throws SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("server"));
        PARTS.add(server::close);
        try (Connection root = DriverManager.getConnection(server.url("postgres"), server.user(), server.password());
                Statement statement = root.createStatement()) {
            statement.execute("CREATE DATABASE degraded");
        }
        TestRedis redis = TestRedis.start();
        PARTS.add(redis::close);
        int databasePort =
                URI.create(server.url("degraded").substring("jdbc:".length())).getPort();
        Cable database = cable(databasePort);
        Cable redisCable = cable(URI.create(redis.url()).getPort());
        Cable mail = cable(9);
        FlowEx exchange = ExchangeHere.start(
                folder.resolve("data"),
                PARTS,
                Map.of(
                        // The wait of requests that need the database while it is away, and of changes whose view shows
                        // them.
                        "FLOWEX_DATABASE_WAIT_MS",
                        "1000",
                        "FLOWEX_READ_WAIT_MS",
                        "1000",
                        "FLOWEX_DATABASE_URL",
                        "postgresql://" + server.user() + ":" + server.password() + "@127.0.0.1:" + database.port()
                                + "/degraded",
                        "FLOWEX_REDIS_URL",
                        "redis://127.0.0.1:" + redisCable.port(),
                        "FLOWEX_REDIS_TIMEOUT_MS",
                        "2000",
                        "FLOWEX_SMTP_HOST",
                        "127.0.0.1",
                        "FLOWEX_SMTP_PORT",
                        Integer.toString(mail.port()),
                        "FLOWEX_SMTP_ENCRYPTION",
                        "none",
                        "FLOWEX_GATEWAY_KEY",
                        GATEWAY_KEY));
        gateway = gatewayBefore(exchange);
        url = URI.create("http://localhost:" + gateway.port());
        port = gateway.port();
        trader = new HttpApi(url).demoUser();
        admin = new HttpApi(url).admin();
        key = newKey(trader, "read", "trade");
        haltingKey = newKey(admin, "halt");
    }

    /** Clients are behind the gateway, and the promises are made to them. */
    private static Gateway gatewayBefore(FlowEx exchange) {
        LauncherSettings settings = LauncherSettings.of(Map.of(
                "FLOWEX_SERVICES", "gateway",
                "FLOWEX_PORT", "0",
                "FLOWEX_GATEWAY_KEY", GATEWAY_KEY,
                "FLOWEX_GATEWAY_HEALTH_SECONDS", "1",
                "FLOWEX_GATEWAY_OPERATORS", "127.0.0.1:0",
                "FLOWEX_GATEWAY_UPSTREAMS", "127.0.0.1:" + exchange.port()));
        Telemetry telemetry = new Telemetry(Profile.DEV);
        PARTS.add(telemetry::close);
        Gateway started = Gateway.start(
                settings.gateway(),
                settings.edge(),
                InetAddress::getAllByName,
                new Gateway.Watch(telemetry, new Health(), _ -> List.of()));
        PARTS.add(started::close);
        return started;
    }

    private static SignedCall newKey(HttpApi owner, String... permissions) {
        JsonNode made = owner.post("/api/auth/api-keys", Map.of("label", "bot", "permissions", List.of(permissions)))
                .expect(201)
                .body();
        return new SignedCall(
                made.path("api_key").asText(), made.path("api_secret").asText());
    }

    private static Cable cable(int to) {
        Cable cable = Cable.to("127.0.0.1", to);
        CABLES.add(cable);
        return cable;
    }

    @AfterAll
    static void stop() {
        CABLES.forEach(Cable::mend);
        PARTS.close();
        CABLES.forEach(Cable::close);
    }

    @AfterEach
    void mend() {
        CABLES.forEach(Cable::mend);
        Await.until(() -> anybody().sendUnchecked("GET", "/ready", "").status() == 200);
        Await.until(
                () -> anybody().sendUnchecked("POST", "/api/auth/login", LOGIN).status() == 200);
    }

    private static HttpApi anybody() {
        return new HttpApi(url);
    }

    /** The same caller, who asks for nothing that they have written. */
    private static HttpApi fresh(HttpApi known) {
        return anybody().withToken(known.token());
    }

    private static int status(HttpApi api, String method, String path, String body) {
        return fresh(api).send(method, path, body).status();
    }

    private static String part(String name) {
        return anybody().get("/health").body().path("parts").path(name).asText();
    }

    private static String placed(String id) {
        return trader.order("buy", "10", "0.1", id).expect(201).text("id");
    }

    @Test
    void withoutItsDatabaseTheExchangeHaltsKillsAndCancelsAndTakesOrders() {
        String first = placed("degraded-1");
        String second = placed("degraded-2");
        placed("degraded-3");
        key.send(anybody(), "GET", ORDERS).expect(200);
        CABLES.get(0).cut();
        Await.until(() -> !part("database").equals("ok"));
        HttpApi operators = new HttpApi(URI.create("http://localhost:" + gateway.operatorsPort()));
        Await.until(
                () -> operators.sendUnchecked("GET", "/upstreams", "").text().contains("\"unready\""));

        assertEquals(201, fresh(trader).order("buy", "10", "0.1", "degraded-4").status(), "place");
        assertEquals(202, status(trader, "DELETE", ORDERS + "/" + first, ""), "cancel");
        assertEquals(202, key.send(anybody(), "DELETE", ORDERS + "/" + second).status(), "cancel by a known key");
        assertEquals(202, status(trader, "DELETE", ORDERS, ""), "cancel all");
        stopsByAKeyThatWasNeverUsed();
        assertEquals(202, status(admin, "POST", HALT, ""), "halt");
        assertEquals(
                "instrument_halted",
                fresh(trader).order("buy", "10", "0.1", "degraded-5").text("code"));
        assertEquals(202, status(admin, "PUT", KILL, "{\"on\":true}"), "kill switch");
        assertEquals(
                "tenant_killed",
                fresh(trader).order("buy", "10", "0.1", "degraded-6").text("code"));
        assertEquals(202, status(admin, "PUT", KILL, "{\"on\":false}"), "kill switch off");
        assertEquals(202, status(admin, "POST", RESUME, ""), "resume");
        othersWithoutDatabase();

        CABLES.get(0).mend();
        Await.until(() -> anybody().sendUnchecked("GET", "/ready", "").status() == 200);
        Await.until(() -> part("audit").equals("ok"));
        Await.until(() -> trader.sendUnchecked("GET", ORDERS + "/" + first, "").status() == 200);
        assertEquals("canceled", trader.get(ORDERS + "/" + first).expect(200).text("status"));
        assertEquals(
                List.of(
                        "POST /api/trading/pairs/{symbol}/halt begun",
                        "POST /api/trading/pairs/{symbol}/halt 202",
                        "PUT /api/trading/kill-switch begun",
                        "PUT /api/trading/kill-switch 202",
                        "PUT /api/trading/kill-switch begun",
                        "PUT /api/trading/kill-switch 202",
                        "POST /api/trading/pairs/{symbol}/resume begun",
                        "POST /api/trading/pairs/{symbol}/resume 202"),
                audited());
    }

    /** Closes finding F4's rest: a program that watches the exchange stops it without a session; it cannot let it go on. */
    private void stopsByAKeyThatWasNeverUsed() {
        assertEquals(202, haltingKey.send(anybody(), "POST", HALT).status(), "halt");
        assertEquals(
                202, haltingKey.send(anybody(), "PUT", KILL, "{\"on\":true}").status(), "kill switch");
        assertEquals(
                "tenant_killed",
                fresh(trader).order("buy", "10", "0.1", "degraded-7").text("code"));
        assertEquals(
                403, haltingKey.send(anybody(), "PUT", KILL, "{\"on\":false}").status());
        assertEquals(403, haltingKey.send(anybody(), "POST", RESUME).status());
        assertEquals(403, haltingKey.send(anybody(), "GET", ORDERS).status());
        assertEquals(202, status(admin, "PUT", KILL, "{\"on\":false}"), "kill switch off");
        assertEquals(202, status(admin, "POST", RESUME, ""), "resume");
    }

    private void othersWithoutDatabase() {
        assertEquals(
                503, anybody().sendUnchecked("POST", "/api/auth/login", LOGIN).status(), "login");
        assertEquals(503, status(trader, "GET", "/api/wallet/balances", ""), "own reads");
        assertEquals(200, status(trader, "GET", "/api/market-data/tickers", ""), "public reads");
        assertEquals(200, status(trader, "GET", "/api/trading/orderbook/BTC-USDT", ""), "public reads");
        assertEquals(503, status(admin, "GET", "/api/v1/audit", ""), "administration");
        assertEquals(503, anybody().sendUnchecked("GET", "/ready", "").status());
        assertEquals(
                200,
                anybody().sendUnchecked("GET", "/ready?group=protection", "").status());
        assertEquals(200, anybody().get("/live").status());
        try (OpenStream stream = new OpenStream(port, "")) {
            assertTrue(stream.isOpen());
        }
    }

    private static final String LOGIN = "{\"email\":\"demo@flowex.com\",\"password\":\"demo123\"}";

    /** The last that administrators did to markets and switches, oldest first. */
    private static List<String> audited() {
        List<String> entries = new ArrayList<>();
        admin.get("/api/v1/audit?limit=50").expect(200).body().path("items").forEach(entry -> {
            String action = entry.path("action").asText();
            if (action.contains("/pairs/") || action.contains("kill-switch")) {
                entries.addFirst(action + " " + entry.path("outcome").asText());
            }
        });
        return entries.subList(Math.max(0, entries.size() - 8), entries.size());
    }

    @Test
    void withoutRedisEverythingWorksButNewSessions() {
        String order = placed("redis-1");
        CABLES.get(1).cut();

        assertEquals(201, trader.order("buy", "10", "0.1", "redis-2").status(), "place");
        assertDone(trader.delete(ORDERS + "/" + order).status(), "cancel");
        assertDone(trader.delete(ORDERS).status(), "cancel all");
        assertEquals(200, key.send(anybody(), "GET", ORDERS).status(), "a key");
        assertDone(admin.send("PUT", KILL, "{\"on\":true}").status(), "kill switch");
        assertDone(admin.send("PUT", KILL, "{\"on\":false}").status(), "kill switch off");
        assertEquals(200, fresh(trader).get("/api/wallet/balances").status(), "own reads");
        assertEquals(200, anybody().get("/api/market-data/tickers").status(), "public reads");
        assertEquals(200, admin.get("/api/v1/audit").status(), "administration");
        assertEquals(
                503, anybody().sendUnchecked("POST", "/api/auth/login", LOGIN).status(), "login");
        try (OpenStream stream = new OpenStream(port, "")) {
            assertTrue(stream.isOpen());
        }
    }

    @Test
    void lostMailServerStopsOnlyMailsAndIsReported() {
        CABLES.get(2).cut();
        HttpApi added = new HttpApi(url).newUser("no-mail@example.com");
        Await.until(() -> !Set.of("", "ok").contains(part("mail")));

        assertEquals(200, added.get("/api/auth/me").status(), "login");
        assertEquals(200, anybody().sendUnchecked("GET", "/ready", "").status());
        String order = placed("mail-1");
        assertDone(trader.delete(ORDERS + "/" + order).status(), "cancel");
        assertDone(admin.send("PUT", KILL, "{\"on\":true}").status(), "kill switch");
        assertDone(admin.send("PUT", KILL, "{\"on\":false}").status(), "kill switch off");
    }

    /** Done, and on a busy machine perhaps not shown yet. */
    private static void assertDone(int status, String subject) {
        assertTrue(status == 200 || status == 202, () -> subject + ": " + status);
    }
}
