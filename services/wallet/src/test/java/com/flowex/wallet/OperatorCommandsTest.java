package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.app.user.AccountOwners;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands of operators to the wallet are those of administrators' routes. */
@Timeout(900)
class OperatorCommandsTest {

    private final WalletWorld world = new WalletWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Reply requested(String command, String... arguments) {
        return requestedOf(1, command, arguments);
    }

    private Reply requestedOf(int tenant, String command, String... arguments) {
        return Objects.requireNonNull(world.service.commands().get(command)).answer(tenant, List.of(arguments));
    }

    /** More than one person may let go, so that it waits for the second. */
    private String waiting() {
        world.deposit(world.ada, "BTC", "1");
        String id = world.withdraw(world.ada, "BTC", "0.9", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(() -> requested("sagas show", id).text().contains("approve waiting"));
        return id;
    }

    private void stopped(String id) {
        world.stand.platform().database().transaction(1, connection -> Sql.execute(connection, """
                UPDATE sagas.sagas SET state = 'stopped', why = 'the signer is gone', version = version + 1
                WHERE tenant_id = 1 AND id = ?::uuid""", id));
        assertTrue(requested("sagas list", "stopped").text().contains(id + " withdrawal stopped"));
    }

    @Test
    void stoppedSagaIsListedShownAndRedriven() {
        String id = waiting();
        assertEquals("none stopped", requested("sagas list", "stopped").text());
        assertEquals(
                "it has not stopped",
                assertThrows(Refusal.class, () -> requested("sagas redrive", id))
                        .detail());
        stopped(id);
        String shown = requested("sagas show", id).text();
        assertTrue(shown.contains("the signer is gone") && shown.contains("reserve done"), shown);
        assertTrue(shown.contains("a human ends it: POST /api/v1/sagas/withdrawal/" + id + "/revocation"), shown);

        assertTrue(requested("sagas redrive", id).text().contains("withdrawal running"));

        assertEquals("none stopped", requested("sagas list", "stopped").text());
    }

    @Test
    void abandonedSagaReleasesItsHold() {
        String id = waiting();
        stopped(id);

        assertTrue(requested("sagas abandon", id, "it was never signed").isDone());

        Await.until(() -> world.server
                .get("/api/wallet/balance/BTC", world.ada)
                .json()
                .path("available")
                .asText()
                .equals("1"));
        // A release is in the log before the saga is noted as over.
        Await.until(() -> requested("sagas list", "failed").text().contains(id));
    }

    @Test
    void sagasOfAnotherTenantAndUnknownOnesAreNotFound() {
        String id = waiting();
        assertThrows(Refusal.class, () -> requestedOf(2, "sagas show", id));
        assertThrows(Refusal.class, () -> requested("sagas show", "00".repeat(16)));
        assertThrows(Refusal.class, () -> requested("sagas list", "sleeping"));
    }

    @Test
    void reconciliationNamesTheDifferencesByAsset() {
        world.deposit(world.bob, "USDT", "10");
        world.fillHot("USDT", "500");
        world.deposit(world.ada, "USDT", "100");
        world.deposit(world.ada, "BTC", "1");
        Await.until(() -> requested("reconcile").isDone());
        assertTrue(requested("reconcile", "USDT").text().startsWith("USDT on simulated: equal"));

        world.steal("USDT", "20");

        Reply all = requested("reconcile");
        assertFalse(all.isDone(), all.text());
        assertTrue(
                all.text().contains("USDT on simulated: differs") && all.text().contains("the addresses have"),
                all.text());
        assertTrue(requested("reconcile", "BTC").isDone());
        assertThrows(Refusal.class, () -> requested("reconcile", "NONE"));
    }

    @Test
    void aFlowIsPausedAndLifted() {
        assertEquals("nothing is paused", requested("pauses list").text());

        String paused =
                requested("pauses set", "USDT", "withdrawals", "", "node down").text();

        assertTrue(paused.startsWith("withdrawals of USDT on all networks since "), paused);
        world.deposit(world.ada, "USDT", "1000");
        assertEquals(
                "withdrawals_stopped",
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").code());
        assertTrue(requested("pauses set", "USDT", "sweeps", "simulated", "x")
                .text()
                .contains("sweeps of USDT on simulated"));
        assertThrows(Refusal.class, () -> requested("pauses set", "USDT", "everything", "", "x"));
        assertThrows(Refusal.class, () -> requested("pauses set", "USDT", "sweeps", "mars", "x"));
        assertThrows(Refusal.class, () -> requested("pauses lift", "USDT", "simulated", "withdrawals"));
        requested("pauses lift", "USDT", "simulated", "sweeps");
        assertEquals(
                "nothing is paused",
                requested("pauses lift", "USDT", "", "withdrawals").text());
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").status());
    }

    @Test
    void anOperatorProposesAnAdjustmentAndAnAdministratorApprovesIt() {
        world.deposit(world.bob, "USDT", "10");
        world.fillHot("USDT", "500");
        Await.until(() -> requested("reconcile", "USDT").isDone());
        assertEquals("none", requested("adjustments list").text());
        world.steal("USDT", "20");

        String first = requested("adjustments propose", "USDT", "", "", "own_funds", "theft")
                .text();

        assertTrue(first.contains(" proposed USDT: -") && first.contains("on simulated, by own_funds: theft"), first);
        assertTrue(
                requested("adjustments reject", first.substring(0, 32)).text().contains(" rejected USDT"));
        String second = requested("adjustments propose", "USDT", "simulated", "", "own_funds", "theft")
                .text();
        assertEquals(
                "booked",
                world.server
                        .post(
                                "/api/v1/reconciliation/adjustments/" + second.substring(0, 32) + "/approve",
                                "",
                                world.admin)
                        .json()
                        .path("state")
                        .asText());
        assertTrue(requested("adjustments list").text().contains(" booked USDT"));
        assertTrue(requested("reconcile", "USDT").isDone());
    }

    private void has(String token, String currency, String available) {
        Await.until(() -> world.server
                .get("/api/wallet/balance/" + currency, token)
                .json()
                .path("available")
                .asText()
                .equals(available));
    }

    private TestAnswer decided(String id, String how, String token) {
        return world.server.post("/api/v1/unclaimed/transfers/" + id + "/" + how, "", token);
    }

    private void refused(RefusalCode code, String command, String... arguments) {
        assertEquals(
                code,
                assertThrows(Refusal.class, () -> requested(command, arguments)).code());
    }

    private void erased(long user) {
        world.owners.put(WalletWorld.account(user), new AccountOwners.AccountOwner(user, false, true));
    }

    @Test
    void moneyOfErasedPeopleIsMovedByTwoPeopleAndOnlyIfNothingIsInUse() {
        String withdrawal = waiting();
        world.deposit(world.ada, "USDT", "100");
        has(world.ada, "USDT", "100");
        String[] ten = {"1001", "USDT", "10", "2", "a year has passed"};
        refused(RefusalCode.UNKNOWN_ACCOUNT, "unclaimed propose", ten);
        world.owners.put(WalletWorld.account(1), new AccountOwners.AccountOwner(1, true, false));
        refused(RefusalCode.ACCOUNT_IN_USE, "unclaimed propose", ten);
        erased(1);
        refused(RefusalCode.ACCOUNT_IN_USE, "unclaimed propose", ten);
        world.server.delete("/api/wallet/withdrawals/" + withdrawal, world.ada);
        has(world.ada, "BTC", "1");
        Await.until(() -> requested("sagas list", "failed").text().contains(withdrawal));

        refused(RefusalCode.UNKNOWN_ASSET, "unclaimed propose", "1001", "NONE", "10", "2", "x");
        refused(RefusalCode.INSUFFICIENT_FUNDS, "unclaimed propose", "1001", "USDT", "100.000001", "2", "x");
        for (String amount : List.of("0", "-1", "1e1", "١٠", "")) {
            refused(RefusalCode.INVALID_FIELD, "unclaimed propose", "1001", "USDT", amount, "2", "x");
        }
        for (String to : List.of("1", "01002", "9999")) {
            assertThrows(Refusal.class, () -> requested("unclaimed propose", "1001", "USDT", "10", to, "x"));
        }
        refused(RefusalCode.INVALID_FIELD, "unclaimed propose", "1001", "USDT", "10", "1001", "x");
        assertEquals("none", requested("unclaimed transfers").text());

        String proposed = requested("unclaimed propose", ten).text();
        String id = proposed.substring(0, 32);
        assertEquals(id + " proposed 10 USDT from account 1001 to account 2: a year has passed", proposed);
        assertEquals(
                proposed,
                requested("unclaimed propose", "1001", "USDT", "10.00", "2", "a year has passed")
                        .text());
        refused(RefusalCode.ALREADY_DECIDED, "unclaimed propose", "1001", "USDT", "11", "2", "a year has passed");
        assertEquals(403, decided(id, "approve", world.ada).status(), "a customer");
        assertEquals(
                404,
                decided(id.toUpperCase(Locale.ROOT), "approve", world.admin).status(),
                "one spelling");

        List<TestAnswer> both = Stream.of(1, 2)
                .parallel()
                .map(_ -> decided(id, "approve", world.admin))
                .toList();

        both.forEach(
                answer -> assertEquals("posted", answer.json().path("state").asText(), answer.text()));
        has(world.ada, "USDT", "90");
        assertEquals(200, decided(id, "approve", world.admin).status(), "again");
        assertEquals("already_decided", decided(id, "reject", world.admin).code());
        assertEquals(
                "already_decided",
                decided(id, "approve", world.stand.token(8, "admin")).code());
        world.shown();
        has(world.ada, "USDT", "90");
    }

    @Test
    void aProvenClaimIsPaidByTwoPeopleOutOfTheAccountThatReceivedTheMoney() {
        world.deposit(world.ada, "USDT", "100");
        has(world.ada, "USDT", "100");
        erased(1);
        String path = "/api/v1/unclaimed/transfers";
        String body = "{\"account\":\"1001\",\"currency\":\"USDT\",\"amount\":\"100\",\"to\":\"%s\",\"reason\":\"x\"}";
        world.owners.put(WalletWorld.account(2), new AccountOwners.AccountOwner(9, true, false));
        assertEquals(
                403,
                world.server.post(path, body.formatted("1002"), world.admin).status(),
                "the money would be the proposer's");
        String id = world.server
                .post(path, body.formatted("2"), world.admin)
                .json()
                .path("id")
                .asText();
        assertEquals(403, decided(id, "approve", world.admin).status(), "one person alone");
        refused(RefusalCode.INVALID_FIELD, "unclaimed return", id, "1", "1002", "not posted yet");
        String second = world.stand.token(8, "admin");
        assertEquals(200, decided(id, "approve", second).status());
        has(world.ada, "USDT", "0");

        refused(RefusalCode.INSUFFICIENT_FUNDS, "unclaimed return", id, "100.000001", "1002", "x");
        String claim = requested("unclaimed return", id, "60", "1002", "she has shown the payment")
                .text();
        assertTrue(claim.contains(" proposed 60 USDT from account 2 to account 1002, returns " + id), claim);
        String first = claim.substring(0, 32);
        assertEquals(
                "forbidden", decided(first, "approve", world.admin).code(), "the receiver cannot be one of the two");
        assertEquals(200, decided(first, "approve", second).status());
        has(world.bob, "USDT", "60");
        refused(RefusalCode.INVALID_FIELD, "unclaimed return", first, "1", "1002", "a return of a return");
        refused(RefusalCode.INSUFFICIENT_FUNDS, "unclaimed return", id, "40.000001", "1002", "more than is left");
        String rest =
                requested("unclaimed return", id, "40", "1002", "the rest").text();
        assertTrue(requested("unclaimed reject", rest.substring(0, 32)).text().contains(" rejected 40 USDT"));
        assertEquals(3, requested("unclaimed transfers").text().lines().count());
        has(world.bob, "USDT", "60");
    }
}
