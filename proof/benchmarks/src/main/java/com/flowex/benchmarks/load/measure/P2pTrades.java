package com.flowex.benchmarks.load.measure;

import com.flowex.benchmarks.load.client.ExchangeApi;
import com.flowex.benchmarks.load.client.Trader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Live trades between people, made as people make them: sellers post offers, and each taker takes ten trades. */
final class P2pTrades {

    /** Unfinished trades that one person may have taken. */
    static final int OF_TAKER = 10;

    static final String TRADES = "/api/v1/p2p/trades";

    private static final int SELLERS = 10;
    private static final int WINDOW_MINUTES = 60;
    private static final String QUANTITY = "0.0001";

    private final ExchangeApi api;
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final List<Seller> sellers = new ArrayList<>();

    /** Seller with an active offer. */
    record Seller(Trader trader, String offer) {}

    /** Person who has taken trades, all with one seller. */
    record Taker(Trader trader, Seller seller, List<String> trades) {}

    P2pTrades(ExchangeApi api) {
        this.api = api;
    }

    /** Registers the sellers and posts their offers. */
    void offer(int trades) {
        for (int number = 0; number < SELLERS; number++) {
            Trader trader = api.register("p2p-" + run + "-s" + number + "@load.example");
            api.deposit(trader, "BTC", "2");
            Map<String, Object> offer = Map.ofEntries(
                    Map.entry("side", "sell"),
                    Map.entry("asset", "BTC"),
                    Map.entry("currency", "EUR"),
                    Map.entry("price", "60000"),
                    Map.entry("quantity", "1"),
                    Map.entry("min_quantity", QUANTITY),
                    Map.entry("max_quantity", QUANTITY),
                    Map.entry("methods", List.of("in_person")),
                    Map.entry("window_minutes", WINDOW_MINUTES),
                    Map.entry("payment_details", "in the office, " + trades + " trades"));
            String id = api.post(trader.token(), "/api/v1/p2p/own-offers", offer)
                    .path("id")
                    .asText();
            sellers.add(new Seller(trader, id));
        }
    }

    /** Registers as many takers as are needed; each takes its trades. */
    List<Taker> take(int trades) {
        return IntStream.range(0, trades / OF_TAKER)
                .parallel()
                .mapToObj(number -> take(number, sellers.get(number % SELLERS)))
                .toList();
    }

    private Taker take(int number, Seller seller) {
        Trader trader = api.register("p2p-" + run + "-t" + number + "@load.example");
        List<String> ids = IntStream.range(0, OF_TAKER)
                .mapToObj(place -> api.post(
                                trader.token(),
                                TRADES,
                                Map.of(
                                        "offer_id",
                                        seller.offer,
                                        "offer_version",
                                        1,
                                        "client_id",
                                        "t" + place,
                                        "asset",
                                        "BTC",
                                        "quantity",
                                        QUANTITY,
                                        "method",
                                        "in_person"))
                        .path("id")
                        .asText())
                .toList();
        return new Taker(trader, seller, ids);
    }
}
