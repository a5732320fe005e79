package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.process.FlowEx;
import com.flowex.platform.database.embedded.EmbeddedPostgres;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.PreparedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tenants of the whole exchange: made after a crash, failed and tried again, taken along, ended. */
@Timeout(900)
class TenantLifeTest {

    private static final String PASSWORD = "Tenant-user-2026!";
    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$UrmuGzgmtfdV2jtOlkb+tQ$joDQItG7xiQmW2urfKoEG1wmobxrRLfjRCisay1eWkc";
    private static final String ASSETS = """
            "assets":[{"code":"BTC","scale":6,"supply":"1000"},{"code":"USDT","scale":6,"supply":"1000"}]""";

    @TempDir
    private static Path folder;

    private static final StartedComponents PARTS = new StartedComponents();
    private static EmbeddedPostgres server;
    private static HttpApi anybody;
    private static HttpApi superAdmin;

    @BeforeAll
    static void start() throws SQLException {
        PreparedPostgres.copyTo(folder.resolve("server"), ExchangeProcess.SCHEMAS);
        server = EmbeddedPostgres.start(folder.resolve("server"));
        PARTS.add(server::close);
        execute("postgres", "CREATE DATABASE tenants TEMPLATE flowex");
        String url = server.url("tenants")
                .replace("jdbc:postgresql://", "postgresql://" + server.user() + ":" + server.password() + "@");
        FlowEx flowEx = ExchangeHere.start(folder.resolve("data"), PARTS, Map.of("FLOWEX_DATABASE_URL", url));
        anybody = new HttpApi(ExchangeHere.url(flowEx));
        superAdmin = anybody.admin();
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    private static Connection owner() throws SQLException {
        return DriverManager.getConnection(server.url("tenants"), server.user(), server.password());
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.url(database), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** In how many rows of each table the tenant is. */
    private static Map<String, Integer> rows(int tenant) throws SQLException {
        Map<String, Integer> rows = new TreeMap<>();
        try (Connection owner = owner()) {
            for (TableProbe.Table table : TableProbe.tables(owner)) {
                int count = count(
                        owner, "SELECT count(*) FROM " + table.name() + " WHERE " + table.column() + " = ?", tenant);
                if (count > 0) {
                    rows.put(table.name(), count);
                }
            }
            if (count(owner, "SELECT count(*) FROM platform.tenant_hosts WHERE number = ?", tenant) > 0) {
                rows.put("platform.tenant_hosts", 1);
            }
        }
        return rows;
    }

    private static int count(Connection owner, String sql, int tenant) throws SQLException {
        try (PreparedStatement select = owner.prepareStatement(sql)) {
            select.setInt(1, tenant);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static String plan(String market) {
        return """
                {%s,
                 "markets":[{"base":"BTC","quote":"USDT","price_scale":2,"price_tick":"0.01",%s,
                   "quantity_lot":"0.01","min_quantity":"0.01","maker_fee":"0","taker_fee":"0"}],
                 "users":[{"email":"boss@late.example","first_name":"A","last_name":"B","roles":["admin"],
                   "password_hash":"%s"}]}""".formatted(ASSETS, market, HASH);
    }

    @Test
    void listedViewsAreTheProjectionsOfTheProcess() throws SQLException {
        List<String> listed = new ArrayList<>();
        superAdmin
                .get("/api/v1/views")
                .expect(200)
                .body()
                .path("items")
                .forEach(view -> listed.add(view.path("name").asText()));
        List<String> run = new ArrayList<>();
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("SELECT projection FROM platform.checkpoints")) {
            while (row.next()) {
                run.add(row.getString(1));
            }
        }

        assertEquals(new TreeSet<>(run), new TreeSet<>(listed));
    }

    /** As a process leaves it that ends right after it has written the rows; returns the number. */
    private static int cutOff(String slug, String plan) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("UPDATE platform.change_numbers SET last = last + 1 WHERE subject = 'tenants'");
            int number;
            try (ResultSet row = statement.executeQuery("""
                    INSERT INTO platform.tenants (number, slug, name, status, configuration, version)
                        SELECT (SELECT max(number) + 1 FROM platform.tenants), '%s', 'Late', 'creating', '{}', last
                        FROM platform.change_numbers WHERE subject = 'tenants' RETURNING number""".formatted(slug))) {
                row.next();
                number = row.getInt(1);
            }
            statement.execute("INSERT INTO tenants.creations VALUES (" + number + ", '" + plan + "')");
            owner.commit();
            return number;
        }
    }

    private static void await(int tenant, String status) {
        Deadline.await(
                Duration.ofMinutes(5),
                () -> superAdmin.get(one(tenant)).expect(200).text("status").equals(status),
                () -> superAdmin.get(one(tenant)).text());
    }

    private static String one(int tenant) {
        return "/api/v1/tenants/" + tenant;
    }

    @Test
    void interruptedCreationIsFinished() throws SQLException {
        int tenant = cutOff("late", plan("\"max_price\":\"1000\",\"max_quantity\":\"10\""));
        await(tenant, "active");
        HttpApi late = anybody.withTenant("late");
        JsonNode pairs = late.get("/api/trading/pairs").expect(200).body().path("items");
        assertEquals(1, pairs.size());
        late.login("boss@late.example", PASSWORD).get("/api/v1/tenant").expect(200);
    }

    @Test
    void refusedCreationFailsAndIsRetriedOrGivenUp() throws SQLException {
        // As a process without today's check would have written it.
        String bad = plan("\"max_price\":\"90000000000000\",\"max_quantity\":\"9000000000000\"");
        int tried = cutOff("tried", bad);
        int givenUp = cutOff("given-up", bad);
        await(tried, "failed");
        await(givenUp, "failed");
        JsonNode failure = superAdmin.get(one(tried)).expect(200).body().path("failure");
        assertEquals(
                "markets.0.max_quantity",
                failure.path("errors").path(0).path("field").asText());
        anybody.withTenant("tried").get("/api/tenant").expect(403);

        superAdmin.send("POST", one(tried) + "/retry", bad).expect(400);
        superAdmin
                .send("POST", one(tried) + "/retry", plan("\"max_price\":\"1000\",\"max_quantity\":\"10\""))
                .expect(200);
        anybody.withTenant("tried")
                .login("boss@late.example", PASSWORD)
                .get("/api/v1/tenant")
                .expect(200);

        assertEquals("discarded", superAdmin.delete(one(givenUp)).expect(200).text("status"));
        // The log does not forget its two accounts, which hold no money; nor the messages about its beginning and its
        // end.
        assertEquals(
                Set.of("accounts.accounts", "outbox.messages"), rows(givenUp).keySet());
        assertEquals(2, rows(givenUp).get("accounts.accounts"));
        TenantWalk.make(superAdmin, "given-up");
    }

    /** Closes finding D1 for tenants: as a list of tenants is after an older copy of it was put back, and one more was made. */
    @Test
    void aNumberThatTheLogHasForAnotherTenantIsNeverThatTenantsEnd() throws SQLException {
        int tenant = TenantWalk.make(superAdmin, "forgotten");
        superAdmin.get("/api/trading/orders").expect(200);
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("UPDATE platform.change_numbers SET last = last + 1 WHERE subject = 'tenants'");
            statement.execute(
                    "UPDATE platform.tenants SET slug = 'anew', status = 'creating', owner = gen_random_uuid(),"
                            + " version = (SELECT last FROM platform.change_numbers WHERE subject = 'tenants') WHERE number = "
                            + tenant);
            statement.execute("INSERT INTO tenants.creations VALUES (" + tenant + ", '"
                    + plan("\"max_price\":\"1000\",\"max_quantity\":\"10\"") + "')");
            owner.commit();
        }
        await(tenant, "failed");
        assertEquals(
                "account_taken",
                superAdmin
                        .get(one(tenant))
                        .expect(200)
                        .body()
                        .path("failure")
                        .path("code")
                        .asText());
        assertEquals("discarded", superAdmin.delete(one(tenant)).expect(200).text("status"));
        superAdmin.get("/api/trading/orders").expect(200);
        try (Connection owner = owner()) {
            String delisted = "SELECT count(*) FROM trading.instruments WHERE tenant = ? AND state = 'delisted'";
            assertEquals(0, count(owner, delisted, tenant));
            assertTrue(count(owner, "SELECT count(*) FROM trading.instruments WHERE tenant = ?", tenant) > 0);
        }
    }

