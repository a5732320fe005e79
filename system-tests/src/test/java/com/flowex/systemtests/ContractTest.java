package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.launcher.FlowEx;
import com.flowex.launcher.LauncherSettings;
import com.flowex.launcher.Parts;
import com.flowex.platform.http.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** docs/api/openapi.yaml and what is served are the same: routes, statuses, bodies. */
@Timeout(120)
class ContractTest {

    /** Served by the HTTP server itself, or by it as a WebSocket, and not by a service's routes. */
    private static final Set<String> BESIDE_THE_SERVICES =
            Set.of("GET /health", "GET /ready", "GET /live", "GET /metrics", "GET /ws/market-data");

    @TempDir
    private static Path folder;

    private static final Parts PARTS = new Parts();
    private static FlowEx flowEx;

    @BeforeAll
    static void start() {
        Map<String, String> environment = Map.of(
                "FLOWEX_PORT", "0",
                "FLOWEX_SERVICE_PORTS", "off",
                "FLOWEX_DEMO_MARKET", "off",
                "FLOWEX_DATA_DIR", folder.resolve("data").toString());
        flowEx = FlowEx.start(LauncherSettings.of(environment), PARTS);
    }

    @AfterAll
    static void stop() {
        PARTS.close();
    }

    @Test
    void routesAndDocumentAreTheSameSet() {
        Set<String> served = flowEx.routes().all().stream().map(Route::name).collect(Collectors.toSet());
        served.addAll(BESIDE_THE_SERVICES);

        assertEquals(Contract.operations(), new TreeSet<>(served));
    }

    @Test
    void everyOperationAnswersAsTheDocumentSays() {
        HttpApi api = new HttpApi(URI.create("http://localhost:" + flowEx.port()));

        everybody(api);
        identity(api);
        trading(api.newUser("contract@example.com"));
        wallet(api.newUser("wallet@example.com"));
        admin(api.admin());
        TenantWalk.walk(api);

        Set<String> unseen = Contract.operations();
        unseen.removeAll(Contract.seen());
        unseen.remove("GET /ws/market-data");
        assertEquals(Set.of(), unseen, "operations that answered well to nobody");
    }

    private static void everybody(HttpApi api) {
        for (String path : Set.of(
                "/health",
                "/ready",
                "/live",
                "/metrics",
                "/api/trading/assets",
                "/api/trading/pairs",
                "/api/trading/orderbook/BTC-USDT",
                "/api/market-data/tickers",
                "/api/market-data/ticker/BTC-USDT",
                "/api/market-data/trades/BTC-USDT",
                "/api/market-data/klines/BTC-USDT?interval=1m",
                "/api/market-data/depth/BTC-USDT",
                "/api/market-data/sources",
                "/api/wallet/ledger")) {
            api.get(path).expect(200);
        }
        api.get("/api/market-data/ticker/NO-SUCH").expect(404);
    }

    private static void identity(HttpApi api) {
        JsonNode tokens = api.post("/api/auth/login", Map.of("email", "demo@flowex.com", "password", "demo123"))
                .expect(200)
                .body();
        api.post("/api/auth/login", Map.of("email", "demo@flowex.com", "password", "wrong"))
                .expect(401);
        HttpApi demo = api.withToken(tokens.path("access_token").asText());
        demo.get("/api/auth/me").expect(200);
        String refresh = demo.post(
                        "/api/auth/refresh",
                        Map.of("refresh_token", tokens.path("refresh_token").asText()))
                .expect(200)
                .text("refresh_token");
        demo.post("/api/auth/logout", Map.of("refresh_token", refresh)).expect(204);
        try (IdentityWalk walk = new IdentityWalk(api)) {
            walk.walk();
        }
    }

