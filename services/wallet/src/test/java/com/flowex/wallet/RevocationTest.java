package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a withdrawal that waits is ended by two people, and its money is given back only when nothing of it can be mined. Method: a fee
 * floor that keeps it out of blocks, both orders of mining, and a chain that takes it back after it was posted.
 */
@Timeout(900)
class RevocationTest {

    private static final BigInteger LOW = BigInteger.TEN.pow(12);
    private static final BigInteger HIGH = LOW.multiply(BigInteger.valueOf(100));

    private final FaultyChain node = new FaultyChain();
    private final WalletWorld world =
            new WalletWorld(WithdrawalSettings.DEFAULTS, (_, simulated) -> List.of(node.of(simulated)));
    private final Revoking people = new Revoking(world);
    private String to = "";

    @BeforeEach
    void fund() {
        to = world.elsewhere();
        String address = world.server
                .get("/api/wallet/addresses", world.ada)
                .json()
                .path("items")
                .path(0)
                .path("address")
                .asText();
        Coin coin = world.chain.scheme().coin("USDT").orElseThrow();
        world.chain.fund("first", new Payment(address, coin, world.onChain("1000"), ""), 2);
        Await.until(() -> {
            compared();
            return balance("total").equals("1000");
        });
        world.fillHot("USDT", "500");
        equal();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String requested() {
        return world.withdraw(world.ada, "USDT", "100", to, "")
                .json()
                .path("id")
                .asText();
    }

    private JsonNode shown(String id) {
        return world.server.get("/api/wallet/withdrawals/" + id, world.ada).json();
    }

    private String balance(String part) {
        return world.server
                .get("/api/wallet/balance/USDT", world.ada)
                .json()
                .path(part)
                .asText();
    }

    private JsonNode compared() {
        for (JsonNode item : world.server
                .post("/api/v1/reconciliation", "", world.admin)
                .json()
                .path("items")) {
            if (item.path("currency").asText().equals("USDT")) {
                assertFalse(item.path("verdict").asText().equals("differs"), item.toString());
                return item;
            }
        }
        throw new AssertionError("nothing was compared");
    }

    private void equal() {
        Await.until(() -> compared().path("verdict").asText().equals("equal"));
    }

    /** It is sent for less than blocks take by then. */
    private String stuck() {
        node.beforeSending(() -> world.chain.feeFloor(HIGH));
        String id = requested();
        Await.until(() -> people.saga("withdrawal", id).path("why").asText().equals("waits for a block"));
        return id;
    }

    private void requireRevoked(String id) {
        Await.until(() -> shown(id).path("status").asText().equals("failed"));
        assertEquals("revoked", people.saga("withdrawal", id).path("code").asText());
        Await.until(() -> balance("available").equals("1000"));
        assertEquals("1000", balance("total"));
        assertEquals(BigInteger.ZERO, world.received(to, "USDT"));
        equal();
    }

    @Test
    void unsignedWithdrawalIsReleasedAtOnce() {
        world.chain.feeFloor(BigInteger.TEN.pow(30));
        String id = requested();
        Await.until(() -> world.why(id).contains("fee is too high"));
        assertEquals(
                "[\"POST /api/v1/sagas/withdrawal/" + id + "/revocation\"]",
                people.saga("withdrawal", id).path("exits").toString());

        people.revoke("withdrawal", id);

        requireRevoked(id);
        assertEquals("already_decided", people.propose("withdrawal", id).code(), "it has ended");
    }

    @Test
    void sentWithdrawalIsReleasedOnceItsReplacementIsFinal() {
        String id = stuck();
        String rejection = Revoking.path("withdrawal", id) + "/revocation/reject";
        assertEquals(
                "not_found", world.server.post(rejection, "", people.second()).code(), "nothing was proposed");
        people.propose("withdrawal", id);
        assertEquals("already_decided", people.propose("withdrawal", id).code());
        assertEquals(200, world.server.post(rejection, "", people.second()).status());
        assertEquals(
                "already_decided",
                people.approve("withdrawal", id, people.second()).code());

        people.revoke("withdrawal", id);

        requireRevoked(id);
        String failure = people.saga("withdrawal", id).path("failure").asText();
        assertTrue(failure.contains("took its place"), failure);
        world.chain.feeFloor(LOW);
        String next = requested();
        Await.until(() -> shown(next).path("status").asText().equals("completed"));
        assertEquals("900", balance("total"));
    }

    @Test
    void withdrawalMinedBeforeItsReplacementIsPaid() {
        String id = stuck();
        node.beforeSending(() -> {
            world.chain.feeFloor(LOW);
            world.chain.mine(1);
        });

        people.revoke("withdrawal", id);

        Await.until(() -> shown(id).path("steps").path(6).path("state").asText().equals("done"));
        assertEquals("completed", shown(id).path("status").asText());
        assertEquals(world.onChain("99"), world.received(to, "USDT"));
        assertEquals("900", balance("total"));
        equal();
    }

    @Test
    void withdrawalReorganizedAfterItsPostingIsPostedBack() {
        node.is(FaultyChain.Fault.SHALLOW);
        String id = requested();
        Await.until(() -> shown(id).path("status").asText().equals("completed"));
        assertEquals("900", balance("total"));
        String transaction = shown(id).path("transaction").asText();
        world.chain.feeFloor(HIGH);
        world.chain.reorganizeFrom(transaction, transaction::equals);
        node.mend();
        Await.until(() -> people.saga("withdrawal", id).path("why").asText().contains("waits for a block"));

        people.revoke("withdrawal", id);

        Await.until(() -> shown(id).path("status").asText().equals("failed"));
        assertEquals("1000", balance("available"));
        assertEquals("1000", balance("total"));
        assertEquals(BigInteger.ZERO, world.received(to, "USDT"));
        equal();
    }
}
