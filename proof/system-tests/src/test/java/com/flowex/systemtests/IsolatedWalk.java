package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestSocket;
import java.util.Map;

/** Journey of a customer with an isolated account in BTC-USDT: by our own routes, and by Binance's. */
final class IsolatedWalk {

    private static final String MARGIN = "/api/v1/margin";
    private static final String ORDERS = "/api/trading/orders";
    private static final String HERE = "?isolated=BTC-USDT";
    private static final String SAPI = "/sapi/v1/margin/";

    private IsolatedWalk() {}

    /** Walks through the routes of isolated accounts; nothing is left in the account. */
    static void walk(HttpApi user) {
        user.deposit("USDT", "30");
        user.get("/api/wallet/balances" + HERE).expect(200);
        Map<String, Object> in = Map.of("currency", "USDT", "amount", "20", "id", "isolated-1");
        move(user, "BTC-USDT", "in", in).expect(201);
        move(user, "BTC-USDT", "in", in).expect(200);
        refused(409, "transfer_id_reused", move(user, "BTC-USDT", "out", in));
        refused(422, "isolated_market", move(user, "BTC-USDT", "in", moved("ETH", "1", "isolated-2")));
        move(user, "BTC-NONE", "in", moved("USDT", "1", "isolated-3")).expect(404);

        JsonNode account = user.get(MARGIN + "/isolated").expect(200).body().path("items");
        assertEquals(1, account.size(), account::toString);
        assertEquals("BTC-USDT", account.path(0).path("symbol").asText());
        assertEquals("20", account.path(0).path("margin").path("assets").asText(), account::toString);
        JsonNode balance =
                user.get("/api/wallet/balance/USDT" + HERE).expect(200).body();
        assertEquals("20", balance.path("available").asText(), balance::toString);

        Map<String, Object> order =
                Map.of("symbol", "BTC-USDT", "side", "buy", "type", "limit", "price", "50", "quantity", "0.1");
        String id = user.post(ORDERS + HERE, order).expect(201).text("id");
        assertEquals(
                1,
                user.get(ORDERS + HERE + "&status=open")
                        .expect(200)
                        .body()
                        .path("items")
                        .size());
        user.get(ORDERS + "/" + id).expect(404);
        user.send("DELETE", ORDERS + "/" + id, "").expect(404);
        user.send("DELETE", ORDERS + "/" + id + HERE, "").expect(200);
        Map<String, Object> elsewhere =
                Map.of("symbol", "ETH-USDT", "side", "buy", "type", "limit", "price", "1", "quantity", "1");
        refused(422, "isolated_market", user.post(ORDERS + HERE, elsewhere));
        user.put(MARGIN + "/leverage" + HERE, Map.of("leverage", 2)).expect(200);
        assertEquals(
                "2",
                user.get(MARGIN + "/account" + HERE)
                        .expect(200)
                        .body()
                        .path("leverage")
                        .asText());
        refused(400, "unknown_field", user.get("/api/wallet/worth" + HERE));
        move(user, "BTC-USDT", "out", moved("USDT", "20", "isolated-4")).expect(201);
        move(user, "BTC-USDT", "out", moved("USDT", "1", "isolated-5")).expect(422);
    }

    private static Map<String, Object> moved(String currency, String amount, String id) {
        return Map.of("currency", currency, "amount", amount, "id", id);
    }

    private static HttpApi.Answer move(HttpApi user, String symbol, String way, Map<String, Object> form) {
        return user.post(MARGIN + "/isolated/" + symbol + "/transfers-" + way, form);
    }

    private static void refused(int status, String code, HttpApi.Answer answer) {
        assertEquals(status, answer.status(), answer::text);
        assertEquals(code, answer.text("code"), answer::text);
    }

    /**
     * The same by a client of Binance, who has 1 USDT at least; prices are fresh for each loan.
     *
     * @param socket connection of the WebSocket API
     */
    static void walkByBinance(MarginClient trader, TestSocket socket) {
        String transfer = "asset=USDT&symbol=BTCUSDT&amount=1&transFrom=";
        trader.send("POST", SAPI + "isolated/transfer", transfer + "SPOT&transTo=ISOLATED_MARGIN")
                .expect(200);
        JsonNode one =
                trader.get("isolated/account", "symbols=BTCUSDT").path("assets").path(0);
        assertTrue(one.path("isolatedCreated").asBoolean(), one::toString);
        assertEquals("1", one.path("quoteAsset").path("free").asText(), one::toString);
        assertEquals(1, trader.get("isolated/account", "").path("assets").size());
        assertEquals(
                1,
                trader.get("isolated/accountLimit", "").path("enabledAccount").asInt());
        assertEquals(1, trader.get("isolated/allPairs", "").size());

        String isolated = "&isIsolated=TRUE";
        HttpApi.Answer loan = BinanceMarginTest.atAPrice(() -> trader.send(
                "POST", SAPI + "borrow-repay", "type=BORROW&asset=USDT&amount=2&symbol=BTCUSDT" + isolated));
        loan.expect(200);
        assertEquals(
                1,
                trader.get("loan", "asset=USDT&isolatedSymbol=BTCUSDT")
                        .path("total")
                        .asInt());
        long main = follow(trader, socket, "");
        long followed = follow(trader, socket, "?symbol=BTCUSDT" + isolated);
        assertNotEquals(main, followed);
        JsonNode placed = trader.send(
                        "POST",
                        SAPI + "order",
                        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=20&quantity=0.1" + isolated)
                .expect(200)
                .body();
        assertTrue(placed.path("isIsolated").asBoolean(), placed::toString);
        JsonNode report =
                socket.next(each -> each.path("event").path("e").asText().equals("executionReport"));
        assertEquals(followed, report.path("subscriptionId").asLong(), report::toString);
        assertEquals(placed.path("orderId"), report.path("event").path("i"), report::toString);
        assertEquals(0, trader.get("openOrders", "symbol=BTCUSDT").size());
        assertEquals(1, trader.get("openOrders", "symbol=BTCUSDT" + isolated).size());
        trader.send("DELETE", SAPI + "openOrders", "symbol=BTCUSDT" + isolated).expect(200);
        assertFalse(trader.get("account", "").toString().contains("\"borrowed\":\"2\""), "the main account owes less");
        trader.send("POST", SAPI + "borrow-repay", "type=REPAY&asset=USDT&amount=2.00002&symbol=BTCUSDT" + isolated)
                .expect(200);
        trader.send("POST", SAPI + "isolated/transfer", transfer + "ISOLATED_MARGIN&transTo=SPOT");
    }

    /** Follows an account by a listen token and returns the subscription's number. */
    private static long follow(MarginClient trader, TestSocket socket, String query) {
        String token = trader.keyAlone("POST", "/sapi/v1/userListenToken" + query)
                .expect(200)
                .text("token");
        socket.send("{\"id\":1,\"method\":\"userDataStream.subscribe.listenToken\",\"params\":{\"listenToken\":\""
                + token + "\"}}");
        JsonNode answer = socket.next(each -> each.has("status"));
        assertEquals(200, answer.path("status").asInt(), answer::toString);
        return answer.path("result").path("subscriptionId").asLong();
    }
}
