package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.testing.Await;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What operators ask of the wallet at the command line is what administrators ask of its routes. */
@Timeout(900)
class OperatorCommandsTest {

    private final WalletWorld world = new WalletWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private Reply requested(String command, String... arguments) {
        return askedOf(1, command, arguments);
    }

    private Reply askedOf(int tenant, String command, String... arguments) {
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
    void oneThatHasStoppedIsListedShownAndSetGoing() {
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
    void oneThatIsAbandonedGivesBackWhatItHeld() {
        String id = waiting();
        stopped(id);

        assertTrue(requested("sagas abandon", id, "it was never signed").isDone());

        Await.until(() -> world.server
                .get("/api/wallet/balance/BTC", world.ada)
                .json()
                .path("available")
                .asText()
                .equals("1"));
        // What is given back is in the log before the saga is noted as over.
        Await.until(() -> requested("sagas list", "failed").text().contains(id));
    }

    @Test
    void ofAnotherTenantOrOfNobodyThereIsNone() {
        String id = waiting();
        assertThrows(Refusal.class, () -> askedOf(2, "sagas show", id));
        assertThrows(Refusal.class, () -> requested("sagas show", "00".repeat(16)));
        assertThrows(Refusal.class, () -> requested("sagas list", "sleeping"));
    }

    @Test
    void aComparisonSaysWhatDiffersAndOfWhat() {
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
}
