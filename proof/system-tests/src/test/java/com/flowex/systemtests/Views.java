package com.flowex.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that one user sees, to be compared with what the same user sees later. */
final class Views {

    private static final List<String> PATHS = List.of(
            "/api/trading/orders",
            "/api/trading/trades",
            "/api/trading/positions",
            "/api/trading/pairs",
            "/api/trading/orderbook/BTC-USDT",
            "/api/wallet/balances",
            "/api/wallet/transactions",
            "/api/wallet/ledger",
            "/api/market-data/depth/BTC-USDT",
            "/api/market-data/trades/BTC-USDT",
            "/api/market-data/klines/BTC-USDT?interval=1m");

    private Views() {}

    /** A new user with some orders that rest, some that traded, and one that was canceled. */
    static HttpApi trade(HttpApi api, String email) {
        HttpApi user = api.newUser(email);
        user.deposit("USDT", "10000");
        user.deposit("BTC", "1");
        user.order("sell", "105", "0.5", "ask").expect(201);
        user.order("buy", "105", "0.2", "taker").expect(201);
        user.order("buy", "95", "1", "bid").expect(201);
        String canceled = user.order("buy", "90", "1", "canceled").expect(201).text("id");
        user.delete("/api/trading/orders/" + canceled).expectDone();
        return user;
    }

    static Map<String, JsonNode> of(HttpApi user) {
        Map<String, JsonNode> views = new TreeMap<>();
        for (String path : PATHS) {
            views.put(path, withoutSequence(user.get(path).expect(200).body()));
        }
        return views;
    }

    /** How far the log had come is not compared: a start adds a few commands of its own, which change no view. */
    private static JsonNode withoutSequence(JsonNode body) {
        if (body instanceof ObjectNode object) {
            object.remove("sequence");
        }
        return body;
    }
}
