package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: what a chain takes back, the exchange takes back, and what comes in another block is credited once. Method: the simulated
 * chain replaces blocks that were credited, with and without what was in them.
 */
@Timeout(900)
class ReorganizationTest {

    private final WalletWorld world = new WalletWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode deposited(String amount) {
        return world.deposit(world.ada, "USDT", amount).json();
    }

    private JsonNode first() {
        return world.server
                .get("/api/wallet/transactions", world.ada)
                .json()
                .path("items")
                .get(0);
    }

    private JsonNode found(String id) {
        for (JsonNode item :
                world.server.get("/api/wallet/transactions", world.ada).json().path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no transaction " + id);
    }

    private JsonNode balance() {
        return world.server.get("/api/wallet/balance/USDT", world.ada).json();
    }

    @Test
    void whatComesBackInAnotherBlockIsCreditedOnce() {
        JsonNode deposit = deposited("1000");

        world.takeOut(deposit, false);
        world.chain.mine(6);
        Await.until(
                () -> found(deposit.path("id").asText()).path("status").asText().equals("completed")
                        && balance().path("available").asText().equals("1000"));

        assertEquals("1000", balance().path("total").asText());
    }

    @Test
    void whatVanishesIsSetAsideAndThenTakenBack() {
        JsonNode deposit = deposited("1000");

        world.takeOut(deposit, true);
        Await.until(() -> first().path("status").asText().equals("frozen")
                || balance().path("total").asText().equals("0"));
        world.chain.mine(8);
        Await.until(() -> balance().path("total").asText().equals("0"));

        assertEquals("0", balance().path("locked").asText());
        Await.until(
                () -> found(deposit.path("id").asText()).path("status").asText().equals("failed"));
        assertEquals(
                "block_vanished",
                found(deposit.path("id").asText()).path("code").asText());
    }

    @Test
    void whatWasSpentBeforeIsShownAndStopsWithdrawals() {
        JsonNode deposit = deposited("1000");
        world.spend(1, 2, "USDT", 700);

        world.takeOut(deposit, true);
        world.chain.mine(8);
        Await.until(
                () -> found(deposit.path("id").asText()).path("code").asText().equals("spent_before_reversal"));

        assertEquals("0", balance().path("total").asText());
        assertTrue(
                found(deposit.path("id").asText()).path("detail").asText().contains("700"),
                found(deposit.path("id").asText()).toString());
        JsonNode reversed = world.server
                .get("/api/v1/arrivals?which=reversed", world.admin)
                .json()
                .path("items");
        assertEquals(1, reversed.size(), reversed.toString());
        assertEquals("gone", reversed.get(0).path("state").asText());
        assertTrue(reversed.get(0).path("why").asText().contains("700 of it had been spent"), reversed.toString());
        deposited("500");
        assertEquals(
                "account_restricted",
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").code());

        String adjustments = "/api/v1/reconciliation/adjustments";
        String settlement = "{\"currency\":\"USDT\",\"posting\":\"%s\",\"settled_by\":\"account\",\"reason\":\"owed\"}"
                .formatted(deposit.path("id").asText());
        String proposed = world.server
                .post(adjustments, settlement, world.admin)
                .json()
                .path("id")
                .asText();
        String second = world.stand.token(10, "admin");
        assertEquals(
                "insufficient_funds",
                world.server
                        .post(adjustments + "/" + proposed + "/approve", "", second)
                        .code(),
                "the account has 500 of the 700");
        deposited("300");
        assertEquals(
                "booked",
                world.server
                        .post(adjustments + "/" + proposed + "/approve", "", second)
                        .json()
                        .path("state")
                        .asText());
        world.shown();
        assertEquals("100", balance().path("total").asText());
        assertEquals("failed", found(deposit.path("id").asText()).path("status").asText());
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "50", world.elsewhere(), "").status());
    }

    @Test
    void aSweepOfADepositThatVanishedIsEndedByTwoPeopleAndTheNextOneGoesOn() {
        Revoking people = new Revoking(world);
        JsonNode deposit = people.sweepBelow(BigInteger.TEN.pow(14), "USDT", "1000");
        world.takeOut(deposit, true);
        world.chain.feeFloor(BigInteger.TEN.pow(12));
        Await.until(
                () -> found(deposit.path("id").asText()).path("status").asText().equals("failed"));
        deposited("500");
        JsonNode sweeps = people.sagas("kind=sweep");
        assertEquals(1, sweeps.size(), "the next one waits behind it");
        String id = sweeps.get(0).path("id").asText();
        assertEquals("running", sweeps.get(0).path("state").asText());

        people.revoke("sweep", id);

        Await.until(() -> people.saga("sweep", id).path("state").asText().equals("failed"));
        assertEquals("revoked", people.saga("sweep", id).path("code").asText());
        Await.until(() -> world.received(world.hot(), "USDT").equals(world.onChain("500")));
        assertEquals(2, people.sagas("kind=sweep").size());
        Await.until(() -> world.server
                .post("/api/v1/reconciliation", "", world.admin)
                .text()
                .contains("\"verdict\":\"equal\""));
    }

    @Test
    void aDepositThatIsGoneAndComesBackIsCreditedAgain() {
        JsonNode deposit = deposited("50");
        String id = deposit.path("id").asText();

        world.takeOut(deposit, true);
        world.chain.mine(8);
        Await.until(() -> found(id).path("status").asText().equals("failed"));
        // The very payment is made once more: the chain knows it by the same id.
        world.deposit(world.ada, "USDT", "1");
        assertEquals("1", balance().path("total").asText());
    }
}
