package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Actions of users and admins of a tenant with the markets BTC-USDT and ETH-USDT on orders and money. */
final class ExchangeWalk {

    private ExchangeWalk() {}

    static void trading(HttpApi user) {
        user.deposit("USDT", "10000");
        user.deposit("BTC", "1");
        String resting = user.order("buy", "100", "1", "rests").expect(201).text("id");
        user.order("buy", "100", "1", "rests").expect(200);
        user.order("buy", "101", "1", "rests").expect(409);
        user.order("sell", "100", "0.5", "takes").expect(201);
        user.send("PATCH", "/api/trading/orders/" + resting, "{\"quantity\":\"0.7\"}")
                .expect(200);
        user.get("/api/trading/orders/" + resting).expect(200);
        user.get("/api/trading/orders/" + resting + "/events").expect(200);
        user.get("/api/trading/fees").expect(200);
        user.get("/manifest.webmanifest").expect(200);
        String slug = user.get("/api/tenant").expect(200).text("slug");
        user.get("/accounts/" + slug + "/" + user.get("/api/auth/me").text("account"))
                .expect(200);
        user.get("/api/trading/orders").expect(200);
        user.get("/api/trading/orders?status=open&limit=1").expect(200);
        user.get("/api/trading/trades").expect(200);
        user.get("/api/trading/exports/trades?side=buy").expect(200);
        user.get("/api/trading/exports/orders?status=open").expect(200);
        user.get("/api/trading/positions").expect(200);
        user.get("/api/trading/order-quota").expect(200);
        user.delete("/api/trading/orders/" + resting).expect(200);
        user.send("PUT", "/api/trading/orders/timer", "{\"timeout_seconds\":60}")
                .expect(200);
        user.send("PUT", "/api/trading/orders/timer", "{\"timeout_seconds\":0}").expect(200);
        user.send("PUT", "/api/trading/orders/timer", "{\"timeout_seconds\":0,\"symbol\":\"BTC-USDT\"}")
                .expect(200);
        String replaced = user.order("buy", "98", "1", "old").expect(201).text("id");
        user.send("POST", "/api/trading/orders/" + replaced + "/replace", """
                        {"order":{"symbol":"BTC-USDT","side":"buy","type":"limit","price":"97","quantity":"1"}}""").expect(201);
        String pair = """
                {"symbol":"BTC-USDT","side":"sell","quantity":"0.1","limit":{"price":"200"},\
                "stop":{"type":"stop_loss","stop_price":"50"}}""";
        user.send("POST", "/api/trading/orders/oco/test", pair).expect(200);
        String limit = user.send("POST", "/api/trading/orders/oco", pair)
                .expect(201)
                .body()
                .path("limit")
                .path("id")
                .asText();
        user.send("PATCH", "/api/trading/orders/" + limit + "/pair", """
                        {"limit":{"price":"210"},"stop":{"stop_price":"55"}}""").expect(200);
        String linked = """
                {"symbol":"BTC-USDT","working":{"side":"buy","type":"limit","price":"90","quantity":"0.1"},\
                "pending":{"side":"sell","type":"stop_loss","stop_price":"50","quantity":"0.1"}}""";
        user.send("POST", "/api/trading/orders/oto/test", linked).expect(200);
        String working = user.send("POST", "/api/trading/orders/oto", linked)
                .expect(201)
                .body()
                .path("working")
                .path("id")
                .asText();
        user.send("PATCH", "/api/trading/orders/" + working + "/linked", """
                        {"working":{"price":"89"},"pending":{"stop_price":"45"}}""").expect(200);
        String three = """
                {"symbol":"BTC-USDT","working":{"side":"buy","type":"limit","price":"90","quantity":"0.1"},\
                "pending":{"side":"sell","quantity":"0.1","limit":{"price":"200"},\
                "stop":{"type":"stop_loss","stop_price":"50"}}}""";
        user.send("POST", "/api/trading/orders/otoco/test", three).expect(200);
        user.send("POST", "/api/trading/orders/otoco", three).expect(201);
        String unsized = three.replace("\"sell\",\"quantity\":\"0.1\"", "\"sell\"");
        user.send("POST", "/api/trading/orders/otoco", unsized).expect(201);
        user.order("buy", "99", "1", "all").expect(201);
        user.delete("/api/trading/orders?symbol=BTC-USDT").expect(200);
        String order = """
                {"symbol":"BTC-USDT","side":"buy","type":"limit","price":"97","quantity":"1"}""";
        String batched = user.send("POST", "/api/trading/orders/batch", "{\"orders\":[" + order + ",{}]}")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("order")
                .path("id")
                .asText();
        user.send("POST", "/api/trading/orders/cancel", "{\"ids\":[\"" + batched + "\",\"x\"]}")
                .expect(200);
        user.send("POST", "/api/trading/orders/test", order).expect(200);
        user.get("/api/trading/orders?from=2026-01-01T00:00:00Z&to=2262-01-01T00:00:00Z")
                .expect(200);
        user.post("/api/trading/orders/resolve", Map.of("client_order_id", "takes", "burn", false))
                .expect(200);
        user.post("/api/trading/orders/resolve", Map.of("client_order_id", "never", "burn", false))
                .expect(404);
    }

