package com.flowex.systemtests;

import com.flowex.ground.testing.Await;

/** Everything that is told of the coins of the world, over HTTP. */
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
    }
}
