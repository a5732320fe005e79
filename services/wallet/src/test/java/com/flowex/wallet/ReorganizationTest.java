package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.custody.Coin;
import com.flowex.custody.Payment;
import com.flowex.custody.simulated.SimulatedChain;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
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
    void depositMovedToAnotherBlockIsCreditedOnce() {
        JsonNode deposit = deposited("1000");

        world.takeOut(deposit, false);
        world.chain.mine(6);
        Await.until(
                () -> found(deposit.path("id").asText()).path("status").asText().equals("completed")
                        && balance().path("available").asText().equals("1000"));

        assertEquals("1000", balance().path("total").asText());
    }

    @Test
    void vanishedDepositIsFrozenThenReversed() {
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
    void reversalOfASpentDepositIsShownAndStopsWithdrawals() {
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

    private JsonNode spentAndTakenBack() {
        JsonNode deposit =
                world.deposit(world.ada, "USDT", "1000", ",\"id\":\"one\"").json();
        world.spend(1, 2, "USDT", 700);
        takenOut(deposit);
        Await.until(() -> balance().path("total").asText().equals("0"));
        return deposit;
    }

    private void takenOut(JsonNode deposit) {
        String id = deposit.path("id").asText();
        world.takeOut(deposit, true);
        world.chain.mine(8);
        Await.until(() -> found(id).path("code").asText().equals("spent_before_reversal")
                && reversed().path(0).path("state").asText().equals("gone"));
    }

    private JsonNode reversed() {
        return world.server
                .get("/api/v1/arrivals?which=reversed", world.admin)
                .json()
                .path("items");
    }

    /** The very payment is made once more: the chain knows it by the same id. */
    private void mined(String amount, int blocks) {
        SimulatedChain chain = world.chain;
        Coin coin = chain.scheme().coin("USDT").orElseThrow();
        String address = world.server
                .get("/api/wallet/addresses", world.ada)
                .json()
                .path("items")
                .path(0)
                .path("address")
                .asText();
        assertTrue(chain.fund(
                        WalletWorld.account(1) + "\none", new Payment(address, coin, world.onChain(amount), ""), blocks)
                .isNew());
    }

    @Test
    void aSpentDepositThatComesBackIsCreditedWithoutTheSpentPart() {
        JsonNode deposit = spentAndTakenBack();
        String id = deposit.path("id").asText();

        String pauses = "/api/v1/pauses/USDT";
        world.server.put(pauses, "{\"flow\":\"deposits\",\"reason\":\"a drill\"}", world.admin);
        mined("1000", 1);
        Await.until(() -> reversed().isEmpty());
        world.chain.mine(2);
        assertEquals("spent_before_reversal", found(id).path("code").asText(), "it is owed until it counts");
        takenOut(deposit);
        world.server.post(pauses + "/lift", "{\"flow\":\"deposits\"}", world.admin);
        assertEquals("0", balance().path("total").asText());

        mined("1000", 2);
        Await.until(() -> found(id).path("status").asText().equals("completed"));
        world.shown();
        assertEquals("300", balance().path("total").asText(), "700 of it were spent: 1000 in all");
        world.fillHot("USDT", "1000");
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "50", world.elsewhere(), "").status(),
                "nothing is owed");

        world.spend(1, 2, "USDT", 100);
        takenOut(deposit);
        assertTrue(found(id).path("detail").asText().contains("owed"), found(id).toString());
        Await.until(() -> world.server
                .post("/api/v1/reconciliation", "", world.admin)
                .text()
                .contains("\"verdict\":\"equal\""));
    }

    @Test
    void aDepositWhoseLossTheFeeAccountBoreRepaysItWhenItComesBack() {
        JsonNode deposit = spentAndTakenBack();
        AccountId fees = AccountId.feesOf(1);
        AssetId usdt = world.reader.asset(1, "USDT").id();
        world.exchange.accepted(new PostTransfer(new Transfer(
                new TransferId(78, 1),
                WalletWorld.account(2),
                fees,
                new Amount(usdt, 700_000_000),
                TransferKind.INTERNAL)));
        world.shown();
        String adjustments = "/api/v1/reconciliation/adjustments";
        String proposed = world.server
                .post(
                        adjustments,
                        "{\"currency\":\"USDT\",\"posting\":\"%s\",\"settled_by\":\"fee_account\",\"reason\":\"lost\"}"
                                .formatted(deposit.path("id").asText()),
                        world.admin)
                .json()
                .path("id")
                .asText();
        world.server.post(adjustments + "/" + proposed + "/approve", "", world.stand.token(10, "admin"));
        world.shown();
        assertEquals(0, world.reader.balances().total(fees, usdt));

        mined("1000", 2);
        Await.until(
                () -> found(deposit.path("id").asText()).path("status").asText().equals("completed"));
        world.shown();
        assertEquals("300", balance().path("total").asText());
        assertEquals(700_000_000, world.reader.balances().total(fees, usdt));
        Await.until(() -> world.server
                .post("/api/v1/reconciliation", "", world.admin)
                .text()
                .contains("\"verdict\":\"equal\""));
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
        JsonNode deposit =
                world.deposit(world.ada, "USDT", "50", ",\"id\":\"one\"").json();
        String id = deposit.path("id").asText();

        world.takeOut(deposit, true);
        world.chain.mine(8);
        Await.until(() -> found(id).path("status").asText().equals("failed"));
        mined("50", 2);
        Await.until(() -> found(id).path("status").asText().equals("completed"));
        world.shown();
        assertEquals("50", balance().path("total").asText());
    }
}
