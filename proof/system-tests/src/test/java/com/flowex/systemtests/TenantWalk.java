package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.RulesVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A tenant's life, from its making to its end, over HTTP. */
final class TenantWalk {

    private static final String PASSWORD = "SecurePass123!";

    private TenantWalk() {}

    private static Map<String, Object> asset(String code, String supply) {
        return Map.of("code", code, "scale", 6, "supply", supply);
    }

    /** The parts of a tenant with two markets and an admin. */
    static Map<String, Object> form(String slug) {
        return Map.of(
                "slug",
                slug,
                "name",
                "The exchange of " + slug,
                "assets",
                List.of(asset("BTC", "21000000"), asset("ETH", "1000000000"), asset("USDT", "900000000000")),
                "markets",
                List.of(market("BTC"), market("ETH")),
                "users",
                List.of(Map.of(
                        "email",
                        "admin@" + slug + ".example",
                        "first_name",
                        "Ada",
                        "last_name",
                        "Admin",
                        "password",
                        PASSWORD,
                        "roles",
                        List.of("admin", "trader"))));
    }

    private static Map<String, Object> market(String base) {
        return Map.of(
                "base", base,
                "quote", "USDT",
                "price_scale", 2,
                "price_tick", "0.01",
                "max_price", "1000000",
                "quantity_lot", "0.0001",
                "min_quantity", "0.0001",
                "max_quantity", "1000",
                "maker_fee", "0.001",
                "taker_fee", "0.001");
    }

    /** Makes a tenant; returns its number. */
    static int make(HttpApi superAdmin, String slug) {
        return superAdmin
                .post("/api/v1/tenants", form(slug))
                .expect(201)
                .body()
                .path("number")
                .asInt();
    }

    /** The tenant's admin, logged in. */
    static HttpApi admin(HttpApi api, String slug) {
        return api.withTenant(slug).login("admin@" + slug + ".example", PASSWORD);
    }

    /** Waits until the views have what a tenant that was just made is made of. */
    static void awaitViews(HttpApi admin) {
        Deadline.await(
                Duration.ofMinutes(5),
                () -> admin.get("/api/wallet/addresses").body().path("items").size() >= 3
                        && admin.get("/api/market-data/tickers")
                                        .body()
                                        .path("items")
                                        .size()
                                == 2,
                () -> "assets and markets are not there");
    }

    private static void views(HttpApi superAdmin) {
        String skipped = "/api/v1/views/wallet/skipped-events/9000000000";
        superAdmin.get("/api/v1/views").expect(200);
        superAdmin.send("PUT", skipped, "{\"reason\":\"a walk\"}").expect(200);
        superAdmin.delete(skipped).expect(200);
        superAdmin.send("POST", "/api/v1/views/wallet/rebuild", "").expect(202);
    }

    static void walk(HttpApi anybody) {
        HttpApi superAdmin = anybody.admin();
        String one = "/api/v1/tenants/" + make(superAdmin, "walked");
        HttpApi admin = admin(anybody, "walked");
        views(superAdmin);

        superAdmin.get("/api/v1/tenants?status=active&limit=1").expect(200);
        superAdmin.get(one).expect(200);
        superAdmin.get(one + "/events/dead").expect(200);
        admin.get("/api/v1/tenant").expect(200);
        anybody.withTenant("walked").get("/api/tenant").expect(200);
        admin.send("PATCH", "/api/v1/tenant", "{\"features\":{\"deposits\":false}}")
                .expect(200);
        admin.post("/api/wallet/deposit", Map.of("currency", "BTC", "amount", "1"))
                .expect(403);
        superAdmin
                .send("PATCH", one, "{\"configuration\":{\"features\":{\"deposits\":true}}}")
                .expect(200);
        admin.deposit("USDT", "1000");
        admin.order("buy", "100", "1", "walked-1").expect(201);
        // An export is of the views, which follow the log: this one waits for them.
        admin.get("/api/trading/orders").expect(200);
        String export = superAdmin.get(one + "/export").expect(200).text();
        assertTrue(export.contains("\"kind\":\"open_order\"") && export.contains("{\"kind\":\"end\""), export);
        assertTrue(!export.contains("argon2") && !export.contains("$2b$") && !export.contains("totp"), export);

        // This log began by the newest rules: asking for them again changes nothing, and there is no way back.
        superAdmin.send("PUT", "/api/v1/rules", rules(RulesVersion.NEWEST)).expect(200);
        superAdmin.send("PUT", "/api/v1/rules", rules(RulesVersion.FIRST)).expect(409);
        superAdmin.send("PUT", "/api/v1/rules", rules(RulesVersion.NEWEST + 1)).expect(400);
        admin.send("PUT", "/api/v1/rules", rules(RulesVersion.NEWEST)).expect(403);
        superAdmin.post(one + "/retry", Map.of()).expect(409);
        superAdmin.delete(one).expect(409);
        superAdmin.send("POST", one + "/suspend", "").expect(200);
        assertEquals(
                "tenant_suspended", admin.get("/api/trading/orders").expect(403).text("code"));
        superAdmin.send("POST", one + "/resume", "").expect(200);
        // Ended by another account's command: this account's own writes do not wait for it.
        Deadline.await(
                Duration.ofMinutes(5),
                () -> statusOf(admin, "walked-1").equals("expired"),
                () -> statusOf(admin, "walked-1"));
        admin.send("PUT", "/api/trading/kill-switch", "{\"on\":true}").expect(200);
        superAdmin.send("POST", one + "/suspend", "").expect(200);
        superAdmin.send("POST", one + "/resume", "").expect(200);
        admin.order("buy", "100", "1", "walked-2").expect(422);
        String killed = admin.get("/api/trading/kill-switch").expect(200).text("on");
        assertEquals("true", killed, "what the tenant's own admin stopped stays stopped");

        superAdmin.send("POST", one + "/suspend", "").expect(200);
        superAdmin.delete(one).expect(200);
        anybody.withTenant("walked").get("/api/tenant").expect(404);
        superAdmin.post("/api/v1/tenants", form("walked")).expect(409);
    }

    private static String statusOf(HttpApi user, String clientOrderId) {
        return user.get("/api/trading/orders?client_order_id=" + clientOrderId)
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("status")
                .asText();
    }

    private static String rules(int version) {
        return "{\"version\":" + version + "}";
    }
}
