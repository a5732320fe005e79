package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Trades between two people that are under way while the exchange has a fault. Each command is repeated until the
 * exchange has taken it, so the state of every trade and both balances afterwards follow from the commands alone.
 */
final class P2pTradesUnderWay {

    private static final String OFFERS = "/api/v1/p2p/own-offers";
    private static final String TRADES = "/api/v1/p2p/trades";
    private static final String SELLER = "seller-under-way@people.example";
    private static final String BUYER = "buyer-under-way@people.example";
    private static final String PASSWORD = "SecurePass123!";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final BigDecimal DEPOSIT = new BigDecimal("20");
    private static final BigDecimal QUANTITY = new BigDecimal("0.2");

    /** The quantity and its fee of 0.1 %. */
    private static final BigDecimal ESCROW = new BigDecimal("0.2002");

    private static final Set<String> ENDS = Set.of("released", "canceled");

    /** Answers of a command that was taken, that met a change by itself, and that was not taken now. */
    private static final Set<Integer> ANSWERS = Set.of(200, 409, 503);

    private final HttpApi api;
    private final String offer;

    /** Ids of the trades by their names. */
    private final Map<String, String> trades = new ConcurrentSkipListMap<>();

    /** States that the commands lead to, by the names of the trades. */
    private final Map<String, String> expected = new ConcurrentSkipListMap<>();

    private final List<CompletableFuture<Void>> sent = new ArrayList<>();
    private HttpApi seller;
    private HttpApi buyer;

    private P2pTradesUnderWay(HttpApi api) {
        this.api = api;
        this.seller = api.newUser(SELLER);
        this.buyer = api.newUser(BUYER);
        seller.deposit("ETH", DEPOSIT.toPlainString());
        Map<String, Object> sale = new HashMap<>();
        sale.put("side", "sell");
        sale.put("asset", "ETH");
        sale.put("currency", "EUR");
        sale.put("price", "3000");
        sale.put("quantity", "3");
        sale.put("min_quantity", "0.1");
        sale.put("max_quantity", "1");
        sale.put("methods", List.of("bank_transfer"));
        sale.put("window_minutes", 60);
        sale.put("payment_details", "account 7");
        this.offer = seller.post(OFFERS, sale).expect(201).text("id");
    }

    /** Takes trades and leads them to the states in which the fault finds them. */
    static P2pTradesUnderWay begin(HttpApi api) {
        P2pTradesUnderWay people = new P2pTradesUnderWay(api);
        for (String name : List.of("waits", "paid", "disputed", "released", "released too", "canceled")) {
            people.take(name);
            people.awaitState(name, "awaiting_payment");
        }
        for (String name : List.of("paid", "disputed", "released", "released too")) {
            people.send(people.buyer, name, "paid", "paid");
        }
        people.send(people.seller, "disputed", "dispute", "disputed");
        return people;
    }

    /** Begins commands that the fault interrupts. */
    void sendBeforeTheFault() {
        start(() -> send(seller, "released", "release", "released"));
        start(() -> send(buyer, "canceled", "cancel", "canceled"));
        start(() -> take("taken before"));
    }

    /** Begins commands while there is a fault. */
    void sendDuringTheFault() {
        start(() -> send(seller, "released too", "release", "released"));
        start(() -> send(buyer, "waits", "paid", "paid"));
        start(() -> take("taken during"));
    }

    private void start(Runnable command) {
        sent.add(CompletableFuture.runAsync(command, work -> Thread.ofVirtual().start(work)));
    }

    /** The same client id takes an offer once, whatever became of the answer. */
    private void take(String name) {
        Map<String, Object> taking = Map.of(
                "offer_id",
                offer,
                "offer_version",
                1,
                "client_id",
                name,
                "asset",
                "ETH",
                "quantity",
                QUANTITY.toPlainString(),
                "method",
                "bank_transfer");
        Deadline.await(
                LIMIT,
                () -> {
                    HttpApi.Answer answer = buyer.post(TRADES, taking);
                    assertTrue(answer.status() == 201 || answer.status() == 503, answer::toString);
                    if (answer.status() == 201) {
                        trades.put(name, answer.text("id"));
                    }
                    return answer.status() == 201;
                },
                () -> name + " is not taken");
        expected.put(name, "awaiting_payment");
    }

