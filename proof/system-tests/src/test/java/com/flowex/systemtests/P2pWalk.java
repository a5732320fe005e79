package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.flowex.platform.testing.Await;
import java.util.HashMap;
import java.util.Map;

/** Journey of two people and two moderators: an offer, a release, a cancellation, and a dispute that is split. */
final class P2pWalk {

    private static final String OFFERS = "/api/v1/p2p/own-offers";
    private static final String TRADES = "/api/v1/p2p/trades";
    private static final String DISPUTES = "/api/v1/p2p/disputes";

    /** Offer that is good wherever bitcoins are listed. */
    static final String OFFER = """
            {"side":"sell","asset":"BTC","currency":"EUR","price":"60000","quantity":"2","min_quantity":"0.5",
             "max_quantity":"1","methods":["bank_transfer"],"window_minutes":60,"terms":"left-secret-terms",
             "payment_details":"left-secret-account"}""";

    private P2pWalk() {}

    /** Posts an offer; returns its id. */
    static String offered(HttpApi seller) {
        return seller.send("POST", "/api/v1/p2p/own-offers", OFFER).expect(201).text("id");
    }

    private static Map<String, Object> sale(String price) {
        Map<String, Object> sale = new HashMap<>();
        sale.put("side", "sell");
        sale.put("asset", "ETH");
        sale.put("currency", "EUR");
        sale.put("price", price);
        sale.put("quantity", "3");
        sale.put("min_quantity", "0.1");
        sale.put("max_quantity", "2");
        sale.put("methods", new String[] {"bank_transfer"});
        sale.put("window_minutes", 15);
        sale.put("payment_details", "DE89 3704 0044 0532 0130 00");
        return sale;
    }

    /** @param admin administrator of the tenant of {@code api} */
    static void walk(HttpApi api, HttpApi admin) {
        HttpApi seller = api.newUser("p2p-seller@people.example");
        HttpApi buyer = api.newUser("p2p-buyer@people.example");
        seller.deposit("ETH", "5");
        String offer = seller.post(OFFERS, sale("3000")).expect(201).text("id");
        Map<String, Object> changed = sale("2900");
        changed.put("version", 1);
        seller.put(OFFERS + "/" + offer, changed).expect(200);
        seller.get(OFFERS).expect(200);
        state(seller, offer, "paused", 2);
        state(seller, offer, "active", 3);
        buyer.get("/api/v1/p2p/offers/" + offer).expect(200);
        buyer.get("/api/v1/p2p/overview").expect(200);
        String search = "/api/v1/p2p/offers?side=buy&asset=ETH&currency=EUR&method=bank_transfer&quantity=1";
        assertEquals(1, buyer.get(search).expect(200).body().path("items").size());

        String released = taken(buyer, offer, "1");
        buyer.get(TRADES).expect(200);
        buyer.get(TRADES + "/" + released).expect(200);
        say(buyer, released, "paid", 2);
        say(seller, released, "release", 3);
        awaitTotal(buyer, "1");

        say(buyer, taken(buyer, offer, "0.5"), "cancel", 2);

        String disputed = taken(buyer, offer, "0.5");
        say(buyer, disputed, "paid", 2);
        seller.post(TRADES + "/" + disputed + "/dispute", Map.of("version", 3, "reason", "not_paid"))
                .expect(200);
        admin.get(DISPUTES).expect(200);
        String dispute = DISPUTES + "/" + disputed;
        admin.get(dispute).expect(200);
        admin.post(dispute + "/claim", Map.of("version", 4)).expect(200);
        admin.post(dispute + "/approval", Map.of("version", 5, "approve", true, "note", "none is proposed"))
                .expect(409);
        Map<String, Object> split = Map.of(
                "version", 5, "decision", "split", "asset", "ETH", "buyer_quantity", "0.2", "note", "a part arrived");
        assertEquals(
                "split",
                admin.post(dispute + "/decision", split)
                        .expect(200)
                        .body()
                        .path("state")
                        .asText());
        awaitTotal(buyer, "1.2");
        state(seller, offer, "closed", 4);
    }

    /** The posting is another user's command, so the buyer's view may show it later. */
    private static void awaitTotal(HttpApi buyer, String total) {
        Await.until(() -> total.equals(buyer.balance("ETH").path("total").asText()));
    }

    private static void state(HttpApi seller, String offer, String state, int version) {
        seller.put(OFFERS + "/" + offer + "/state", Map.of("state", state, "version", version))
                .expect(200);
    }

    private static String taken(HttpApi buyer, String offer, String quantity) {
        return buyer.post(
                        TRADES,
                        Map.of(
                                "offer_id",
                                offer,
                                "offer_version",
                                4,
                                "client_id",
                                "walk of " + quantity + " " + System.nanoTime(),
                                "asset",
                                "ETH",
                                "quantity",
                                quantity,
                                "method",
                                "bank_transfer"))
                .expect(201)
                .text("id");
    }

    private static void say(HttpApi party, String trade, String what, int version) {
        party.post(TRADES + "/" + trade + "/" + what, Map.of("version", version))
                .expect(200);
    }
}
