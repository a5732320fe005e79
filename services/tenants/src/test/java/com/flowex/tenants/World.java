package com.flowex.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.access.http.response.Json;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.database.export.TenantExport;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.testing.TestPostgres;
import com.flowex.tenants.app.GenesisPlan;
import com.flowex.tenants.app.listing.Listings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tenants' service alone: the real engine in process, an own database, HTTP; its process may end and begin again. */
public final class World implements AutoCloseable {

    public static final String ALL = "/api/v1/tenants";

    final DatabaseChoice.Server database = TestPostgres.freshDatabase("tenants");
    public final BrokenExchange exchange = new BrokenExchange();
    public final Crowd crowd = new Crowd();
    private final List<TenantExport> exports;
    private TestStand stand;
    private TenantsService service;
    private TestServer server;

    public World(TenantExport... exports) {
        this.exports = List.of(exports);
        stand = TestStand.on(database, Map.of());
        service = service();
        server = TestServer.of(stand, service.routes());
    }

    private TenantsService service() {
        CommandSubmitter path = new CommandSubmitter(exchange, stand.telemetry().registry());
        OrderEntryService orderEntry = new OrderEntryService(
                path,
                new InstrumentDirectory(),
                new OrderDefaults(new ClientOrderIdGenerator(InstantSource.system()), stand.tenants()::preventionOf));
        Listings listings = new Listings(path, exchange.catalog(), Duration.ofSeconds(1));
        TenantsService made = new TenantsService(stand.edge(), orderEntry, listings, crowd, exports);
        made.start(GenesisPlan.NONE);
        return made;
    }

    /** The process ends, and another begins on the same database and log. */
    public void restart() {
        close();
        exchange.mend();
        crowd.fallAfter(Integer.MAX_VALUE);
        stand = TestStand.on(database, Map.of());
        service = service();
        server = TestServer.of(stand, service.routes());
    }

    public TestStand stand() {
        return stand;
    }

    private String superAdmin() {
        return stand.token(1, "super_admin");
    }

    public TestAnswer get(String path) {
        return server.get(path, superAdmin());
    }

    public TestAnswer post(String path, String json) {
        return server.post(path, json, superAdmin());
    }

    public TestAnswer patch(String path, String json) {
        return server.patch(path, json, superAdmin());
    }

    public TestAnswer delete(String path) {
        return server.delete(path, superAdmin());
    }

    /** A change by a tenant's admin of the version that they have seen. */
    TestAnswer changeSeen(String path, int tenant, String json, String seen) {
        return server.change("PATCH", path, json, stand.tokenOf(tenant, 1, "admin"), seen);
    }

    /** Sends a request of a tenant's admin. */
    public TestAnswer own(String method, int tenant, String json) {
        String token = stand.tokenOf(tenant, 1, "admin");
        return method.equals("GET") ? server.get("/api/v1/tenant", token) : server.patch("/api/v1/tenant", json, token);
    }

    /** The public description of a tenant's page. */
    public TestAnswer manifest(String slug) {
        return server.send(server.request("/manifest.webmanifest", "")
                .header("X-Tenant", slug)
                .GET());
    }

    public static String one(int number) {
        return ALL + "/" + number;
    }

    /** A right plan for a new tenant: two assets, one market, an admin and a trader. */
    public static ObjectNode form(String slug) {
        try {
            return (ObjectNode) Json.mapper().readTree("""
                    {"slug":"%s","name":"Acme","hosts":["%s.test"],
                     "assets":[{"code":"BTC","scale":6,"supply":"1000"},{"code":"USDT","scale":6,"supply":"100000"}],
                     "markets":[{"base":"BTC","quote":"USDT","price_scale":2,"price_tick":"0.01","max_price":"1000",
                       "quantity_lot":"0.01","min_quantity":"0.01","max_quantity":"10"}],
                     "configuration":{"market_defaults":{"maker_fee":"0.001","taker_fee":"0.002"}},
                     "users":[
                       {"email":"Boss@Acme.test","first_name":" Ada ","last_name":"B","roles":["admin"],"password":"long enough"},
                       {"email":"joe@acme.test","first_name":"Joe","last_name":"C","password_hash":"$hash"}]}""".formatted(slug, slug));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a tenant; returns its number. */
    public int make(String slug) {
        TestAnswer answer = post(ALL, form(slug).toString());
        assertEquals(201, answer.status(), answer.text());
        return answer.json().path("number").asInt();
    }

    public String status(int tenant) {
        return get(one(tenant)).json().path("status").asText();
    }

    public static void refused(int status, String code, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.code(), answer.text());
    }

    /** Refused for one field, by this rule. */
    public static void refused(String field, String rule, TestAnswer answer) {
        refused(400, "invalid_field", answer);
        Map<String, String> rules = new TreeMap<>();
        answer.json()
                .path("errors")
                .forEach(error -> rules.put(
                        error.path("field").asText(), error.path("rule").asText()));
        assertTrue(rules.getOrDefault(field, "").contains(rule), field + " " + rule + ", but " + answer.text());
    }

    /** In how many rows of each table a tenant is. */
    public Map<String, Integer> rows(int tenant) {
        Map<String, Integer> rows = new TreeMap<>();
        for (String table : List.of("tenants.creations", "tenants.suspensions", "platform.tenant_hosts")) {
            String column = table.startsWith("tenants") ? "tenant_id" : "number";
            int count = stand.database().query(tenant, transaction -> {
                try (var select = transaction
                        .jdbc()
                        .prepareStatement("SELECT count(*) FROM " + table + " WHERE " + column + " = ?")) {
                    select.setInt(1, tenant);
                    try (var row = select.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                    }
                }
            });
            if (count > 0) {
                rows.put(table, count);
            }
        }
        return rows;
    }

    @Override
    public void close() {
        server.close();
        service.close();
        stand.close();
    }
}
