package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: tokens are moved from where they were deposited although nothing pays the network there, and the ether that is
 * brought for it is no deposit, brought once and counted. Method: the simulated chain with the rule that every address
 * pays its fees in ether that it has.
 */
@Timeout(900)
class GasFundingTest {

    private static final BigInteger FEE = BigInteger.TEN.pow(15);

    private final WalletWorld world = OtherWorlds.whereEtherIsPaid();

    @BeforeEach
    void fees() {
        world.chain.feeFloor(FEE);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode sagas(String query) {
        return world.server.get("/api/v1/sagas?" + query, world.admin).json().path("items");
    }

    private BigInteger hot(String currency) {
        return world.received(world.hot(), currency);
    }

    private String address(String token, String currency) {
        for (JsonNode item :
                world.server.get("/api/wallet/addresses", token).json().path("items")) {
            if (item.path("currency").asText().equals(currency)) {
                return item.path("address").asText();
            }
        }
        throw new AssertionError("no address of " + currency);
    }

    private void equal() {
        Await.until(() -> {
            int equal = 0;
            for (JsonNode item : world.server
                    .post("/api/v1/reconciliation", "", world.admin)
                    .json()
                    .path("items")) {
                assertFalse(item.path("verdict").asText().equals("differs"), item.toString());
                equal += item.path("verdict").asText().equals("equal") ? 1 : 0;
            }
            return equal == 3;
        });
    }

    private String ether(String token) {
        return world.server
                .get("/api/wallet/balance/ETH", token)
                .json()
                .path("total")
                .asText();
    }

    @Test
    void sweepOfTokensIsFundedOnceAndTheFundingIsNoDeposit() {
        world.deposit(world.ada, "ETH", "1");
        Await.until(() -> hot("ETH").signum() > 0);
        equal();

        world.deposit(world.bob, "USDT", "500");
        equal();
        Await.until(() -> hot("USDT").equals(world.onChain("500")));
        Await.until(() -> sagas("state=running").isEmpty());
        equal();

        assertEquals(1, sagas("kind=gas").size());
        assertEquals("0", ether(world.bob));
        assertEquals(
                0,
                world.server
                        .get("/api/wallet/transactions?currency=ETH", world.bob)
                        .json()
                        .path("items")
                        .size());
        BigInteger left = world.received(address(world.bob, "USDT"), "ETH");
        assertEquals(FEE, left, "two fees were brought, one was taken");

        world.deposit(world.bob, "USDT", "70");
        Await.until(() -> hot("USDT").equals(world.onChain("570")));
        Await.until(() -> sagas("state=running").isEmpty());
        assertEquals(2, sagas("kind=gas").size());
        equal();
    }

    @Test
    void fundingWaitsForEtherInTheHotWalletAndReportsIt() {
        world.deposit(world.bob, "USDT", "500");
        Await.until(() -> sagas("kind=gas&state=running").size() == 1);
        String why = "hot wallet has too little";
        Await.until(() ->
                sagas("kind=gas&state=running").get(0).path("why").asText().contains(why));
        assertTrue(sagas("kind=sweep").get(0).path("why").asText().contains("ETH on simulated"));
        equal();

        world.fillHot("ETH", "1");

        Await.until(() -> hot("USDT").equals(world.onChain("500")));
        Await.until(() -> sagas("state=running").isEmpty());
        assertEquals(1, sagas("kind=gas").size());
        equal();
    }

    @Test
    void replacementOfARevokedSweepIsFunded() {
        Revoking people = new Revoking(world);
        JsonNode deposit = people.sweepBelow(FEE.multiply(BigInteger.TEN), "ETH", "1");
        world.takeOut(deposit, true);
        world.chain.feeFloor(FEE);
        String id = sagas("kind=sweep").get(0).path("id").asText();

        people.revoke("sweep", id);

        String why = "hot wallet has too little";
        Await.until(() -> sagas("kind=gas").path(0).path("why").asText().contains(why));
        world.fillHot("ETH", "1");
        Await.until(() -> people.saga("sweep", id).path("state").asText().equals("failed"));
        assertEquals("revoked", people.saga("sweep", id).path("code").asText());
        assertEquals("0", ether(world.ada));
        equal();
    }

    @Test
    void fundingRemovedByAReorganizationIsSentAgainOnce() {
        world.deposit(world.bob, "BTC", "1");
        world.fillHot("ETH", "1");
        world.deposit(world.ada, "USDT", "500");
        Await.until(() -> world.received(address(world.ada, "USDT"), "ETH").signum() > 0);

        world.chain.reorganize(1, _ -> false);

        Await.until(() -> hot("USDT").equals(world.onChain("500")));
        Await.until(() -> sagas("state=running").isEmpty());
        assertEquals(FEE, world.received(address(world.ada, "USDT"), "ETH"));
        assertEquals("0", ether(world.ada));
        equal();
    }
}
