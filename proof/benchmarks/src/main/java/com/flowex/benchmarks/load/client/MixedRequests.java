package com.flowex.benchmarks.load.client;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Realistic mix of requests: of a hundred, seventy read public data and the caller's own, and thirty place orders, half
 * of which trade.
 */
public final class MixedRequests {

    private static final String SYMBOL = "BTC-USDT";
    private static final int ACCOUNTS = 64;
    private static final int HUNDRED = 100;
    private static final int ORDERS_OF_HUNDRED = 30;
    private static final long SEED = 20261122;
    private static final List<String> PUBLIC = List.of(
            "/api/market-data/tickers",
            "/api/market-data/ticker/" + SYMBOL,
            "/api/market-data/depth/" + SYMBOL + "?limit=20",
            "/api/market-data/trades/" + SYMBOL + "?limit=50",
            "/api/market-data/klines/" + SYMBOL + "?interval=1m&limit=100",
            "/api/trading/pairs");
    private static final List<String> OWN =
            List.of("/api/trading/orders?status=open&limit=20", "/api/trading/trades?limit=20", "/api/wallet/balances");

    private MixedRequests() {}

    /** Registers the traders of this run at the exchange, with money to trade. */
    public static List<Trader> traders(URI url) {
        String run = Long.toString(System.currentTimeMillis(), 36);
        try (ExchangeApi api = new ExchangeApi(url)) {
            return IntStream.range(0, ACCOUNTS)
                    .mapToObj(account -> {
                        Trader trader = api.register("mix-" + run + account + "@load.example");
                        api.deposit(trader, "BTC", "1000");
                        api.deposit(trader, "USDT", "1000000");
                        return trader;
                    })
                    .toList();
        }
    }

    /**
     * Returns a hundred requests of each trader, shuffled; there are as many orders of one side as of the other.
     *
     * @param url address of the exchange
     */
    public static List<byte[]> of(URI url, List<Trader> traders) {
        List<byte[]> questions = new ArrayList<>();
        for (Trader trader : traders) {
            String token = "Authorization: Bearer " + trader.token() + "\r\n";
            for (int i = 0; i < ORDERS_OF_HUNDRED; i++) {
                questions.add(order(url, token, i % 2 == 0 ? "sell" : "buy"));
            }
            for (int i = 0; i < HUNDRED - ORDERS_OF_HUNDRED; i++) {
                questions.add(
                        i % 2 == 0
                                ? RequestLoop.get(url, PUBLIC.get(i / 2 % PUBLIC.size()), "")
                                : RequestLoop.get(url, OWN.get(i / 2 % OWN.size()), token));
            }
        }
        Collections.shuffle(questions, new Random(SEED));
        return questions;
    }

    private static byte[] order(URI url, String token, String side) {
        return RequestLoop.post(
                url,
                "/api/trading/orders",
                token,
                "{\"symbol\":\"" + SYMBOL + "\",\"side\":\"" + side
                        + "\",\"type\":\"limit\",\"price\":\"650.00\",\"quantity\":\"0.01\"}");
    }
}
