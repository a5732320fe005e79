package com.flowex.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.util.List;
import java.util.Map;

/** A tenant that has one of everything that a tenant can have, and every mark by which it could be recognised. */
final class Victim {

    /** Prices and amounts that appear nowhere else. */
    static final String PRICE = "4242.42";

    static final String AMOUNT = "31337.31";
    static final String UNTOUCHED = "515.15";
    static final String CLIENT_ID = "left-secret-order";

    /** An address of the simulated chain without an owner. */
    static final String ELSEWHERE = "sim10vdhv0hg7cht3rj8g2nkp7gj6zcehn2cpzemm8";

    private final String slug;
    private final int number;
    private final HttpApi admin;
    private final String userId;
    private final String account;
    private final String orderId;
    private final String sessionId;
    private final HttpApi.Answer key;
    private final String requestId;
    private final String withdrawalId;
    private final String depositId;
    private final String convertId;
    private final String offerId;
    private final String tradeId;
    private final String reportId;
    private final String statementId;
    private final String coldId;
    private final String taskId;
    private final String memberId;
    private final String restrictionId;
    private final String recoveryId;
    private final String marginTransferId;

    private Victim(String slug, int number, HttpApi admin, HttpApi member) {
        this.slug = slug;
        this.number = number;
        this.admin = admin;
        TenantWalk.awaitViews(admin);
        JsonNode me = admin.get("/api/auth/me").expect(200).body();
        this.userId = me.path("id").asText();
        this.account = me.path("account").asText();
        this.orderId = trade(admin);
        this.sessionId = admin.get("/api/auth/sessions")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        this.key = admin.post("/api/auth/api-keys", Map.of("label", "left-secret-key", "permissions", List.of("read")))
                .expect(201);
        this.requestId = admin.send(
                        "POST",
                        "/api/v1/users/" + userId + "/role-requests",
                        "{\"role\":\"analyst\",\"reason\":\"left-secret-reason\"}")
                .body()
                .path("id")
                .asText("1");
        // No administrator of this tenant approves it: it waits, and stays theirs.
        this.withdrawalId = admin.post(
                        "/api/wallet/withdraw", Map.of("currency", "USDT", "amount", "25500.25", "address", ELSEWHERE))
                .expect(201)
                .text("id");
        this.depositId = admin.get("/api/wallet/transactions?type=deposit")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        this.convertId = admin.post("/api/wallet/convert/quotes", Map.of("from", "BTC", "to", "USDT", "amount", "0.1"))
                .expect(201)
                .text("id");
        this.offerId = P2pWalk.offered(admin);
        this.tradeId = taken(member, offerId);
        this.reportId = member.post(
                        "/api/v1/p2p/reports",
                        Map.of("trade_id", tradeId, "reason", "fraud", "text", "left-secret-report"))
                .expect(201)
                .text("id");
        String lines = "date,amount,currency,name,text\n2026-11-28,-7,EUR,Shop,left-secret-payment\n";
        this.statementId = admin.post("/api/v1/p2p/bank-statements", Map.of("format", "csv", "content", lines))
                .expect(201)
                .body()
                .path("statement")
                .path("id")
                .asText();
        // A cold address is one tenant's: of several victims the first has it.
        this.coldId = admin.post("/api/v1/cold", Map.of("currency", "BTC", "address", ELSEWHERE))
                .body()
                .path("id")
                .asText("1");
        awaitQuiet();
        schedulesOff();
        this.taskId = admin.post("/api/tasks", Map.of("kind", "report"))
                .expect(202)
                .body()
                .path("id")
                .asText();
        Await.until(() -> admin.get("/api/tasks/" + taskId).text("state").equals("done"));
        this.memberId = member.get("/api/auth/me").expect(200).text("id");
        this.restrictionId = admin.post(
                        "/api/v1/users/" + memberId + "/restrictions",
                        Map.of("kind", "no_withdrawals", "reason", "left-secret-reason"))
                .expect(201)
                .text("id");
        member.post("/api/auth/2fa/email/enable", Map.of("password", "SecurePass123!"))
                .expect(204);
        this.recoveryId = admin.post("/api/v1/users/" + memberId + "/recovery", Map.of())
                .expect(202)
                .text("id");
        this.marginTransferId =
                admin.send("POST", "/api/v1/margin/transfers", """
                {"from":"own","to":"fees","currency":"USDT","amount":"1","reason":"left-secret-reason"}""").expect(201).text("id");
        admin.send("PATCH", "/api/v1/tenant", "{\"branding\":{\"support_email\":\"left-secret@left.example\"}}")
                .expect(200);
        admin.post("/api/trading/assets", Map.of("code", "LEFTX", "scale", 6, "supply", "1000"))
                .expect(201);
        admin.get("/api/trading/orders").expect(200);
    }

