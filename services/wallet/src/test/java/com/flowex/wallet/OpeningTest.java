package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.custody.Payment;
import com.flowex.platform.testing.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: money at an exchange's payout address before its first address was made counts once, as its own, and stops
 * nothing. Method: the hot address is paid before the first address is made, while blocks come and many ask at once;
 * then again behind it.
 */
@Timeout(900)
class OpeningTest {

    private static final String OPENINGS = "/api/v1/openings";

    private final WalletWorld world = new WalletWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private void pay(String key, String whole) {
        world.chain.fund(
                key,
                new Payment(world.hot(), world.chain.scheme().coin("USDT").orElseThrow(), world.onChain(whole), ""),
                1);
    }

    private JsonNode items(String token) {
        return world.server.get(OPENINGS, token).json().path("items");
    }

    private TestAnswer acknowledge(String id, String token) {
        return world.server.post(OPENINGS + "/" + id + "/acknowledge", "", token);
    }

    private void equal(String units) {
        Await.until(() -> {
            for (JsonNode item : world.server
                    .post("/api/v1/reconciliation", "", world.admin)
                    .json()
                    .path("items")) {
                assertFalse(item.path("verdict").asText().equals("differs"), item.toString());
                if (item.path("currency").asText().equals("USDT")
                        && item.path("verdict").asText().equals("equal")) {
                    assertEquals(
                            world.onChain(units).toString(),
                            item.path("chain_units").asText());
                    return true;
                }
            }
            return false;
        });
    }

    @Test
    void openingBalanceIsBookedOnceUnderConcurrentRequests() {
        pay("before", "500");
        List<CompletableFuture<TestAnswer>> requested = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> world.server.get("/api/wallet/addresses", i % 2 == 0 ? world.ada : world.bob)))
                .toList();
        pay("meanwhile", "30");
        requested.forEach(answer -> assertEquals(200, answer.join().status()));
        pay("after", "7");

        equal("537");
        assertEquals(1, items(world.admin).size());
        String id = items(world.admin).get(0).path("id").asText();
        String otherTenant = world.otherTenant();
        assertEquals(0, items(otherTenant).size());
        assertEquals(404, acknowledge(id, otherTenant).status());
        assertEquals("forbidden", acknowledge(id, world.ada).code());
        TestAnswer acknowledged = acknowledge(id, world.admin);
        assertEquals("9", acknowledged.json().path("acknowledged_by").asText(), acknowledged.text());
        assertEquals("already_decided", acknowledge(id, world.admin).code());

        world.deposit(world.ada, "USDT", "100");
        String withdrawal = world.withdraw(world.ada, "USDT", "90", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(() -> world.server
                .get("/api/wallet/withdrawals/" + withdrawal, world.ada)
                .json()
                .path("status")
                .asText()
                .equals("completed"));
        equal("548");
    }

    @Test
    void emptyPayoutAddressHasNoOpening() {
        world.deposit(world.ada, "USDT", "100");
        equal("100");
        assertEquals(0, items(world.admin).size());
    }
}
