package com.flowex.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Requests of Binance clients about an account, so that account-specific answers are given. */
final class BinanceWalk {

    private static final String ORDER = "/api/v3/order";

    private final HttpApi exchange;
    private final SignedCall signing;

    private BinanceWalk(HttpApi exchange, JsonNode made) {
        String key = made.path("api_key").asText();
        signing = new SignedCall(key, made.path("api_secret").asText());
        this.exchange = exchange.withHeaders(Map.of("X-MBX-APIKEY", key));
    }

    /**
     * Trades with itself and looks at what came of it in every way that there is.
     *
     * @param exchange an anonymous client, at the user's exchange
     */
    static void walk(HttpApi exchange, HttpApi user) {
        user.deposit("USDT", "10000");
        user.deposit("BTC", "2");
        user.deposit("ETH", "3");
        user.post("/api/wallet/withdraw", Map.of("currency", "ETH", "amount", "0.5", "address", Victim.ELSEWHERE))
                .expect(201);
        JsonNode made = user.post(
                        "/api/auth/api-keys",
                        Map.of("label", "binance", "permissions", List.of("read", "trade", "withdraw")))
                .expect(201)
                .body();
        BinanceWalk walk = new BinanceWalk(exchange, made);
        long start = System.currentTimeMillis() - 60_000;
        String order = walk.trades();
        walk.looks(order, start);
    }

    /** Reads of an account that owes USDT. */
    static void owes(HttpApi exchange, HttpApi user) {
        JsonNode made = user.post("/api/auth/api-keys", Map.of("label", "owes", "permissions", List.of("read")))
                .expect(201)
                .body();
        BinanceWalk walk = new BinanceWalk(exchange, made);
        for (String query : List.of(
                "account",
                "maxBorrowable?asset=USDT",
                "maxTransferable?asset=USDT",
                "tradeCoeff",
                "borrow-repay?type=BORROW",
                "borrow-repay?type=REPAY&asset=USDT&txId=1",
                "interestHistory",
                "interestHistory?asset=USDT",
                "interestRateHistory?asset=USDT",
                "next-hourly-interest-rate?assets=USDT,BTC&isIsolated=FALSE",
                "forceLiquidationRec",
                "crossMarginData?coin=USDT",
                "allAssets",
                "allPairs",
                "crossMarginCollateralRatio")) {
            String[] parts = query.split("\\?", -1);
            String more = parts.length == 1 ? "recvWindow=60000" : parts[1];
            walk.send("GET", "/sapi/v1/margin/" + parts[0], more);
        }
    }

    /** @return id of an order that was filled */
    private String trades() {
        String limit = "symbol=BTCUSDT&type=LIMIT&timeInForce=GTC&";
        send("POST", ORDER, limit + "side=SELL&price=300&quantity=0.2&newClientOrderId=rests");
        String order = send("POST", ORDER, limit + "side=BUY&price=300&quantity=0.1&newOrderRespType=FULL")
                .path("orderId")
                .asText();
        send("POST", ORDER, "symbol=BTCUSDT&type=MARKET&side=BUY&quantity=0.05&newOrderRespType=RESULT");
        // The resting part of the first meets an order of the same account that may not trade with it.
        send(
                "POST",
                ORDER,
                limit + "side=BUY&price=300&quantity=0.01&selfTradePreventionMode=EXPIRE_MAKER&newOrderRespType=FULL");
        send(
                "POST",
                "/api/v3/orderList/opo",
                "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=100&workingQuantity=0.1"
                        + "&workingTimeInForce=GTC&pendingType=LIMIT_MAKER&pendingSide=SELL&pendingPrice=500");
        send("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
        // One list that ended, and one that is open.
        String ended = pair().path("orderListId").asText();
        send("DELETE", "/api/v3/orderList", "symbol=BTCUSDT&orderListId=" + ended);
        pair();
        return order;
    }

    private JsonNode pair() {
        return send(
                "POST",
                "/api/v3/orderList/oco",
                "symbol=BTCUSDT&side=SELL&quantity=0.1&aboveType=LIMIT_MAKER&abovePrice=400&belowType=STOP_LOSS"
                        + "&belowStopPrice=100");
    }

    private void looks(String order, long start) {
        String market = "symbol=BTCUSDT";
        String since = market + "&startTime=" + start;
        for (String query : List.of(market, since, market + "&orderId=" + order, market + "&limit=1")) {
            send("GET", "/api/v3/allOrders", query);
            send("GET", "/api/v3/myTrades", query);
        }
        send("GET", "/api/v3/myTrades", market + "&fromId=1");
        send("GET", ORDER, market + "&orderId=" + order);
        send("GET", ORDER, market + "&origClientOrderId=rests");
        send("GET", "/api/v3/openOrders", market);
        send("GET", "/api/v3/myPreventedMatches", market + "&orderId=" + order);
        send("GET", "/api/v3/myPreventedMatches", market + "&preventedMatchId=1");
        send("GET", "/api/v3/openOrderList", "recvWindow=5000");
        send("GET", "/api/v3/allOrderList", "recvWindow=5000");
        send("GET", "/api/v3/allOrderList", "fromId=1");
        send("GET", "/api/v3/allOrderList", "startTime=" + start);
        send("GET", "/api/v3/account", "recvWindow=5000");
        send("GET", "/api/v3/account/commission", market);
        send("GET", "/api/v3/rateLimit/order", "recvWindow=5000");
        send("GET", "/api/v3/myFilters", market);
        send("GET", "/api/v3/order/amendments", market + "&orderId=" + order);
        for (String path : List.of("apiRestrictions", "status", "apiTradingStatus")) {
            send("GET", "/sapi/v1/account/" + path, "recvWindow=5000");
        }
        send("GET", "/sapi/v1/accountSnapshot", "type=SPOT&limit=7");
        send("POST", "/sapi/v1/asset/getUserAsset", "needBtcValuation=false");
        send("GET", "/sapi/v1/capital/deposit/address/list", "coin=BTC");
        send("GET", "/sapi/v1/capital/withdraw/history", "recvWindow=5000");
        send("GET", "/sapi/v1/capital/withdraw/history", "withdrawOrderId=never");
        send("GET", "/sapi/v1/capital/deposit/hisrec", "recvWindow=5000");
        send("GET", "/sapi/v1/capital/deposit/address", "coin=BTC");
    }

    private JsonNode send(String method, String path, String query) {
        String signed = query + "&timestamp=" + System.currentTimeMillis();
        return exchange.sendUnchecked(method, path + "?" + signed + "&signature=" + signing.hmac(signed), "")
                .expect(200)
                .body();
    }
}