    /** @param other the address of another user of the tenant */
    static void wallet(HttpApi user, String other) {
        user.deposit("ETH", "3");
        sends(user, other);
        converts(user);
        for (String path : Set.of(
                "/api/wallet/balances",
                "/api/wallet/balance/ETH",
                "/api/wallet/transactions",
                "/api/wallet/statements?from=2026-01-01T00:00:00Z&currency=ETH",
                "/api/wallet/statements?format=csv",
                "/api/wallet/tax-lots?method=fifo&year=2026",
                "/api/wallet/worth?interval=1h&limit=10",
                "/api/wallet/tax-lots?method=fifo&year=2026&currency=EUR",
                "/api/wallet/worth?interval=1d&limit=10&currency=EUR",
                "/api/wallet/statements?to=2100-01-01T00:00:00Z",
                "/api/wallet/export?format=hledger",
                "/api/wallet/addresses")) {
            user.get(path).expect(200);
        }
        withdraws(user);
        user.get("/api/wallet/limits").expect(200);
    }

    /** Two cold addresses that never count: a second person would have to let them through. */
    private static void cold(HttpApi admin) {
        for (String verb : List.of("refuse", "retire")) {
            String id = admin.post("/api/v1/cold", Map.of("currency", "ETH", "address", Victim.ELSEWHERE))
                    .expect(201)
                    .text("id");
            admin.send("POST", "/api/v1/cold/" + id + "/approve", "").expect(403);
            admin.send("POST", "/api/v1/cold/" + id + "/" + verb, "").expect(200);
        }
    }

    /**
     * The terms of an asset, twice, and once by a caller who has not seen the last change; the built-in ones again at
     * the end.
     */
    private static void terms(HttpApi admin) {
        String eth = "/api/v1/terms/ETH";
        long seen = admin.send("PUT", eth, "{\"version\":0,\"fee\":\"0.001\"}")
                .expect(200)
                .body()
                .path("version")
                .asLong();
        admin.send("PUT", eth, "{\"version\":" + seen + "}").expect(200);
        admin.send("PUT", eth, "{\"version\":" + seen + "}").expect(409);
        admin.send("PATCH", eth, "{\"version\":" + (seen + 1) + "}").expect(200);
        String pauses = "/api/v1/pauses/ETH";
        admin.send("PUT", pauses, "{\"flow\":\"sweeps\",\"reason\":\"walk\"}").expect(200);
        admin.send("POST", pauses + "/lift", "{\"flow\":\"sweeps\"}").expect(200);
    }

    /** Two waiting withdrawals of another user, and two payments that the ledger does not take. */
    private static void decides(HttpApi admin, HttpApi other) {
        other.deposit("USDT", "60000");
        String approved = waits(other, "approved");
        String refused = waits(other, "refused");
        assertEquals(refused, waits(other, "refused"));
        admin.get("/api/v1/withdrawals").expect(200);
        admin.send("POST", "/api/v1/withdrawals/" + approved + "/approve", "").expect(200);
        admin.send("POST", "/api/v1/withdrawals/" + refused + "/refuse", "").expect(200);
        admin.get("/api/v1/sagas/withdrawal/" + approved).expect(200);
        ends(other, approved, "completed");
        ends(other, refused, "failed");
        other.delete("/api/wallet/withdrawals/" + waits(other, "again")).expect(200);
        for (String verb : List.of("credit", "ignore")) {
            other.post("/api/wallet/deposit", Map.of("currency", "BTC", "amount", "920000000"))
                    .expect(422);
            String id = admin.get("/api/v1/arrivals")
                    .expect(200)
                    .body()
                    .path("items")
                    .path(0)
                    .path("id")
                    .asText();
            String body = verb.equals("credit") ? "{}" : "{\"reason\":\"more than there is\"}";
            admin.send("POST", "/api/v1/arrivals/" + id + "/" + verb, body).expect(200);
        }
        admin.send("POST", "/api/v1/reconciliation/ETH/resume", "").expect(200);
    }