    /** A tenant with something in as many tables as its people can fill. */
    private static int busy(String slug) {
        int tenant = TenantWalk.make(superAdmin, slug);
        HttpApi admin = TenantWalk.admin(anybody, slug);
        // The wallet shows a new exchange's assets a moment after it is made.
        Await.until(() -> admin.get("/api/wallet/balances").expect(200).text().contains("\"BTC\""));
        admin.deposit("USDT", "1000");
        admin.deposit("BTC", "10");
        admin.order("buy", "100", "1", slug + "-rests").expect(201);
        admin.order("sell", "100", "0.5", slug + "-trades").expect(201);
        admin.post("/api/auth/api-keys", Map.of("label", slug + "-key", "permissions", List.of("read")))
                .expect(201);
        String account = admin.get("/api/auth/me").expect(200).text("account");
        admin.send("PUT", "/api/trading/accounts/" + account + "/kill-switch", "{\"on\":true}")
                .expect(200);
        admin.send("PUT", "/api/trading/pairs/ETH-USDT/kill-switch", "{\"on\":true}")
                .expect(200);
        for (String view : List.of("/api/trading/orders", "/api/wallet/balances", "/api/market-data/tickers")) {
            admin.get(view).expect(200);
        }
        return tenant;
    }

    @Test
    void aTenantTakesAlongEveryRowThatIsItsOwnAndNothingElse() throws SQLException, IOException {
        int tenant = busy("leaves");
        busy("stays");
        String export = superAdmin.get(one(tenant) + "/export").expect(200).text();
        Map<String, Integer> lines = new TreeMap<>();
        for (String line : export.lines().toList()) {
            lines.merge(new ObjectMapper().readTree(line).path("kind").asText(), 1, Integer::sum);
        }
        Map<String, Integer> rows = rows(tenant);
        // The export was put down in the log when it was asked for, and that is a row more.
        TenantTables.EXPORTED.forEach((table, kind) -> {
            int missing = rows.getOrDefault(table, 0) - lines.getOrDefault(kind, 0);
            int late = table.equals("platform.audit_entries") ? 1 : 0;
            assertTrue(missing >= 0 && missing <= late, table + " lacks " + missing);
        });
        assertEquals(1, lines.get("end"));
        assertFalse(export.contains("stays"), "another tenant's slug, addresses and ids");
        assertFalse(export.contains("argon2") || export.contains("$2b$") || export.contains("secret"), "no secret");

        TreeSet<String> tables = new TreeSet<>();
        try (Connection owner = owner()) {
            TableProbe.tables(owner).forEach(table -> tables.add(table.name()));
        }
        TreeSet<String> known = new TreeSet<>(TenantTables.EXPORTED.keySet());
        known.addAll(TenantTables.STAYS.keySet());
        assertEquals(known, tables, "every table is exported, or has a reason why not");
    }

