package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.custody.Payment;
import com.flowex.platform.health.Health;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.FaultyChain.Fault;
import com.flowex.wallet.app.withdrawal.WithdrawalSettings;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Goal: under every fault of a node, nothing is lost or paid twice, the operator reads one line and the user a clear
 * answer, and when the node is well again all goes on by itself. Method: the simulated chain through a node that is
 * down, late, forgetful or lies. docs/operations/nodes.md is the same for operators.
 */
@Timeout(900)
class NodeFaultsTest {

    private static final String WATCHER = "deposits-simulated";
    private static final BigInteger FLOOR = BigInteger.TEN.pow(12);

    private final FaultyChain node = new FaultyChain();
    private final WalletWorld world = new WalletWorld(
            new WithdrawalSettings(Duration.ofHours(24), Duration.ofSeconds(1)),
            (_, simulated) -> List.of(node.of(simulated)));

    @BeforeEach
    void fund() {
        paid("first", "1000");
        awaitTotal("1000");
        world.fillHot("USDT", "1000000");
    }

    @AfterEach
    void close() {
        node.mend();
        world.close();
    }

    /** A payment to Ada's address, past the node. */
    private void paid(String key, String whole) {
        String address = "";
        for (JsonNode item :
                world.server.get("/api/wallet/addresses", world.ada).json().path("items")) {
            address = item.path("address").asText();
        }
        Payment payment =
                new Payment(address, world.chain.scheme().coin("USDT").orElseThrow(), world.onChain(whole), "");
        world.chain.fund(key, payment, 2);
    }

    private String total() {
        return world.server
                .get("/api/wallet/balance/USDT", world.ada)
                .json()
                .path("total")
                .asText();
    }

    /** A comparison looks at the chain first: the watcher's next turn need not be waited for. */
    private void awaitTotal(String whole) {
        Await.until(() -> {
            verdict();
            return total().equals(whole);
        });
    }

    private String watcher() {
        return world.stand.health().states().getOrDefault(WATCHER, Health.UP).toString();
    }

    /** Chain, wallet and ledger say the same; while blocks come nothing is certain. */
    private void requireEqual() {
        Await.until(() -> {
            String verdict = verdict();
            assertTrue(!verdict.equals("differs"), verdict);
            return verdict.equals("equal");
        });
    }

    private String verdict() {
        for (JsonNode item : world.server
                .post("/api/v1/reconciliation", "", world.admin)
                .json()
                .path("items")) {
            if (item.path("currency").asText().equals("USDT")) {
                return item.path("verdict").asText();
            }
        }
        throw new AssertionError("nothing was compared");
    }

    private JsonNode shown(String id) {
        return world.server.get("/api/wallet/withdrawals/" + id, world.ada).json();
    }

    private String requested(String address) {
        TestAnswer answer = world.withdraw(world.ada, "USDT", "100", address, "");
        assertEquals(201, answer.status(), answer.text());
        return answer.json().path("id").asText();
    }

    private void requirePaidOnce(String id, String address) {
        Await.until(() -> shown(id).path("steps").path(6).path("state").asText().equals("done"));
        assertEquals("completed", shown(id).path("status").asText());
        assertEquals(world.onChain("99"), world.received(address, "USDT"));
        assertEquals("900", total());
        requireEqual();
    }

    @ParameterizedTest
    @CsvSource({
        "DOWN,   it is down",
        "TORN,   contradicts itself",
        "HOLLOW, has a tip",
        "FOREIGN, follows another one",
        "BEHIND, is at block 1 and was at",
    })
    void aDepositWaitsForANodeThatIsBelieved(Fault fault, String line) {
        node.is(fault);
        paid("second", "50");
        Await.until(() -> watcher().contains(line));
        assertEquals("1000", total());

        node.mend();
        awaitTotal("1050");
        requireEqual();
        Await.until(() -> watcher().equals(Health.UP.toString()));
        assertEquals("1050", total());
    }

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "LATE", "FORGETFUL"})
    void aWithdrawalIsPaidOnceWhateverItsNodeSays(Fault fault) {
        String address = world.elsewhere();
        node.is(fault);
        String id = requested(address);
        switch (fault) {
            case DOWN -> Await.until(() -> world.why(id).contains("it is down"));
            case LATE -> Await.until(() -> world.why(id).contains("did not answer"));
            default -> Await.until(() -> node.sendings() > 1);
        }
        assertTrue(
                List.of("pending", "confirming")
                        .contains(shown(id).path("status").asText()),
                shown(id).toString());

        node.mend();
        requirePaidOnce(id, address);
    }

    @Test
    void requestsThatNeedTheNodeReportItsAbsence() {
        node.is(Fault.DOWN);
        assertEquals("unknown", verdict(), "a node that does not answer is no difference");
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").status(),
                "asked without it");
        assertEquals(200, world.server.get("/api/wallet/addresses", world.bob).status(), "made without it");

        FaultyChain never = new FaultyChain();
        try (WalletWorld fresh =
                new WalletWorld(WithdrawalSettings.DEFAULTS, (_, simulated) -> List.of(never.of(simulated)))) {
            never.is(Fault.DOWN);
            TestAnswer away = fresh.server.get("/api/wallet/addresses", fresh.ada);
            assertEquals(503, away.status(), away.text());
            assertEquals("unavailable", away.code(), "no address is shown before its chain is read");
            assertTrue(away.text().contains("the node of the network does not answer"), away.text());
            never.mend();
            assertEquals(
                    200, fresh.server.get("/api/wallet/addresses", fresh.ada).status());
        }
    }

    @Test
    void aFeeSpikeIsWaitedForAndThenItIsPaid() {
        String address = world.elsewhere();
        world.chain.feeFloor(BigInteger.TEN.pow(19));
        String id = requested(address);
        Await.until(() -> world.why(id).contains("fee is too high"));

        world.chain.feeFloor(FLOOR);
        requirePaidOnce(id, address);
    }

    @Test
    void stuckPaymentIsReplacedAndPaidOnce() {
        String address = world.elsewhere();
        node.beforeSending(() -> world.chain.feeFloor(FLOOR.multiply(BigInteger.TWO)));
        String id = requested(address);

        requirePaidOnce(id, address);
        assertTrue(node.sendings() > 1, "the first was too cheap");
    }

    @Test
    void falseBalanceOfANodeStopsWithdrawalsUntilCorrected() {
        node.is(Fault.POOR);
        Await.until(() -> verdict().equals("differs"));
        assertEquals(
                "withdrawals_stopped",
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").code());

        node.mend();
        Await.until(() -> verdict().equals("equal"));
        assertEquals(
                200,
                world.server
                        .post("/api/v1/reconciliation/USDT/resume", "", world.admin)
                        .status());
        String address = world.elsewhere();
        requirePaidOnce(requested(address), address);
    }

    @Test
    void aReorganizationDeeperThanAnythingExpectedIsSeenAndItsAmountSetAside() {
        String address = world.elsewhere();
        String id = requested(address);
        requirePaidOnce(id, address);
        String transaction = shown(id).path("transaction").asText();

        world.chain.reorganizeFrom(transaction, transaction::equals);
        Await.until(() -> verdict().equals("surplus"));

        assertEquals(BigInteger.ZERO, world.received(address, "USDT"));
        assertEquals("900", total(), "nothing is given back by itself");
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").status(),
                "what is too much stops no one");
    }
}