    /** Or its schedules and tasks would be changed by the time of the day. */
    private void schedulesOff() {
        // The exchange gives a new tenant all of them at once, when it next looks for new tenants.
        Await.until(
                () -> !admin.get("/api/tasks/schedules").body().path("items").isEmpty());
        for (JsonNode schedule :
                admin.get("/api/tasks/schedules").expect(200).body().path("items")) {
            String kind = schedule.path("kind").asText();
            admin.send("PUT", "/api/tasks/kinds/" + kind + "/schedule", "{\"enabled\":false}")
                    .expect(200);
        }
        for (String state : List.of("queued", "running")) {
            Await.until(() ->
                    admin.get("/api/tasks?state=" + state).body().path("items").isEmpty());
        }
    }

    /** Its deposits are swept: its balance changes only by commands from then on. */
    private void awaitQuiet() {
        Await.until(() -> !admin.get("/api/wallet/transactions?type=deposit&status=confirming")
                        .expect(200)
                        .body()
                        .path("items")
                        .elements()
                        .hasNext()
                && admin.get("/api/v1/sagas?kind=sweep&state=running")
                        .expect(200)
                        .body()
                        .path("items")
                        .isEmpty()
                && admin.get("/api/v1/sagas?kind=sweep&state=completed")
                                .expect(200)
                                .body()
                                .path("items")
                                .size()
                        >= 3);
    }

    /** Makes it, under a name that no tenant had yet. */
    static Victim make(HttpApi anybody, String slug) {
        int number = TenantWalk.make(anybody.admin(), slug);
        HttpApi member = anybody.withTenant(slug).newUser("left-member@" + slug + ".example");
        return new Victim(slug, number, TenantWalk.admin(anybody, slug), member);
    }

    private static String trade(HttpApi admin) {
        admin.deposit("USDT", AMOUNT);
        admin.deposit("BTC", "77");
        admin.deposit("ETH", UNTOUCHED);
        String order = admin.order("buy", PRICE, "0.5", CLIENT_ID).expect(201).text("id");
        admin.order("sell", PRICE, "0.1", "left-trade").expect(201);
        return order;
    }

    private static String taken(HttpApi member, String offer) {
        return member.send("POST", "/api/v1/p2p/trades", """
                        {"offer_id":"%s","offer_version":1,"client_id":"left","asset":"BTC","quantity":"0.2",
                         "method":"bank_transfer"}""".formatted(offer))
                .expect(201)
                .text("id");
    }

    String slug() {
        return slug;
    }

    int number() {
        return number;
    }

    /** Its admin, who is its only user and has everything. */
    HttpApi admin() {
        return admin;
    }

    String keyId() {
        return key.text("api_key");
    }

    String keySecret() {
        return key.text("api_secret");
    }

    String orderId() {
        return orderId;
    }

    /** Marks that would show that an answer is about it: a stranger sends none of them, since they may come back. */
    List<String> marks() {
        return List.of(
                PRICE,
                AMOUNT,
                UNTOUCHED,
                "left-trade",
                "left-secret-key",
                "left-secret-reason",
                "left-secret-terms",
                "left-secret-account",
                "LEFTX",
                slug + ".example",
                "left.example");
    }

    /** A path of the document with its ids in it. */
    String withIds(String path) {
        return path.replace("{tenantId}", Integer.toString(number))
                .replace("{symbol}", "BTC-USDT")
                .replace("{currency}", "USDT")
                .replace("{number}", path.contains("/tenants/") ? Integer.toString(number) : account)
                .replace("{account}", account)
                .replace("{view}", "trading")
                .replace("{version}", "1")
                .replace("{session}", account)
                .replace("{kind}", path.contains("/tasks/") ? "report" : "withdrawal")
                .replace("{event}", "1")
                .replace("{letter}", "1")
                .replace("{file}", "1")
                .replace("{code}", "walked")
                .replace("{name}", "walked")
                .replace("{table}", "equity")
                .replace("{part}", "1")
                .replace("{document}", "terms")
                .replace("{restriction}", restrictionId)
                .replace("{key}", keyId())
                .replace("{id}", idFor(path));
    }

    private String idFor(String path) {
        if (path.startsWith("/accounts/")) {
            return account;
        }
        if (path.contains("/restrictions")) {
            return memberId;
        }
        if (path.contains("/margin/")) {
            return marginTransferId;
        }
        if (path.contains("/recoveries/")) {
            return recoveryId;
        }
        if (path.contains("/orders/")) {
            return orderId;
        }
        if (path.contains("/withdrawals/") || path.contains("/sagas/")) {
            return withdrawalId;
        }
        if (path.contains("/bank-statements/")) {
            return statementId;
        }
        if (path.contains("/user-reports/")) {
            return reportId;
        }
        if (path.contains("/p2p/")) {
            return path.contains("offers/") ? offerId : tradeId;
        }
        if (path.contains("/converts/")) {
            return convertId;
        }
        if (path.contains("/tasks/")) {
            return taskId;
        }
        if (path.contains("/cold/") || path.contains("/refills/")) {
            return coldId;
        }
        if (path.contains("/arrivals/")) {
            return depositId;
        }
        if (path.contains("/sessions/")) {
            return sessionId;
        }
        return path.contains("/role-requests/") ? requestId : userId;
    }
}
