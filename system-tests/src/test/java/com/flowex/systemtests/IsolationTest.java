package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.launcher.FlowEx;
import com.flowex.launcher.LauncherSettings;
import com.flowex.launcher.Parts;
import com.flowex.platform.access.Permission;
import com.flowex.platform.config.DatabaseChoice;
import com.flowex.platform.config.DatabaseLimits;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.EmbeddedPostgres;
import com.flowex.platform.health.Health;
import com.flowex.platform.http.Access;
import com.flowex.platform.http.Route;
import com.flowex.platform.tenancy.Feature;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Failure 26: another tenant's id through every operation, stream and table returns nothing and changes nothing.
 *
 * <p>Two tenants with the same assets and markets. One has everything a tenant can have, and every mark by which it could be
 * recognised; the other's admin tries to get at it in every way the document offers. What is served next is tried too.
 */
@Timeout(300)
class IsolationTest {

    /** Prices and amounts that appear nowhere else. */
    private static final String PRICE = "4242.42";

    private static final String AMOUNT = "31337.31";
    private static final String UNTOUCHED = "515.15";
    private static final String CLIENT_ID = "left-secret-order";

    /** Answered alike to everybody, whoever asks: nothing of a tenant is in them. */
    private static final Set<String> EVERYBODYS =
            Set.of("/health", "/ready", "/live", "/metrics", "/.well-known/jwks.json");

    @TempDir
    private static Path folder;

    private static final Parts PARTS = new Parts();
    private static DatabaseChoice.Server database;
    private static FlowEx flowEx;
    private static HttpApi anybody;
    private static HttpApi victim;
    private static HttpApi stranger;
    private static int left;
    private static int right;
    private static String orderId = "";
    private static String userId = "";
    private static String account = "";
    private static String sessionId = "";
    private static String keyId = "";
    private static String requestId = "";