    /** Sends a command until it is taken. One that was taken without an answer is refused as no longer possible. */
    private void send(HttpApi party, String name, String command, String state) {
        String path = TRADES + "/" + id(name);
        Deadline.await(
                LIMIT,
                () -> {
                    HttpApi.Answer shown = party.get(path);
                    if (shown.status() != 200) {
                        return false;
                    }
                    Map<String, Object> body = new HashMap<>();
                    body.put(
                            "version",
                            shown.body().path("trade").path("version").asInt());
                    if (command.equals("dispute")) {
                        body.put("reason", "not_paid");
                    }
                    HttpApi.Answer answer = party.post(path + "/" + command, body);
                    assertTrue(ANSWERS.contains(answer.status()), answer::toString);
                    return answer.status() != 503;
                },
                () -> command + " of " + name + " is not taken");
        expected.put(name, state);
    }

    private String id(String name) {
        return Objects.requireNonNull(trades.get(name), name);
    }

    private void awaitState(String name, String state) {
        Deadline.await(
                LIMIT,
                () -> shown(name).path("trade").path("state").asText().equals(state),
                () -> name + " is not " + state + ": " + shown(name));
    }

    /**
     * Compares every trade and both balances with the commands: the escrow is that of the live trades, each live trade
     * has a clock, a dispute is in the moderators' list, and each end was posted once.
     */
    void requireExact() {
        sent.forEach(CompletableFuture::join);
        sent.clear();
        // Sessions may have ended in the meantime.
        seller = api.login(SELLER, PASSWORD);
        buyer = api.login(BUYER, PASSWORD);
        expected.forEach(this::awaitState);
        expected.forEach(this::requireOneEnd);
        Set<String> disputed = new TreeSet<>();
        api.admin()
                .get("/api/v1/p2p/disputes")
                .expect(200)
                .body()
                .path("items")
                .forEach(item -> disputed.add(item.path("id").asText()));
        disputed.retainAll(trades.values());
        assertEquals(ids("disputed"), disputed);
        long released = ids("released").size();
        long live = expected.size() - released - ids("canceled").size();
        awaitBalance(seller, "locked", ESCROW.multiply(BigDecimal.valueOf(live)));
        awaitBalance(seller, "total", DEPOSIT.subtract(ESCROW.multiply(BigDecimal.valueOf(released))));
        awaitBalance(buyer, "locked", BigDecimal.ZERO);
        awaitBalance(buyer, "total", QUANTITY.multiply(BigDecimal.valueOf(released)));
    }

    /** Ends what is left, and compares again: no escrow remains. */
    void finish() {
        for (Map.Entry<String, String> trade : Map.copyOf(expected).entrySet()) {
            switch (trade.getValue()) {
                case "awaiting_payment" -> send(buyer, trade.getKey(), "cancel", "canceled");
                case "paid", "disputed" -> send(seller, trade.getKey(), "release", "released");
                default -> assertTrue(ENDS.contains(trade.getValue()), trade::toString);
            }
        }
        requireExact();
    }

    private void requireOneEnd(String name, String state) {
        JsonNode details = shown(name);
        boolean hasEnded = ENDS.contains(state);
        assertEquals(hasEnded, details.path("trade").path("deadline").isNull(), details::toString);
        Map<String, Integer> messages = new TreeMap<>();
        details.path("history")
                .forEach(event -> messages.merge(event.path("message").asText(), 1, Integer::sum));
        assertEquals(1, messages.getOrDefault("reserved", 0), details::toString);
        assertEquals(hasEnded ? 1 : 0, messages.getOrDefault("settled", 0), details::toString);
        assertEquals(0, messages.getOrDefault("refused", 0), details::toString);
    }

    private JsonNode shown(String name) {
        return seller.get(TRADES + "/" + id(name)).expect(200).body();
    }

    private Set<String> ids(String state) {
        Set<String> ids = new TreeSet<>();
        expected.forEach((name, each) -> {
            if (each.equals(state)) {
                ids.add(id(name));
            }
        });
        return ids;
    }

    /** The posting may be another user's command, so a view may show it later. */
    private static void awaitBalance(HttpApi party, String field, BigDecimal value) {
        Deadline.await(
                LIMIT,
                () -> new BigDecimal(party.balance("ETH").path(field).asText("0")).compareTo(value) == 0,
                () -> field + " is not " + value + ": " + party.balance("ETH"));
    }
}
