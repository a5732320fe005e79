package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Journey of a tenant that lends: terms, a feed, a pool that two people fund, a loan and its repayment. */
final class MarginWalk {

    private static final String MARGIN = "/api/v1/margin";
    private static final String PASSWORD = "SecurePass123!";

    private MarginWalk() {}

    /**
     * Walks through every route of margin.
     *
     * @param api tenant of {@code admin}
     * @param admin administrator who proposes
     * @param email address of a second administrator, who is made here
     */
    static void walk(HttpApi api, HttpApi admin, String email) {
        HttpApi second = second(api, admin, email);
        admin.send("PATCH", "/api/v1/tenant", "{\"features\":{\"margin\":true}}")
                .expect(200);
        terms(admin, "USDT", "5000");
        terms(admin, "BTC", "3");
        admin.put(MARGIN + "/pools/BTC/own-market", Map.of("version", 0, "symbol", "BTC-USDT", "source", 4))
                .expect(200);
        admin.send("PUT", MARGIN + "/pools/USDT/rates", """
                {"version":0,"curve":[{"use":"0","hourly_rate":"0.00001"},{"use":"1","hourly_rate":"0.0001"}],
                 "volume_currency":"USDT","discounts":[{"volume_from":"1000","discount":"0.1"}]}""").expectDone();
        JsonNode levels = admin.get(MARGIN + "/levels").expect(200).body();
        admin.put(
                        MARGIN + "/levels",
                        Map.of(
                                "version",
                                levels.path("version").asLong(),
                                "call",
                                "1.3",
                                "liquidation",
                                "1.1",
                                "fee",
                                "0.01"))
                .expectDone();
        feed(admin);
        admin.deposit("USDT", "1000");
        decide(admin, second, Map.of("from", "own", "to", "pool"), "approve");
        decide(admin, second, Map.of("from", "own", "to", "insurance"), "approve");
        decide(admin, second, Map.of("from", "pool", "to", "fees"), "reject");
        admin.get(MARGIN + "/transfers").expect(200);

        HttpApi user = api.newUser("owes-" + email);
        user.deposit("USDT", "100");
        user.get(MARGIN + "/account").expect(200);
        user.put(MARGIN + "/leverage", Map.of("leverage", 3)).expect(200);
        user.post(MARGIN + "/loans", borrowed(user, admin)).expect(200);
        feed(admin);
        JsonNode owing = user.get(MARGIN + "/account").expect(200).body();
        assertTrue(owing.path("debts").asText().startsWith("50"), owing.toString());
        String account = user.get("/api/auth/me").expect(200).text("account");
        JsonNode debts = admin.get(MARGIN + "/pools/USDT/debts").expect(200).body();
        assertEquals(account, debts.path("items").path(0).path("account").asText(), debts.toString());
        admin.get(MARGIN + "/accounts/" + account).expect(200);
        admin.send("POST", MARGIN + "/accounts/" + account + "/liquidation/close", "")
                .expectDone();
        BinanceWalk.owes(api, user);
        user.get(MARGIN + "/interest?currency=USDT").expect(200);
        user.get(MARGIN + "/interest?limit=1").expect(200);
        Map<String, Object> part = Map.of("currency", "USDT", "amount", "1", "id", "walk-part");
        user.post(MARGIN + "/repayments", part).expect(201);
        user.post(MARGIN + "/repayments", part).expect(200);
        user.deposit("USDT", "1");
        user.post(MARGIN + "/repayments", Map.of("currency", "USDT", "all", true, "id", "walk-all"))
                .expect(201);
        Map<String, Object> richer = Map.of("currency", "USDT", "balance_change", "1");
        user.post(MARGIN + "/what-if", Map.of("assets", List.of(richer))).expect(200);
        IsolatedWalk.walk(user);
        JsonNode isolated = admin.get(MARGIN + "/accounts/" + account + "/isolated")
                .expect(200)
                .body();
        assertEquals("BTC-USDT", isolated.path("items").path(0).path("symbol").asText(), isolated.toString());
        for (String list : List.of("/liquidations", "/calls")) {
            user.get(MARGIN + list).expect(200);
        }
        for (String list : List.of("/pools", "/all-liquidations", "/all-liquidations?state=running", "/shortfalls")) {
            admin.get(MARGIN + list).expect(200);
        }
    }

    /** Quotes are good for a minute, which a busy machine may take for a few requests. */
    private static Map<String, Object> borrowed(HttpApi user, HttpApi admin) {
        Map<String, Object> loan = new HashMap<>(Map.of("currency", "USDT", "amount", "50"));
        Await.until(() -> {
            feed(admin);
            loan.put("id", "walk-" + Instant.now().toEpochMilli());
            HttpApi.Answer answer = user.post(MARGIN + "/loans", loan);
            if (!answer.text("code").equals("index_price_uncertain")) {
                answer.expect(201);
            }
            return answer.status() == 201;
        });
        return loan;
    }

    /** Returns the form of an administrator of the tenant lends. */
    static Map<String, Object> administrator(String name) {
        return Map.of(
                "email",
                name + "@lends.example",
                "first_name",
                "Ada",
                "last_name",
                "Admin",
                "password",
                PASSWORD,
                "roles",
                List.of("admin", "trader"));
    }

    /** An administrator who is not the one that proposes. */
    private static HttpApi second(HttpApi api, HttpApi admin, String email) {
        HttpApi user = api.newUser(email);
        String id = user.get("/api/auth/me").expect(200).text("id");
        admin.send("PATCH", "/api/v1/users/" + id, "{\"roles\":[\"trader\",\"admin\"]}")
                .expect(200);
        return api.login(email, PASSWORD);
    }

    static void terms(HttpApi admin, String currency, String cap) {
        admin.send("PUT", MARGIN + "/pools/" + currency, """
                {"version":0,"price_scale":2,"haircut":"0.05","cap":"%s","hourly_rate":"0.00001",
                 "tiers":[{"from":"0","initial":"0.05","maintenance":"0.04"}]}""".formatted(cap)).expectDone();
        Await.until(() ->
                !admin.get(MARGIN + "/pools").expect(200).body().path("items").isEmpty());
    }

    /** Three sources give each price. */
    static void feed(HttpApi admin) {
        feed(admin, "100");
    }

    /** @param bitcoin price of a bitcoin */
    static void feed(HttpApi admin, String bitcoin) {
        for (int source = 1; source <= 3; source++) {
            for (String currency : List.of("USDT", "BTC")) {
                Map<String, Object> quote = new HashMap<>();
                quote.put("currency", currency);
                quote.put("source", source);
                quote.put("price", currency.equals("BTC") ? bitcoin : "1");
                quote.put("volume", "1");
                quote.put("time", Instant.now().toString());
                admin.post(MARGIN + "/quotes", quote).expect(200);
            }
        }
    }

    static void decide(HttpApi admin, HttpApi second, Map<String, String> parties, String verb) {
        Map<String, Object> transfer = new HashMap<>(parties);
        transfer.put("currency", "USDT");
        transfer.put("amount", "200");
        transfer.put("reason", "walk");
        String id = admin.post(MARGIN + "/transfers", transfer).expect(201).text("id");
        second.send("POST", MARGIN + "/transfers/" + id + "/" + verb, "").expect(200);
    }
}
