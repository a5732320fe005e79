package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.testing.Await;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: none lost, none twice, no deadlock, sums exact. Method: a thousand requests at once on two accounts, over HTTP, against the real
 * engine and the simulated chain: transfers both ways, withdrawals of which each is asked for twice at the same moment, and converts of which each is taken three times.
 */
@Timeout(900)
class MoneyAtOnceTest {

    private static final int TRANSFERS = 960;
    private static final int WITHDRAWALS = 20;
    private static final int CONVERTS = 20;

    private final WalletWorld world = new WalletWorld(Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off"));
    private final AtomicLong fromAda = new AtomicLong();
    private final Set<String> withdrawals = new TreeSet<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        world.close();
    }

    /** Asks again while the exchange is too busy to answer: the same id is the same request. */
    private static TestAnswer persist(Supplier<TestAnswer> request) {
        TestAnswer answer = request.get();
        while (answer.status() == 503) {
            answer = request.get();
        }
        return answer;
    }

    private void send(int number) {
        boolean isAdas = number % 2 == 0;
        int amount = 1 + number % 5;
        String body = "{\"to\":\"%s\",\"currency\":\"USDT\",\"amount\":\"%d\",\"id\":\"t-%d\"}"
                .formatted(isAdas ? "bob@example.com" : "ada@example.com", amount, number);
        TestAnswer answer =
                persist(() -> world.server.post("/api/wallet/transfers", body, isAdas ? world.ada : world.bob));
        if (answer.status() <= 201) {
            fromAda.addAndGet(isAdas ? amount : -amount);
        } else {
            wrong.add(answer.text());
        }
    }

    private String withdraw(int number, String address) {
        TestAnswer answer =
                persist(() -> world.withdraw(world.ada, "USDT", "10", address, ",\"id\":\"w-" + number + "\""));
        if (answer.status() > 201) {
            wrong.add(answer.text());
        }
        return answer.json().path("id").asText();
    }

    private String quote() {
        TestAnswer quote = world.server.post(
                "/api/wallet/convert/quotes", "{\"from\":\"USDT\",\"to\":\"BTC\",\"amount\":\"10\"}", world.ada);
        if (quote.status() != 201) {
            wrong.add(quote.text());
        }
        return quote.json().path("id").asText();
    }

    private void take(String quote) {
        TestAnswer answer =
                persist(() -> world.server.post("/api/wallet/convert", "{\"quote_id\":\"" + quote + "\"}", world.ada));
        if (answer.status() > 202) {
            wrong.add(answer.text());
        }
    }

    private JsonNode balance(String token, String currency) {
        return world.server.get("/api/wallet/balance/" + currency, token).json();
    }

    private String total(String token, String currency) {
        return balance(token, currency).path("total").asText();
    }

    private static String times(String each, int count) {
        return new BigDecimal(each)
                .multiply(BigDecimal.valueOf(count))
                .stripTrailingZeros()
                .toPlainString();
    }

    @Test
    void aThousandAtOnceAreEachDoneOnce() {
        world.deposit(world.ada, "USDT", "5000");
        world.deposit(world.bob, "USDT", "5000");
        world.deposit(world.bob, "BTC", "10");
        OtherWorlds.sells(world, 2, 10);
        world.fillHot("USDT", "1000000");
        world.shown();
        List<String> quotes = new ArrayList<>();
        for (int i = 0; i < CONVERTS; i++) {
            quotes.add(quote());
        }
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < WITHDRAWALS; i++) {
            addresses.add(world.elsewhere());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            List<CompletableFuture<String>> requested = new ArrayList<>();
            for (int i = 0; i < TRANSFERS; i++) {
                int number = i;
                all.add(CompletableFuture.runAsync(() -> send(number), threads));
                if (i % (TRANSFERS / WITHDRAWALS) == 0) {
                    int nth = i / (TRANSFERS / WITHDRAWALS);
                    for (int times = 0; times < 2; times++) {
                        requested.add(CompletableFuture.supplyAsync(() -> withdraw(nth, addresses.get(nth)), threads));
                    }
                    for (int times = 0; times < 3; times++) {
                        all.add(CompletableFuture.runAsync(() -> take(quotes.get(nth)), threads));
                    }
                }
            }
            all.forEach(CompletableFuture::join);
            requested.forEach(each -> withdrawals.add(each.join()));
        }
        assertEquals(List.of(), List.copyOf(wrong));
        assertEquals(WITHDRAWALS, withdrawals.size(), "each is one, however often it was asked for");
        withdrawals.forEach(id -> Await.until(() -> world.server
                .get("/api/wallet/withdrawals/" + id, world.ada)
                .json()
                .path("status")
                .asText()
                .equals("completed")));
        quotes.forEach(id -> Await.until(() -> world.server
                .get("/api/wallet/converts/" + id, world.ada)
                .json()
                .path("status")
                .asText()
                .equals("completed")));
        world.shown();
        long moved = fromAda.get();
        // 10 USDT are enough for 0.0998 BTC at the worst price that was quoted, 100.2, and pay for them at 100.
        assertEquals(
                BigDecimal.valueOf(5_000 - moved - 10L * WITHDRAWALS)
                        .subtract(new BigDecimal(times("9.98", CONVERTS)))
                        .toString(),
                total(world.ada, "USDT"));
        assertEquals("0", balance(world.ada, "USDT").path("locked").asText());
        assertEquals(times("0.0997002", CONVERTS), total(world.ada, "BTC"), "less a thousandth, the fee");
        assertEquals(
                new BigDecimal(times("9.97002", CONVERTS))
                        .add(BigDecimal.valueOf(5_000 + moved))
                        .toString(),
                total(world.bob, "USDT"));
        for (String address : addresses) {
            assertEquals(world.onChain("9"), world.received(address, "USDT"));
        }
        JsonNode ledger = world.server.get("/api/wallet/ledger", world.ada).json();
        assertTrue(ledger.path("zero_sum").asBoolean(), ledger.toString());
    }
}