    private static void trading(HttpApi user) {
        user.deposit("USDT", "10000");
        user.deposit("BTC", "1");
        String resting = user.order("buy", "100", "1", "rests").expect(201).text("id");
        user.order("buy", "100", "1", "rests").expect(200);
        user.order("buy", "101", "1", "rests").expect(409);
        user.order("sell", "100", "0.5", "takes").expect(201);
        user.send("PATCH", "/api/trading/orders/" + resting, "{\"quantity\":\"0.7\"}")
                .expect(200);
        user.get("/api/trading/orders/" + resting).expect(200);
        user.get("/api/trading/orders?status=open&limit=1").expect(200);
        user.get("/api/trading/trades").expect(200);
        user.get("/api/trading/positions").expect(200);
        user.delete("/api/trading/orders/" + resting).expect(200);
        user.send("PUT", "/api/trading/orders/timer", "{\"timeout_seconds\":60}")
                .expect(200);
        user.send("PUT", "/api/trading/orders/timer", "{\"timeout_seconds\":0}").expect(200);
        String replaced = user.order("buy", "98", "1", "old").expect(201).text("id");
        user.send("POST", "/api/trading/orders/" + replaced + "/replace", """
                        {"order":{"symbol":"BTC-USDT","side":"buy","type":"limit","price":"97","quantity":"1"}}""").expect(201);
        user.send("POST", "/api/trading/orders/oco", """
                        {"symbol":"BTC-USDT","side":"sell","quantity":"0.1","limit":{"price":"200"},\
                        "stop":{"type":"stop_loss","stop_price":"50"}}""").expect(201);
        user.order("buy", "99", "1", "all").expect(201);
        user.delete("/api/trading/orders?symbol=BTC-USDT").expect(200);
        user.post("/api/trading/orders/resolve", Map.of("client_order_id", "takes", "burn", false))
                .expect(200);
        user.post("/api/trading/orders/resolve", Map.of("client_order_id", "never", "burn", false))
                .expect(404);
    }

    private static void wallet(HttpApi user) {
        user.deposit("ETH", "3");
        for (String path : Set.of(
                "/api/wallet/balances",
                "/api/wallet/balance/ETH",
                "/api/wallet/transactions",
                "/api/wallet/addresses")) {
            user.get(path).expect(200);
        }
        user.post("/api/wallet/withdraw", Map.of("currency", "ETH", "amount", "1", "address", "x"))
                .expect(501);
    }

    private static void admin(HttpApi admin) {
        admin.get("/api/v1/audit?limit=2").expect(200);
        admin.post("/api/trading/pairs/ETH-USDT/halt", Map.of()).expect(200);
        admin.post("/api/trading/pairs/ETH-USDT/resume", Map.of()).expect(200);
        admin.post("/api/trading/pairs/ETH-USDT/state", Map.of("state", "post_only"))
                .expect(200);
        admin.post("/api/trading/pairs/ETH-USDT/state", Map.of("state", "open")).expect(200);
        markets(admin);
        risk(admin, "/api/trading/accounts/" + admin.get("/api/auth/me").text("account"));
    }

    private static void markets(HttpApi admin) {
        Map<String, Object> asset = Map.of("code", "DOGE", "scale", 8, "supply", "1000000000");
        admin.post("/api/trading/assets", asset).expect(201);
        admin.post("/api/trading/assets", asset).expect(200);
        String pair = """
                {"base":"DOGE","quote":"USDT","price_scale":5,"price_tick":"0.00001","max_price":"100","quantity_lot":"1",\
                "min_quantity":"1","max_quantity":"1000000","maker_fee":"0.001","taker_fee":"0.001"}""";
        admin.send("POST", "/api/trading/pairs", pair).expect(201);
        admin.send("POST", "/api/trading/pairs", pair).expect(200);
        admin.send("POST", "/api/trading/pairs", pair.replace("\"100\"", "\"99\""))
                .expect(409);
        admin.send("PATCH", "/api/trading/pairs/DOGE-USDT", """
                        {"price_band":"0.1","circuit_breaker":{"move":"0.2","window_seconds":60,"halt_seconds":60},\
                        "fee_tiers":[{"volume_from":"0","maker_fee":"-0.0001","taker_fee":"0.002"}]}""").expect(200);
        admin.send("PATCH", "/api/trading/pairs/DOGE-USDT", "{\"price_band\":\"2\"}")
                .expect(400);
    }

    private static void risk(HttpApi admin, String account) {
        admin.send("PUT", account + "/limits/DOGE-USDT", "{\"max_open_orders\":5}")
                .expect(200);
        admin.send("PUT", account + "/prevention-group", "{\"group\":\"7\"}").expect(200);
        for (String on : new String[] {"true", "false"}) {
            String body = "{\"on\":" + on + "}";
            admin.send("PUT", account + "/kill-switch", body).expect(200);
            admin.send("PUT", "/api/trading/pairs/DOGE-USDT/kill-switch", body).expect(200);
            admin.send("PUT", "/api/trading/kill-switch", body).expect(200);
        }
        admin.get(account + "/risk").expect(200);
        admin.get("/api/trading/kill-switch").expect(200);
        admin.get("/api/trading/accounts/1/risk").expect(404);
    }
}
