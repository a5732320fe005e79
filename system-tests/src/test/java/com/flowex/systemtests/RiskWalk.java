package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** Everything that is told of risk, over HTTP, once the daily task was done. */
final class RiskWalk {

    private static final String ROOT = "/api/v1/risk";

    private RiskWalk() {}

    /** Of an administrator of an exchange whose scores were computed. */
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
        assertTrue(admin.get(ROOT + "/methodology")
                .expect(200)
                .body()
                .path("markdown")
                .asText()
                .contains("Yang-Zhang"));
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
                Duration.ofSeconds(60), () -> admin.get(one).text("state").equals("done"), () -> admin.get(one)
                        .text());
        admin.get(ROOT + "/portfolios?limit=2").expect(200);
        admin.delete(ROOT + "/scenarios/walked").expect(204);
    }
}