    /** Operators find a customer by what they have of them, and end their sessions one by one and all. */
    private static void operators(HttpApi admin, HttpApi other) {
        JsonNode me = other.get("/api/auth/me").expect(200).body();
        String order = other.order("buy", "1", "1", "found").expect(201).text("id");
        admin.get("/api/trading/orders/" + order + "/owner").expect(200);
        other.delete("/api/trading/orders/" + order).expect(200);
        admin.get("/api/trading/orders/" + order + "/owner").expect(200);
        String account = me.path("account").asText();
        admin.get("/api/wallet/accounts/" + account + "/transactions").expect(200);
        admin.get("/api/wallet/owners?text=" + Victim.ELSEWHERE).expect(200);
        String sessions = "/api/v1/users/" + me.path("id").asText() + "/sessions";
        other.login(me.path("email").asText(), "SecurePass123!");
        JsonNode newest = admin.get(sessions).expect(200).body().path("items").path(0);
        admin.delete(sessions + "/" + newest.path("id").asText()).expect(204);
        admin.delete(sessions).expect(204);
    }

    /** Transfers so large that a second person decides. */
    private static void decidesOfTransfers(HttpApi admin, HttpApi other) {
        other.deposit("ETH", "40");
        String to = admin.get("/api/auth/me").text("account");
        List<String> held = Stream.of("approved", "refused", "canceled")
                .map(key -> other.post(
                                "/api/wallet/transfers", Map.of("to", to, "currency", "ETH", "amount", "11", "id", key))
                        .expect(201)
                        .text("id"))
                .toList();
        held.forEach(id -> other.get("/api/wallet/transfers/" + id).expect(200));
        admin.get("/api/v1/transfers").expect(200);
        admin.send("POST", "/api/v1/transfers/" + held.get(0) + "/approve", "").expect(200);
        admin.send("POST", "/api/v1/transfers/" + held.get(1) + "/refuse", "").expect(200);
        other.delete("/api/wallet/transfers/" + held.get(2)).expect(200);
    }

    /** One so large that a second person decides; the same under the same key. */
    private static String waits(HttpApi user, String key) {
        return user.post(
                        "/api/wallet/withdraw",
                        Map.of("currency", "USDT", "amount", "26000", "address", Victim.ELSEWHERE, "id", key))
                .text("id");
    }

    private static void ends(HttpApi user, String withdrawal, String end) {
        Await.until(() -> user.get("/api/wallet/withdrawals/" + withdrawal)
                .expect(200)
                .text("status")
                .equals(end));
    }

    private static void withdraws(HttpApi user) {
        Map<String, String> form = Map.of("currency", "ETH", "amount", "0.5", "address", Victim.ELSEWHERE);
        user.post("/api/wallet/withdraw", Map.of("currency", "ETH", "amount", "1", "address", "x"))
                .expect(400);
        user.post("/api/wallet/deposit", Map.of("currency", "USDT", "amount", "10", "id", "walk"))
                .expect(201);
        String id = user.post("/api/wallet/withdraw", form).expect(201).text("id");
        user.get("/api/wallet/withdrawals/" + id).expect(200);
        // It may be signed by now: that depends on the speed of both.
        user.delete("/api/wallet/withdrawals/" + id);
        Map<String, String> entry = Map.of("network", "simulated", "address", Victim.ELSEWHERE);
        user.post("/api/wallet/allow-list", entry).expect(201);
        user.post("/api/wallet/allow-list", entry).expect(201);
        user.delete("/api/wallet/withdrawals/"
                + user.post("/api/wallet/withdraw", form).expect(201).text("id"));
        user.get("/api/wallet/allow-list").expect(200);
        user.post("/api/wallet/allow-list/remove", entry).expect(200);
        user.post(
                        "/api/wallet/allow-list",
                        Map.of("network", "simulated", "address", Victim.ELSEWHERE, "memo", "stays"))
                .expect(201);
        user.send("POST", "/api/wallet/allow-list/mode", "{\"enabled\":true}").expect(200);
        user.send("POST", "/api/wallet/allow-list/mode", "{\"enabled\":false}").expect(200);
    }

    private static void sends(HttpApi user, String other) {
        Map<String, Object> sent = Map.of("to", other, "currency", "ETH", "amount", "1", "id", "walk");
        user.post("/api/wallet/transfers", sent).expect(201);
        user.post("/api/wallet/transfers", sent).expect(200);
        user.post("/api/wallet/transfers", Map.of("to", "999999", "currency", "ETH", "amount", "1"))
                .expect(404);
    }

    private static void converts(HttpApi user) {
        user.deposit("USDT", "100");
        user.deposit("BTC", "1");
        user.order("sell", "100", "0.5", "offered").expect(201);
        String quote = user.post("/api/wallet/convert/quotes", Map.of("from", "USDT", "to", "BTC", "amount", "10"))
                .expect(201)
                .text("id");
        user.post("/api/wallet/convert", Map.of("quote_id", quote)).expect(202);
        user.post("/api/wallet/convert", Map.of("quote_id", quote)).expect(200);
        String one = "/api/wallet/converts/" + quote;
        Deadline.await(
                Duration.ofMinutes(5),
                () -> user.get(one).expect(200).text("status").equals("completed"),
                () -> "a convert that was taken is done");
        user.delete("/api/trading/orders").expect(200);
    }

