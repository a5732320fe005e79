package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.testing.Await;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Journey of two people and two moderators: an offer, a release, a cancellation, and a dispute that ends in an agreed part. */
final class P2pWalk {

    private static final String OFFERS = "/api/v1/p2p/own-offers";
    private static final String TRADES = "/api/v1/p2p/trades";
    private static final String DISPUTES = "/api/v1/p2p/disputes";

    /** Offer that is good wherever bitcoins are listed. */
    static final String OFFER = """
            {"side":"sell","asset":"BTC","currency":"EUR","price":"60000","quantity":"2","min_quantity":"0.2",
             "max_quantity":"1","methods":["bank_transfer"],"window_minutes":60,"terms":"left-secret-terms",
             "payment_details":"left-secret-account"}""";

    private P2pWalk() {}

    /** Posts an offer; returns its id. */
    static String offered(HttpApi seller) {
        return seller.send("POST", "/api/v1/p2p/own-offers", OFFER).expect(201).text("id");
    }

    /** Posts an offer to buy, which no stop of withdrawals prevents; returns its id. */
    static String offerToBuy(HttpApi buyer) {
        Map<String, Object> purchase = sale("3000");
        purchase.put("side", "buy");
        purchase.remove("payment_details");
        return buyer.post(OFFERS, purchase).expect(201).text("id");
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
        methods(seller, admin);
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
        chat(seller, buyer, TRADES + "/" + released);
        say(buyer, released, "paid", 2);
        say(seller, released, "release", 3);
        awaitTotal(buyer, "1");
        people(seller, released);
        reports(buyer, admin, released);

        say(buyer, taken(buyer, offer, "0.5"), "cancel", 2);

        String disputed = taken(buyer, offer, "0.5");
        say(buyer, disputed, "paid", 2);
        String trade = TRADES + "/" + disputed;
        receipt(buyer, trade);
        seller.post(trade + "/part", part(3, "0.1")).expect(200);
        buyer.post(trade + "/part-answer", Map.of("version", 4, "agree", false)).expect(200);
        Map<String, Object> reason = Map.of("version", 5, "reason", "not_paid", "statement", "nothing has arrived");
        seller.post(trade + "/dispute", reason).expect(200);
        buyer.post(trade + "/statement", words(7, "the receipt is attached")).expect(200);
        admin.get(DISPUTES).expect(200);
        String dispute = DISPUTES + "/" + disputed;
        admin.get(dispute).expect(200);
        admin.post(dispute + "/claim", Map.of("version", 8)).expect(200);
        admin.get(dispute + "/messages").expect(200);
        admin.post(dispute + "/messages", Map.of("client_id", "q", "text", "show the statement"))
                .expect(201);
        admin.get(dispute + "/files/1").expect(200);
        admin.get(dispute + "/evidence").expect(200);
        admin.get(dispute + "/background").expect(200);
        admin.post(
                        dispute + "/approval",
                        Map.of("version", 9, "approve", true, "messages", 1, "note", "none is proposed"))
                .expect(409);
        Map<String, Object> split = Map.of(
                "version", 9, "decision", "split", "asset", "ETH", "buyer_quantity", "0.3", "note", "a part arrived");
        admin.post(dispute + "/decision", split).expect(200);
        say(buyer, disputed, "acceptance", 10);
        seller.post(trade + "/appeal", words(11, "it was less")).expect(200);
        seller.post(trade + "/part", part(13, "0.2")).expect(200);
        assertEquals(
                "split",
                buyer.post(trade + "/part-answer", Map.of("version", 14, "agree", true))
                        .expect(200)
                        .body()
                        .path("state")
                        .asText());
        awaitTotal(buyer, "1.2");
        seller.post(OFFERS + "/" + offer + "/renewal", Map.of("version", 4)).expect(200);
        state(seller, offer, "closed", 4);
        assertTrue(buyer.get("/api/v1/p2p/notices")
                        .expect(200)
                        .body()
                        .path("items")
                        .size()
                > 3);
    }

    private static void chat(HttpApi seller, HttpApi buyer, String trade) {
        buyer.post(trade + "/messages", Map.of("client_id", "m", "text", "left-secret-words"))
                .expect(201);
        int last =
                seller.get(trade + "/messages").expect(200).body().path("items").size();
        seller.put(trade + "/messages/read", Map.of("number", last)).expect(204);
        receipt(buyer, trade);
        seller.get(trade + "/files/1").expect(200);
        seller.get(trade + "/evidence").expect(200);
    }

    /** Sends a file of one piece. */
    private static void receipt(HttpApi buyer, String trade) {
        byte[] content = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        buyer.post(trade + "/files", Map.of("client_id", "f", "name", "receipt.pdf", "bytes", content.length))
                .expect(201);
        buyer.post(
                        trade + "/files/1/pieces",
                        Map.of("number", 1, "content", Base64.getEncoder().encodeToString(content)))
                .expect(200);
    }