    @BeforeAll
    static void start() throws SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder.resolve("server"));
        PARTS.add(server::close);
        try (Connection connection =
                DriverManager.getConnection(server.url("postgres"), server.user(), server.password())) {
            execute(connection, "CREATE DATABASE isolation");
        }
        database = new DatabaseChoice.Server(server.url("isolation"), server.user(), server.password());
        String url = database.url()
                .replace("jdbc:postgresql://", "postgresql://" + database.user() + ":" + database.password() + "@");
        Map<String, String> environment = Map.of(
                "FLOWEX_PORT", "0",
                "FLOWEX_SERVICE_PORTS", "off",
                "FLOWEX_DEMO_MARKET", "off",
                "FLOWEX_DATABASE_URL", url,
                "FLOWEX_DATA_DIR", folder.resolve("data").toString());
        flowEx = FlowEx.start(LauncherSettings.of(environment), PARTS);
        anybody = new HttpApi(URI.create("http://localhost:" + flowEx.port()));
        HttpApi superAdmin = anybody.admin();
        left = TenantWalk.make(superAdmin, "left");
        right = TenantWalk.make(superAdmin, "right");
        victim = TenantWalk.admin(anybody, "left");
        stranger = TenantWalk.admin(anybody, "right");
        fill();
    }

    /** The victim has one of everything. */
    private static void fill() {
        JsonNode me = victim.get("/api/auth/me").expect(200).body();
        userId = me.path("id").asText();
        account = me.path("account").asText();
        victim.deposit("USDT", AMOUNT);
        victim.deposit("BTC", "77");
        victim.deposit("ETH", UNTOUCHED);
        orderId = victim.order("buy", PRICE, "0.5", CLIENT_ID).expect(201).text("id");
        victim.order("sell", PRICE, "0.1", "left-trade").expect(201);
        sessionId = victim.get("/api/auth/sessions")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        keyId = victim.post("/api/auth/api-keys", Map.of("label", "left-secret-key", "permissions", List.of("read")))
                .expect(201)
                .text("api_key");
        requestId = victim.send(
                        "POST",
                        "/api/v1/users/" + userId + "/role-requests",
                        "{\"role\":\"analyst\",\"reason\":\"left-secret-reason\"}")
                .body()
                .path("id")
                .asText("1");
        victim.send("PATCH", "/api/v1/tenant", "{\"branding\":{\"support_email\":\"left-secret@left.example\"}}")
                .expect(200);
        victim.get("/api/trading/orders").expect(200);
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static Connection owner() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** What would show that an answer is about the victim: nothing that the stranger sends, which may come back. */
    private static List<String> marks() {
        return List.of(PRICE, AMOUNT, UNTOUCHED, "left-trade", "left-secret-key", "left-secret-reason", "left.example");
    }

    private static String withIds(String path) {
        return path.replace("{symbol}", "BTC-USDT")
                .replace("{currency}", "USDT")
                .replace("{number}", path.contains("/tenants/") ? Integer.toString(left) : account)
                .replace("{key}", keyId)
                .replace("{id}", idFor(path));
    }

    private static String idFor(String path) {
        if (path.contains("/orders/")) {
            return orderId;
        }
        if (path.contains("/sessions/")) {
            return sessionId;
        }
        return path.contains("/role-requests/") ? requestId : userId;
    }

    /** The operations of tenants: logging in and out is everybody's own. */
    private static List<Operation> tried() {
        return Operation.all().stream()
                .filter(operation -> !EVERYBODYS.contains(operation.path()))
                .filter(operation -> !operation.path().equals("/api/auth/logout"))
                .toList();
    }

    private static String body(Operation operation) {
        if (!operation.hasBody()) {
            return "";
        }
        ObjectNode body = operation.body();
        if (body.has("client_order_id")) {
            body.put("client_order_id", CLIENT_ID);
        }
        return body.toString();
    }

    private static List<String> fingerprint() {
        try (Connection owner = owner()) {
            // The audit log of a tenant tells who tried: nothing of it is the tenant's own doing.
            return TableProbe.fingerprint(owner, left, List.of());
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherTenantsIdsGiveNothingAndChangeNothingInAnyOperation() {
        List<String> before = fingerprint();
        List<String> leaks = new ArrayList<>();
        for (Operation operation : tried()) {
            HttpApi.Answer answer =
                    stranger.sendUnchecked(operation.method(), withIds(operation.path()), body(operation));
            marks().stream()
                    .filter(mark -> answer.text().contains(mark))
                    .forEach(mark -> leaks.add(operation.name() + " says " + mark + ": " + answer.text()));
            // Ends a session of the stranger's own, changes the password: the next tries need one.
            stranger = stranger.sendUnchecked("GET", "/api/auth/me", "").status() == 200
                    ? stranger
                    : TenantWalk.admin(anybody, "right");
        }
        assertEquals(List.of(), leaks);
        assertEquals(before, fingerprint(), "what the other tenant has");
    }

    @Test
    void aTokenOfOneTenantUnderTheNameOfAnotherIsRefusedByEveryOperation() {
        List<String> admitted = new ArrayList<>();
        for (Operation operation : tried()) {
            HttpApi.Answer answer = stranger.withTenant("left")
                    .sendUnchecked(operation.method(), withIds(operation.path()), body(operation));
            boolean refused = answer.status() == 403
                    && (answer.text().contains("tenant_mismatch")
                            || answer.text().contains("tenants_manage"));
            if (!refused) {
                admitted.add(operation.name() + " answered " + answer.status() + " " + answer.text());
            }
        }
        assertEquals(List.of(), admitted);
    }

    @Test
    void whoeverNamesATenantSeesThatTenantsPublicDataAndNoOther() {
        for (String path : List.of(
                "/api/trading/orderbook/BTC-USDT",
                "/api/market-data/tickers",
                "/api/market-data/ticker/BTC-USDT",
                "/api/market-data/trades/BTC-USDT",
                "/api/market-data/depth/BTC-USDT",
                "/api/market-data/klines/BTC-USDT?interval=1m",
                "/api/wallet/ledger",
                "/api/tenant")) {
            String ours = anybody.withTenant("left").get(path).expect(200).text();
            String theirs = anybody.withTenant("right").get(path).expect(200).text();
            String defaults = anybody.get(path).expect(200).text();
            assertTrue(ours.contains(PRICE) || ours.contains(UNTOUCHED) || ours.contains("left-"), path + ": " + ours);
            for (String other : List.of(theirs, defaults)) {
                assertFalse(other.contains(PRICE) || other.contains(UNTOUCHED) || other.contains("left"), other);
            }
        }
    }

    @Test
    void aStreamIsOfItsOwnTenant() {
        assertTrue(FirstBook.of(flowEx.port(), "?tenant=left", "").contains(PRICE));
        assertTrue(FirstBook.of(flowEx.port(), "", victim.token()).contains(PRICE));
        assertFalse(FirstBook.of(flowEx.port(), "?tenant=right", "").contains(PRICE));
        assertFalse(FirstBook.of(flowEx.port(), "", stranger.token()).contains(PRICE));
        assertFalse(FirstBook.of(flowEx.port(), "", "").contains(PRICE));
        assertThrows(CompletionException.class, () -> FirstBook.of(flowEx.port(), "?tenant=left", stranger.token()));
        assertThrows(CompletionException.class, () -> FirstBook.of(flowEx.port(), "?tenant=nobody", ""));
    }

    @Test
    void noTableShowsOrGivesAwayAnotherTenantsRows() throws SQLException {
        try (Connection owner = owner();
                Database pools = open();
                Connection app = pools.app().getConnection()) {
            assertEquals(List.of(), TableProbe.leaks(owner, app, right, left));
            assertTrue(TableProbe.tables(owner).size() > 25, "the probe finds the tables");
            // Whoever adds a table without an owner says here why nothing of a tenant is in it.
            List<String> ownerless = TableProbe.withoutOwner(owner);
            ownerless.removeIf(name -> name.endsWith(".flyway_schema_history"));
            assertEquals(
                    List.of(
                            "identity.ended_sessions", // random numbers of sessions that are over
                            "identity.tenant_numbers", // which tenants there are
                            "platform.checkpoints",
                            "platform.log",
                            "platform.tenant_hosts", // what resolves every request, before it has a tenant
                            "platform.tenants",
                            "platform.tenants_version"),
                    ownerless);
        }
    }

    private static Database open() {
        Map<String, String> none = Map.of();
        DatabaseLimits limits = com.flowex.platform.config.Settings.of(none).databaseLimits();
        return Database.open(database, limits, new SimpleMeterRegistry(), new Health());
    }

    /** The table probe is no decoration: it reports each table of which the wall is taken down, and that one alone. */
    @Test
    void theProbeReportsEveryTableWhoseRowLevelSecurityIsDropped() throws SQLException {
        try (Connection owner = owner();
                Database pools = open();
                Connection app = pools.app().getConnection()) {
            for (TableProbe.Table table : TableProbe.tables(owner)) {
                for (String attack : List.of(
                        "ALTER TABLE " + table.name() + " DISABLE ROW LEVEL SECURITY",
                        "ALTER TABLE " + table.name() + " NO FORCE ROW LEVEL SECURITY",
                        "CREATE POLICY planted ON " + table.name() + " USING (true)")) {
                    execute(owner, attack);
                    assertEquals(List.of(table.name()), TableProbe.leaks(owner, app, right, left), attack);
                    execute(owner, "DROP POLICY IF EXISTS planted ON " + table.name());
                    execute(owner, "ALTER TABLE " + table.name() + " ENABLE ROW LEVEL SECURITY");
                    execute(owner, "ALTER TABLE " + table.name() + " FORCE ROW LEVEL SECURITY");
                }
            }
        }
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void requestsCannotWriteViews() throws SQLException {
        try (Database pools = open();
                Connection app = pools.app().getConnection()) {
            for (String table : List.of(
                    "trading.open_orders",
                    "trading.fills",
                    "trading.positions",
                    "wallet.balances",
                    "wallet.totals",
                    "wallet.transactions",
                    "marketdata.market",
                    "marketdata.candle",
                    "platform.checkpoints")) {
                for (String attack : List.of("DELETE FROM " + table, "TRUNCATE " + table)) {
                    SQLException refused = assertThrows(SQLException.class, () -> execute(app, attack), attack);
                    assertEquals("42501", refused.getSQLState(), attack);
                }
            }
        }
    }

    /** A tenant that switches trading off has no way around it that was forgotten, nor will have. */
    @Test
    void everyRouteThatPlacesOrdersOrMovesMoneyIsPartOfAFeature() {
        Set<String> changeNothing = Set.of("POST /api/trading/orders/resolve", "PUT /api/trading/orders/timer");
        for (Route route : flowEx.routes().all()) {
            if (route.access() instanceof Access.Permitted(Permission permission)
                    && !route.method().equals("GET")
                    && !route.method().equals("DELETE")
                    && !changeNothing.contains(route.name())) {
                Optional<Feature> needed =
                        switch (permission) {
                            case TRADE -> Optional.of(Feature.TRADING);
                            case DEPOSIT -> Optional.of(Feature.DEPOSITS);
                            case WITHDRAW -> Optional.of(Feature.WITHDRAWALS);
                            default -> Optional.empty();
                        };
                needed.ifPresent(feature -> assertEquals(Optional.of(feature), route.feature(), route.name()));
            }
        }
    }
}