    static void solvency(HttpApi user, HttpApi admin) {
        user.deposit("BTC", "1");
        admin.postText("/api/v1/solvency/BTC", "").expect(201);
        admin.postText("/api/v1/solvency/BTC", "").expect(201);
        user.deposit("BTC", "1");
        admin.postText("/api/v1/solvency/BTC", "").expect(201);
        user.get("/api/wallet/solvency/BTC").expect(200);
        user.get("/api/wallet/solvency/BTC/proof").expect(200);
        user.get("/api/wallet/solvency/NONE").expect(404);
        user.get("/api/wallet/balances?as_of=1").expect(200);
        user.get("/api/wallet/balance/BTC?as_of=2").expect(200);
        user.get("/api/wallet/balances?as_of=never").expect(400);
        long now = user.get("/api/wallet/balances")
                .expect(200)
                .body()
                .get("sequence")
                .asLong();
        user.get("/api/wallet/transactions?as_of=" + now).expect(200);
    }

    /** @param other owner of the money that they decide on */
    static void admin(HttpApi admin, HttpApi other) {
        for (String path : List.of(
                "/api/v1/withdrawals",
                "/api/v1/arrivals",
                "/api/v1/arrivals?which=reversed",
                "/api/v1/sagas?state=stopped",
                "/api/v1/sagas?kind=withdrawal&limit=3",
                "/api/v1/reconciliation",
                "/api/v1/reconciliation/adjustments",
                "/api/v1/unclaimed/transfers",
                "/api/v1/terms",
                "/api/v1/pauses",
                "/api/v1/cold",
                "/api/v1/refills",
                "/api/v1/openings")) {
            admin.get(path).expect(200);
        }
        terms(admin);
        cold(admin);
        admin.send("POST", "/api/v1/reconciliation", "").expect(200);
        decides(admin, other);
        decidesOfTransfers(admin, other);

        operators(admin, other);
        admin.get("/api/v1/audit?limit=2").expect(200);
        admin.get("/api/v1/ledger/trial-balance").expect(200);
        reports(admin);
        admin.get("/api/v1/ledger/export?format=beancount&from=2026-01-01T00:00:00Z")
                .expect(200);
        admin.post("/api/trading/pairs/ETH-USDT/halt", Map.of()).expect(200);
        admin.post("/api/trading/pairs/ETH-USDT/resume", Map.of()).expect(200);
        admin.post("/api/trading/pairs/ETH-USDT/state", Map.of("state", "post_only"))
                .expect(200);
        admin.post("/api/trading/pairs/ETH-USDT/state", Map.of("state", "open")).expect(200);
        markets(admin);
        risk(admin, "/api/trading/accounts/" + admin.get("/api/auth/me").text("account"));
    }

    private static void reports(HttpApi admin) {
        for (String report : List.of("executions", "trades", "regulatory", "fees")) {
            admin.get("/api/v1/reports/" + report).expect(200);
            admin.get("/api/v1/reports/" + report + "?format=json&symbol=BTC-USDT")
                    .expect(200);
        }
        admin.get("/api/v1/reports/fees?by=user,day").expect(200);
        admin.get("/api/v1/reports/executions?from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                .expect(200);
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
        admin.withHeaders(Map.of("If-Match", "5d41402abc4b2a76"))
                .send("PUT", account + "/limits/DOGE-USDT", "{}")
                .expect(409);
        admin.send("PUT", account + "/limits/DOGE-USDT", "{}").expect(200);
        admin.send("PUT", account + "/order-quota", "{\"max_open_orders\":6000}")
                .expect(200);
        admin.get(account + "/order-quota").expect(200);
        admin.send("PUT", account + "/prevention-group", "{\"group\":\"7\"}").expect(200);
        for (String on : new String[] {"true", "false"}) {
            String body = "{\"on\":" + on + "}";
            admin.send("PUT", account + "/kill-switch", body).expect(200);
            admin.send("PUT", "/api/trading/pairs/DOGE-USDT/kill-switch", body).expect(200);
            admin.send("PUT", "/api/trading/kill-switch", body).expect(200);
        }
        admin.get(account + "/risk").expect(200);
        admin.get(account + "/orders?status=open").expect(200);
        admin.get(account.replace("trading", "wallet") + "/balances").expect(200);
        admin.get("/api/trading/kill-switch").expect(200);
        admin.get("/api/trading/accounts/1/risk").expect(404);
        admin.get("/api/trading/accounts/1/orders").expect(404);
        admin.get("/api/wallet/accounts/1/balances").expect(404);
    }
}
