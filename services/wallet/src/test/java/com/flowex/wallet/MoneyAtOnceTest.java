package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.edge.testing.TestAnswer;
import com.flowex.ground.testing.Await;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: none lost, none twice, no deadlock, sums exact. Method: a thousand requests at once on two accounts, over HTTP, against the real
 * engine and the simulated chain: transfers both ways, and withdrawals of which each is asked for twice at the same moment.
 */
@Timeout(300)
class MoneyAtOnceTest {

    private static final int TRANSFERS = 960;
    private static final int WITHDRAWALS = 20;

    private final WalletWorld world = new WalletWorld(Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off"));
    private final AtomicLong fromAda = new AtomicLong();
    private final Set<String> withdrawals = new TreeSet<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        world.close();
    }

    private void send(int number) {
        boolean isAdas = number % 2 == 0;
        int amount = 1 + number % 5;
        String body = "{\"to\":\"%s\",\"currency\":\"USDT\",\"amount\":\"%d\",\"id\":\"t-%d\"}"
                .formatted(isAdas ? "bob@example.com" : "ada@example.com", amount, number);
        TestAnswer answer = world.server.post("/api/wallet/transfers", body, isAdas ? world.ada : world.bob);
        if (answer.status() == 201) {
            fromAda.addAndGet(isAdas ? amount : -amount);
        } else {
            wrong.add(answer.text());
        }
    }

    private String withdraw(int number, String address) {
        TestAnswer answer = world.withdraw(world.ada, "USDT", "10", address, ",\"id\":\"w-" + number + "\"");
        if (answer.status() > 201) {
            wrong.add(answer.text());
        }
        return answer.json().path("id").asText();
    }

    private JsonNode balance(String token) {
        return world.server.get("/api/wallet/balance/USDT", token).json();
    }

    @Test
    void aThousandAtOnceAreEachDoneOnce() {
        world.deposit(world.ada, "USDT", "5000");
        world.deposit(world.bob, "USDT", "5000");
        world.fillHot("USDT", "1000000");
        world.shown();
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < WITHDRAWALS; i++) {
            addresses.add(world.elsewhere());
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<CompletableFuture<?>> all = new ArrayList<>();
            List<CompletableFuture<String>> asked = new ArrayList<>();
            for (int i = 0; i < TRANSFERS; i++) {
                int number = i;
                all.add(CompletableFuture.runAsync(() -> send(number), threads));
                if (i % (TRANSFERS / WITHDRAWALS) == 0) {
                    int nth = i / (TRANSFERS / WITHDRAWALS);
                    for (int times = 0; times < 2; times++) {
                        asked.add(CompletableFuture.supplyAsync(() -> withdraw(nth, addresses.get(nth)), threads));
                    }
                }
            }
            all.forEach(CompletableFuture::join);
            asked.forEach(each -> withdrawals.add(each.join()));
        }
        assertEquals(List.of(), List.copyOf(wrong));
        assertEquals(WITHDRAWALS, withdrawals.size(), "each is one, however often it was asked for");
        withdrawals.forEach(id -> Await.until(() -> world.server
                .get("/api/wallet/withdrawals/" + id, world.ada)
                .json()
                .path("status")
                .asText()
                .equals("completed")));
        world.shown();
        assertEquals(
                Long.toString(5_000 - fromAda.get() - 10L * WITHDRAWALS),
                balance(world.ada).path("total").asText());
        assertEquals("0", balance(world.ada).path("locked").asText());
        assertEquals(
                Long.toString(5_000 + fromAda.get()),
                balance(world.bob).path("total").asText());
        for (String address : addresses) {
            assertEquals(world.onChain("9"), world.received(address, "USDT"));
        }
        JsonNode ledger = world.server.get("/api/wallet/ledger", world.ada).json();
        assertTrue(ledger.path("zero_sum").asBoolean(), ledger.toString());
    }
}
