package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.store.chain.DerivedIds;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: money that is gone from a chain, or that the ledger has of nowhere, stops withdrawals of that asset, and nothing else does.
 * Method: deposits, sweeps and withdrawals are compared while they move; then a holder of the key takes money away, and
 * the ledger is given a deposit that no chain knows.
 */
@Timeout(900)
class ReconciliationTest {

    private static final String COMPARED = "/api/v1/reconciliation";

    private final WalletWorld world = new WalletWorld();

    /** The tenant's payout address is watched as soon as a user has an address. */
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
    void regularMovementsReconcileAtEveryMoment() {
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

    /** The id of the posting or transaction that a comparison names. */
    private String named(JsonNode found) {
        return found.path("detail")
                .asText()
                .replaceAll("(?s).*(?:deposit|withdrawal) ([0-9a-f]{32}) of account.*", "$1");
    }

    private TestAnswer settle(String posting, String settledBy) {
        return world.server.post(
                ADJUSTMENTS,
                "{\"currency\":\"USDT\",\"posting\":\"%s\",\"settled_by\":\"%s\",\"reason\":\"by mistake\"}"
                        .formatted(posting, settledBy),
                world.admin);
    }

    private String available(String by) {
        world.shown();
        return world.server
                .get("/api/wallet/balance/USDT", by)
                .json()
                .path("available")
                .asText();
    }

    @Test
    void twoPeopleSettleAPostingThatNoChainKnowsAndWithdrawalsGoOn() {
        String second = world.stand.token(10, "admin");
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "1000");
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));
        world.conjure(1, "USDT", 5);
        String posting = named(compared("USDT"));
        assertEquals(
                "invalid_field",
                propose("account").code(),
                "an account bears a posting, not the difference of a network");

        TestAnswer proposed = settle(posting, "account");

        assertEquals(201, proposed.status(), proposed.text());
        assertEquals("unknown", proposed.json().path("fault").asText());
        assertEquals("1001", proposed.json().path("account").asText());
        assertEquals("5", proposed.json().path("amount").asText());
        assertEquals("already_decided", settle(posting, "own_funds").code(), "one at a time");
        assertEquals("forbidden", approve(proposed, world.admin).code(), "a second person");
        assertEquals("1005", available(world.ada));
        assertEquals("booked", approve(proposed, second).json().path("state").asText());
        assertEquals("1000", available(world.ada), "the opposite is posted");
        assertEquals("equal", compared("USDT").path("verdict").asText());
        assertEquals("already_decided", settle(posting, "account").code(), "once");
        assertEquals(
                200,
                world.server.post(COMPARED + "/USDT/resume", "", world.admin).status());
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").status());
    }

    @Test
    void feeAccountBearsDifferencesOnlyIfAddressesCoverTheLiabilities() {
        String second = world.stand.token(10, "admin");
        world.fillHot("USDT", "20");
        world.deposit(world.ada, "USDT", "1000");
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));
        world.conjure(1, "USDT", 15);
        TestAnswer covered = settle(named(compared("USDT")), "own_funds");
        assertEquals("booked", approve(covered, second).json().path("state").asText(), covered.text());
        assertEquals("1015", available(world.ada), "nothing is posted");
        assertEquals("equal", compared("USDT").path("verdict").asText());

        world.steal("USDT", "6");
        compared("USDT");
        TestAnswer tooMuch = propose("own_funds");
        TestAnswer refused = approve(tooMuch, second);
        assertEquals("insufficient_funds", refused.code(), "5 of the exchange's own are left");
        assertTrue(refused.text().contains("owes 1 USDT more"), refused.text());
        assertEquals("differs", compared("USDT").path("verdict").asText());

        world.fillHot("USDT", "1");
        Await.until(() -> approve(tooMuch, second).json().path("state").asText().equals("booked"));
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));
    }

    @Test
    void aPostingThatIsMissingIsPostedByTwoPeople() {
        String second = world.stand.token(10, "admin");
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "1000");
        String out = world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(() -> {
            world.chain.mine(1);
            return world.server
                    .get("/api/wallet/transactions?status=completed&type=withdrawal", world.ada)
                    .text()
                    .contains(out);
        });
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));
        String before = available(world.ada);
        long fees = feeUnits();
        world.stand.platform().database().transaction(1, connection -> Sql.execute(connection, """
                UPDATE custody.transactions SET ledger_id = gen_random_uuid() WHERE type = 'withdrawal'"""));
        JsonNode found = compared("USDT");
        assertTrue(found.path("detail").asText().contains("the ledger lacks the withdrawal"), found.toString());
        assertEquals(out, named(found));

        TestAnswer proposed = settle(out, "account");

        assertEquals("missing", proposed.json().path("fault").asText(), proposed.text());
        assertEquals("booked", approve(proposed, second).json().path("state").asText());
        assertEquals("900", before);
        assertEquals("800", available(world.ada), "amount and fee");
        assertEquals(2 * fees, feeUnits());
        assertEquals("equal", compared("USDT").path("verdict").asText());
        assertEquals(
                1,
                world.server
                        .get("/api/wallet/transactions?type=withdrawal", world.ada)
                        .json()
                        .path("items")
                        .size(),
                "it is listed once");
    }

    /** A contract paid where the tenant pays from: the balance has it, and no transaction that is known. */
    private void paidFromInsideAContract(String currency, String whole) {
        Await.until(() -> compared(currency).path("verdict").asText().equals("equal"));
        String before = compared(currency).path("expected_units").asText();
        world.fillHot(currency, whole);
        Await.until(() -> !compared(currency).path("expected_units").asText().equals(before));
        world.stand.platform().database().transaction(connection -> Sql.execute(connection, """
                DELETE FROM custody.arrivals WHERE id = (SELECT id FROM custody.arrivals WHERE memo = 'endowment'
                    AND token <> '' ORDER BY height DESC, arrived_at DESC LIMIT 1)"""));
    }

    @Test
    void aSurplusIsSetAsideAndStopsNothing() {
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "1000");

        paidFromInsideAContract("USDT", "0.000000000000000001");

        JsonNode found = compared("USDT");
        assertEquals("surplus", found.path("verdict").asText(), found.toString());
        assertTrue(found.path("detail").asText().contains("have 1 units"), found.toString());
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").status());
    }

    @Test
    void aStopOfOneNetworkLeavesTheOthersAlone() {
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "1000");
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));
        world.stand.platform().database().transaction(1, connection -> Sql.execute(connection, """
                INSERT INTO custody.reconciliations (tenant_id, asset_id, network, verdict, chain_units, expected_units, detail, stopped)
                VALUES (1, 3, 'ethereum', 'differs', 1, 2, 'gone', 'gone')"""));

        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").status());
        String terms = world.server.get("/api/v1/terms", world.admin).text();
        assertTrue(terms.contains("ethereum: gone"), terms);
    }

    private static final String ADJUSTMENTS = COMPARED + "/adjustments";

    private TestAnswer propose(String settledBy) {
        return world.server.post(
                ADJUSTMENTS,
                "{\"currency\":\"USDT\",\"settled_by\":\"%s\",\"reason\":\"stolen\"}".formatted(settledBy),
                world.admin);
    }

    /** Has 20 USDT stolen from the hot address, and a comparison find it. */
    private void steal20() {
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "1000");
        Await.until(() -> compared("USDT").path("verdict").asText().equals("equal"));
        assertEquals("already_decided", propose("own_funds").code(), "nothing differs");
        world.steal("USDT", "20");
        assertEquals("differs", compared("USDT").path("verdict").asText());
    }

    private TestAnswer approve(TestAnswer proposed, String by) {
        return world.server.post(ADJUSTMENTS + "/" + proposed.json().path("id").asText() + "/approve", "", by);
    }

    /** As if the process had ended between the approval and the booking, and one unit more had gone meanwhile. */
    @Test
    void anAdjustmentThatWasCutOffAfterItsApprovalIsBooked() {
        String second = world.stand.token(10, "admin");
        steal20();
        TestAnswer proposed = propose("own_funds");
        world.stand.platform().database().transaction(1, connection -> Sql.execute(connection, """
                UPDATE custody.adjustments SET approved = true, decided_by = 10"""));
        world.steal("USDT", "1");

        assertEquals("booked", approve(proposed, second).json().path("state").asText());
        assertEquals(201, propose("own_funds").status(), "and the rest is proposed anew");
    }

    /** The engine forgets the id of a posting after 30 days; the journal has it, so it is not posted again. */
    @Test
    void interruptedAdjustmentWithItsPostingInTheJournalIsBookedWithoutAnother() {
        String second = world.stand.token(10, "admin");
        steal20();
        TestAnswer proposed = propose("fee_account");
        UUID transfer = DerivedIds.uuid(
                "adjustment",
                DerivedIds.parse(proposed.json().path("id").asText()).orElseThrow());
        world.stand.database().asOwner(1, connection -> {
            Sql.execute(connection, """
                    UPDATE custody.adjustments SET approved = true, decided_by = 10, ledger_id = ?""", transfer);
            return Sql.execute(connection, """
                    INSERT INTO wallet.journal (sequence, account, created_nanos, amount, fee, tenant, asset_id, kind,
                        other_asset_id, other_amount, other_fee, transfer_id)
                    VALUES (0, ?, 0, 0, 0, 1, 3, 1, 0, 0, 0, ?)""", AccountId.outsideOf(1).number(), transfer);
        });
        assertEquals(
                "booked",
                approve(proposed, second).json().path("state").asText(),
                "a posting would be refused: the fee account has nothing");
    }

    @Test
    void aLossIsWrittenOffByTwoPeopleAndWithdrawalsGoOn() {
        String second = world.stand.token(10, "admin");
        steal20();

        TestAnswer proposed = propose("own_funds");

        assertEquals(201, proposed.status(), proposed.text());
        assertEquals(
                world.onChain("-20").toString(),
                proposed.json().path("chain_units").asText());
        assertEquals("already_decided", propose("own_funds").code(), "one at a time");
        assertEquals("forbidden", approve(proposed, world.admin).code(), "a second person");
        assertEquals("booked", approve(proposed, second).json().path("state").asText());
        assertEquals("already_decided", approve(proposed, second).code());
        assertEquals("equal", compared("USDT").path("verdict").asText());
        assertEquals(
                200,
                world.server.post(COMPARED + "/USDT/resume", "", world.admin).status());
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").status());
    }

    @Test
    void surplusBookedToTheFeeAccountIsPostedAndRecognized() {
        String second = world.stand.token(10, "admin");
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "1000");
        paidFromInsideAContract("USDT", "30");
        TestAnswer surplus = propose("fee_account");
        assertEquals("booked", approve(surplus, second).json().path("state").asText(), surplus.text());
        world.shown();
        assertEquals(30, feeAccount());
        assertEquals("equal", compared("USDT").path("verdict").asText());

        world.steal("USDT", "50");
        compared("USDT");
        TestAnswer tooMuch = propose("fee_account");
        assertEquals("insufficient_funds", approve(tooMuch, second).code(), "the fee account has 30");
        assertEquals(
                200,
                world.server
                        .post(ADJUSTMENTS + "/" + tooMuch.json().path("id").asText() + "/reject", "", world.admin)
                        .status());
        assertEquals(
                "booked",
                approve(propose("own_funds"), second).json().path("state").asText());
        world.steal("USDT", "20");
        compared("USDT");
        assertEquals(
                "booked",
                approve(propose("fee_account"), second).json().path("state").asText());
        world.shown();
        assertEquals(10, feeAccount());
        assertEquals("equal", compared("USDT").path("verdict").asText());
    }

    private long feeAccount() {
        return feeUnits() / 1_000_000;
    }

    private long feeUnits() {
        return world.reader.balances().total(AccountId.feesOf(1), new AssetId(3));
    }
}
