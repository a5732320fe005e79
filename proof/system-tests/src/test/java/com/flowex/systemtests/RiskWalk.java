package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** All routes about risk, over HTTP, once the daily task was done. */
final class RiskWalk {

    private static final String ROOT = "/api/v1/risk";

    private RiskWalk() {}

    /** Calls the routes as an administrator of an exchange whose scores were computed. */
    static void walk(HttpApi admin) {
        assertTrue(admin.get(ROOT + "/scores?limit=2")
                        .expect(200)
                        .body()
                        .path("assets")
                        .asInt()
                > 1);
        // Its markets are of today, which is not over: there is nothing to compute of, and no number.
        assertTrue(
                admin.get(ROOT + "/scores/BTC").expect(200).body().path("score").isNull());
        admin.get(ROOT + "/scores/NOTHING").expect(404);
        assertEquals(
                1,
                admin.get(ROOT + "/scores/BTC/history?limit=5")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        admin.send("PUT", ROOT + "/weights", "{\"volatility\":101}").expect(400);
        admin.send("PUT", ROOT + "/weights", "{\"volatility\":40,\"market_cap\":10}")
                .expect(200);
        assertEquals(
                40,
                admin.get(ROOT + "/weights")
                        .expect(200)
                        .body()
                        .path("volatility")
                        .asInt());
        admin.send("POST", ROOT + "/scores", "").expect(202);
        portfolios(admin);
        alerts(admin);
        surveillance(admin);
        assertTrue(admin.get(ROOT + "/methodology")
                .expect(200)
                .body()
                .path("markdown")
                .asText()
                .contains("Yang-Zhang"));
    }

    /** There is no market abuse there. */
    private static void surveillance(HttpApi admin) {
        admin.get("/api/v1/surveillance/cases?state=open&pattern=layering&assignee=1&account=1001&limit=2")
                .expect(200);
        admin.get("/api/v1/surveillance/progress").expect(200);
        admin.send("POST", "/api/v1/surveillance/progress/restart", "").expect(200);
        admin.send("POST", "/api/v1/surveillance/progress/leave-out", "").expect(409);
    }

    private static void alerts(HttpApi admin) {
        String own = "{\"subject\":\"price\",\"asset\":\"BTC\",\"side\":\"above\",\"threshold\":\"0\",\"mail\":false}";
        String shared = "{\"subject\":\"portfolio_var\",\"side\":\"above\",\"threshold\":\"1\",\"accounts\":[1001]}";
        for (String[] each : new String[][] {{"/alerts", own}, {"/alerts/desk", shared}}) {
            String path = ROOT + each[0];
            String id = admin.send("POST", path, each[1]).expect(201).text("id");
            admin.send("PUT", path + "/" + id, each[1]).expect(200);
            admin.get(path + "?limit=2").expect(200);
            admin.get(path + "/history?limit=2").expect(200);
            if (!each[1].equals(own)) {
                admin.delete(path + "/" + id).expect(204);
            }
        }
        // The next evaluation, which may have begun, reports it.
        admin.send("POST", "/api/tasks", "{\"kind\":\"risk_alerts\"}").expect(202);
        String history = ROOT + "/alerts/history";
        Deadline.await(
                Duration.ofMinutes(5),
                () -> admin.get(history).body().path("items").size() == 1,
                () -> admin.get(history).text());
        String id = admin.get(ROOT + "/alerts")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        admin.delete(ROOT + "/alerts/" + id).expect(204);
    }

    private static void portfolios(HttpApi admin) {
        admin.send("PUT", ROOT + "/scenarios/walked", "{\"shocks\":{\"BTC\":-0.5}}")
                .expect(200);
        admin.get(ROOT + "/scenarios").expect(200);
        String id = "";
        for (String path : new String[] {"/portfolios/tenant", "/portfolios"}) {
            id = admin.send("POST", ROOT + path, "{}").expect(202).text("id");
        }
        admin.send("POST", ROOT + "/portfolios/desk", "{\"accounts\":[1001]}").expect(202);
        String one = ROOT + "/portfolios/" + id;
        Deadline.await(
                Duration.ofSeconds(300), () -> admin.get(one).text("state").equals("done"), () -> admin.get(one)
                        .text());
        admin.get(ROOT + "/portfolios?limit=2").expect(200);
        admin.delete(ROOT + "/scenarios/walked").expect(204);
    }
}
