package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.ground.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: money that is gone from a chain, or that the ledger has of nowhere, stops withdrawals of that asset, and nothing else does.
 * Method: deposits, sweeps and withdrawals are compared while they move; then somebody who has the key takes money away, and the
 * ledger is given a deposit that no chain knows.
 */
@Timeout(900)
class ReconciliationTest {

    private static final String COMPARED = "/api/v1/reconciliation";

    private final WalletWorld world = new WalletWorld();

    /** Where the tenant pays from is watched as soon as somebody has an address. */
    @BeforeEach
    void watched() {
        world.deposit(world.bob, "USDT", "10");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode compared(String currency) {
        for (JsonNode item : world.server.post(COMPARED, "", world.admin).json().path("items")) {
            if (item.path("currency").asText().equals(currency)) {
                return item;
            }
        }
        throw new AssertionError("nothing was compared of " + currency);
    }

    @Test
    void whatMovesByTheRulesIsEqualAtEveryMoment() {
        world.fillHot("USDT", "500");
        for (int i = 1; i <= 5; i++) {
            world.deposit(world.ada, "USDT", Integer.toString(100 * i));
            String id = world.withdraw(world.ada, "USDT", "50", world.elsewhere(), "")
                    .json()
                    .path("id")
                    .asText();
            assertTrue(!id.isEmpty(), "it is taken");
            JsonNode found = compared("USDT");
            assertTrue(
                    found.path("verdict").asText().equals("equal")
                            || found.path("verdict").asText().equals("unknown"),
                    found.toString());
        }
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));
    }

    @Test
    void moneyThatIsGoneStopsWithdrawalsOfThatAssetAlone() {
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "1000");
        world.deposit(world.ada, "BTC", "1");
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));

        world.steal("USDT", "20");

        JsonNode found = compared("USDT");
        assertEquals("differs", found.path("verdict").asText(), found.toString());
        assertTrue(found.path("detail").asText().contains("the addresses have"), found.toString());
        assertEquals(
                "withdrawals_stopped",
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").code());
        assertEquals(
                201,
                world.withdraw(world.ada, "BTC", "0.1", world.elsewhere(), "").status());
        assertEquals(
                "withdrawals_stopped",
                world.server.post(COMPARED + "/USDT/resume", "", world.admin).code(),
                "not before they say the same");
    }

    @Test
    void aPostingThatNoChainKnowsIsNamed() {
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "1000");
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));

        world.conjure(1, "USDT", 5);

        JsonNode found = compared("USDT");
        assertEquals("differs", found.path("verdict").asText(), found.toString());
        assertTrue(found.path("detail").asText().contains("account 1001"), found.toString());
    }
}
