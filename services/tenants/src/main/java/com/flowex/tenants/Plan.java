package com.flowex.tenants;

import com.flowex.platform.http.Json;
import com.flowex.platform.listing.AssetForm;
import com.flowex.platform.listing.MarketForm;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a tenant begins with. Doing it twice changes nothing. */
record Plan(List<AssetForm> assets, List<MarketForm> markets, List<UserForm> users) {

    Plan {
        assets = List.copyOf(assets);
        markets = List.copyOf(markets);
        users = List.copyOf(users);
    }

    String json() {
        return new String(Json.bytes(this), StandardCharsets.UTF_8);
    }

    static Plan parse(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Plan.class);
    }
}