    @Test
    void removedTenantLeavesItsHistoryAndNoCredentials() throws SQLException {
        int tenant = busy("removed");
        superAdmin.send("POST", one(tenant) + "/suspend", "").expect(200);
        superAdmin.delete(one(tenant)).expect(200);
        // Removing closes its markets: the views show that when they have followed.
        superAdmin.get("/api/trading/orders").expect(200);
        TreeSet<String> left = new TreeSet<>(rows(tenant).keySet());
        // Its deposits may be on their way to its payout address: that depends on the speed of both.
        left.removeAll(Set.of(
                // A minute of its book may have ended, too.
                "marketdata.book_minute",
                "custody.attempts",
                "custody.claims",
                "custody.payments",
                "custody.sweeps",
                // The look at new tenants may have come before.
                "listings.risks",
                "operations.reports",
                "operations.schedules",
                "operations.tasks",
                "risk.alert_firings",
                "risk.alerts",
                "risk.portfolio_runs",
                "risk.scenarios",
                "risk.score_days",
                "risk.score_runs",
                "risk.surveillance_cases",
                "risk.surveillance_notes",
                "risk.surveillance_progress",
                "risk.weights",
                "sagas.sagas",
                "sagas.steps",
                "p2p.blocks",
                "p2p.counterparties",
                "p2p.clocks",
                "p2p.messages",
                "p2p.methods",
                "p2p.notice_numbers",
                "p2p.notices",
                "p2p.offers",
                "p2p.own_methods",
                "p2p.presence",
                "p2p.statements",
                "p2p.trade_events",
                "p2p.trades",
                "strategies.backtest_trials",
                "strategies.backtests",
                "strategies.dataset_parts",
                "strategies.datasets",
                "strategies.run_records",
                "strategies.runs",
                "strategies.strategies",
                "strategies.strategy_versions"));
        assertEquals(
                new TreeSet<>(List.of(
                        "accounts.accounts",
                        "custody.address_counters",
                        "custody.addresses",
                        "custody.posted",
                        "custody.transactions",
                        "identity.users",
                        "outbox.messages",
                        "marketdata.assets",
                        "marketdata.candle",
                        "marketdata.market",
                        "marketdata.trade",
                        "marketdata.volume_at_price",
                        "platform.audit_entries",
                        "platform.audit_heads",
                        "trading.account_entries",
                        "trading.account_numbers",
                        "trading.account_switches",
                        "trading.assets",
                        "trading.closed_orders",
                        "trading.fill_days",
                        "trading.fills",
                        "trading.instruments",
                        "trading.kill_switches",
                        "trading.positions",
                        "trading.volumes",
                        "wallet.account_stops",
                        "wallet.assets",
                        "wallet.balances",
                        "wallet.journal",
                        "wallet.markets",
                        "wallet.totals",
                        "wallet.transactions")),
                left);
        try (Connection owner = owner()) {
            String open = "SELECT count(*) FROM identity.users WHERE tenant_id = ? AND (status <> 'closed'"
                    + " OR totp_secret IS NOT NULL OR password_hash NOT LIKE '%nobodynobody%')";
            assertEquals(0, count(owner, open, tenant));
        }
    }
}