    private static void people(HttpApi seller, String trade) {
        seller.put("/api/v1/p2p/presence", Map.of("is_away", false)).expect(200);
        seller.get("/api/v1/p2p/presence").expect(200);
        String blocks = "/api/v1/p2p/blocks";
        String id = seller.post(blocks, Map.of("trade_id", trade)).expect(201).text("id");
        seller.get(blocks).expect(200);
        seller.delete(blocks + "/" + id).expect(204);
    }

    private static void reports(HttpApi buyer, HttpApi admin, String trade) {
        String reports = "/api/v1/p2p/reports";
        buyer.post(reports, Map.of("trade_id", trade, "reason", "pressure", "text", "left-secret-report"))
                .expect(201);
        buyer.get(reports).expect(200);
        String statements = "/api/v1/p2p/bank-statements";
        String lines = "date,amount,currency,name,text\n2026-11-28,-7,EUR,Shop,left-secret-payment\n";
        String added = buyer.post(statements, Map.of("format", "csv", "content", lines))
                .expect(201)
                .body()
                .path("statement")
                .path("id")
                .asText();
        buyer.post("/api/v1/p2p/bank-statement-parts", Map.of("upload_id", "u", "number", 1, "content", lines))
                .expect(204);
        buyer.post(statements, Map.of("format", "csv", "upload_id", "u", "parts", 1))
                .expect(201);
        buyer.get(statements).expect(200);
        buyer.get(statements + "/" + added).expect(200);
        String all = "/api/v1/p2p/user-reports";
        String id = admin.get(all + "?open=true")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        admin.get(all + "/" + id).expect(200);
        admin.get("/api/v1/p2p/moderation-figures").expect(200);
        admin.get("/api/v1/p2p/restrictions").expect(200);
        String chargebacks = "/api/v1/p2p/chargebacks";
        Await.until(() -> buyer.get(TRADES + "/" + trade)
                .body()
                .path("trade")
                .path("state")
                .asText()
                .equals("released"));
        admin.post(chargebacks, Map.of("trade_id", trade, "reason", "recalled", "reference", "left-secret-reference"))
                .expect(201);
        admin.get(chargebacks).expect(200);
        moderation(admin);
    }

    private static void moderation(HttpApi admin) {
        String withdrawals = "/api/v1/p2p/chargeback-withdrawals";
        String chargeback = admin.get("/api/v1/p2p/chargebacks")
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        String id = admin.post(withdrawals, Map.of("chargeback_id", chargeback, "reason", "left-secret-mistake"))
                .expect(201)
                .text("id");
        admin.get(withdrawals).expect(200);
        admin.post(withdrawals + "/" + id + "/approval", Map.of("approve", false))
                .expect(200);
        for (String list : new String[] {"unmatched-trades", "unmatched-entries"}) {
            admin.get("/api/v1/p2p/" + list).expect(200);
            admin.get("/api/v1/p2p/exports/" + list).expect(200);
        }
        admin.get("/api/v1/p2p/limits").expect(200);
        admin.put("/api/v1/p2p/limits", Map.of("version", 0, "payment_accounts", 30))
                .expect(200);
    }

    private static void methods(HttpApi seller, HttpApi admin) {
        String own = "/api/v1/p2p/own-methods";
        String catalog = "/api/v1/p2p/method-catalog";
        seller.get("/api/v1/p2p/payment-methods?currency=EUR").expect(200);
        admin.get(catalog).expect(200);
        Map<String, Object> sepa = new HashMap<>();
        sepa.put("version", 0);
        sepa.put("name", "SEPA");
        sepa.put("currency", "EUR");
        sepa.put("reversibility", "none");
        sepa.put("cool_down_hours", 0);
        sepa.put("is_on", true);
        sepa.put("fields", new Object[] {Map.of("key", "iban", "label", "IBAN", "form", "iban", "required", true)});
        admin.put(catalog + "/sepa", sepa).expect(200);
        Map<String, Object> account = Map.of("key", "iban", "value", "DE89 3704 0044 0532 0130 00");
        String id = seller.post(own, Map.of("method", "sepa", "values", new Object[] {account}))
                .expect(201)
                .text("id");
        seller.get(own).expect(200);
        seller.delete(own + "/" + id).expect(200);
    }

    private static Map<String, Object> part(int version, String quantity) {
        return Map.of("version", version, "asset", "ETH", "buyer_quantity", quantity);
    }

    private static Map<String, Object> words(int version, String text) {
        return Map.of("version", version, "statement", text);
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

    private static void say(HttpApi party, String trade, String subject, int version) {
        party.post(TRADES + "/" + trade + "/" + subject, Map.of("version", version))
                .expect(200);
    }
}
