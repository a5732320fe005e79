package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.platform.testing.Await;

/** All routes about the coins of the world, over HTTP. */
final class ListingWalk {

    private static final String ALL = "/api/v1/cryptocurrencies";

    private ListingWalk() {}

    static void walk(HttpApi api) {
        Await.until(() -> api.get(ALL + "?search=bitcoin&sort=total_volume&order=desc&sparkline=true")
                        .expect(200)
                        .body()
                        .path("total")
                        .asInt()
                > 0);
        for (String path : new String[] {
            "?limit=1&page=2", "/bitcoin", "/bitcoin/history?days=5", "/categories", "/global", "/trending"
        }) {
            api.get(ALL + path).expect(200);
        }
        api.get(ALL + "/no-such-coin").expect(404);
        choices(api.admin());
        fiat(api, api.admin());
    }

    private static void fiat(HttpApi api, HttpApi admin) {
        String rates = "/api/v1/fiat-rates";
        admin.send("PUT", rates + "/EUR", "{\"rate\":\"0.92\"}").expect(204);
        Await.until(() -> api.get(rates).text().contains("\"rate\":\"0.92\",\"source\":\"operator\""));
        api.get(rates + "/EUR/history?days=2").expect(200);
        admin.delete(rates + "/EUR").expect(204);
        admin.send("PUT", rates + "/EURO", "{\"rate\":\"0.92\"}").expect(400);
    }

    private static void choices(HttpApi admin) {
        String coin = ALL + "/made-up-balavane";
        admin.send("PUT", coin + "/shown", "{\"shown\":false}").expect(200);
        admin.get(coin).expect(404);
        admin.get(ALL + "/hidden").expect(200);
        admin.send("PUT", coin + "/shown", "{\"shown\":true}").expect(200);
        // A sample's price is none to trade by.
        admin.send("POST", coin + "/market", "{\"quote\":\"USDT\"}").expect(400);
        String terms =
                "{\"quote\":\"USDT\",\"price_tick\":\"0.00001\",\"maker_fee\":\"0.001\",\"taker_fee\":\"0.002\"}";
        assertEquals(
                "XBALAV-USDT",
                admin.send("POST", coin + "/market", terms).expect(201).text("symbol"));
        admin.send("POST", coin + "/market", terms).expect(200);
        // Another view shows its book, a moment later.
        Await.until(() -> admin.get("/api/trading/orderbook/XBALAV-USDT").status() == 200);
    }
}
