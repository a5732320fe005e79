package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.app.user.AccessChanges.RecentAccessChanges;
import com.flowex.wallet.store.chain.DerivedIds;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a transfer to another user waits for a second person as a withdrawal does, and obeys each rule again before it is
 * made. Method: the routes and the real engine; every cause is set while a transfer waits, and lifted.
 */
@Timeout(900)
class HeldTransferTest {

    private static final String TRANSFERS = "/api/wallet/transfers";
    private static final String QUEUE = "/api/v1/transfers";
    private static final RecentAccessChanges TAKEN_OVER = new RecentAccessChanges(true, true, false);

    private final WalletWorld world = new WalletWorld(Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off"));

    @BeforeEach
    void fund() {
        world.deposit(world.ada, "USDT", "1000");
        world.shown();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private TestAnswer send(String amount, String id) {
        return world.server.post(
                TRANSFERS,
                "{\"to\":\"bob@example.com\",\"currency\":\"USDT\",\"amount\":\"%s\",\"id\":\"%s\"}"
                        .formatted(amount, id),
                world.ada);
    }

    /** Sends after the password and the second factor were changed, and returns the id. */
    private String held(String amount, String key) {
        RecentAccessChanges before = world.lately;
        world.lately = TAKEN_OVER;
        TestAnswer sent = send(amount, key);
        world.lately = before;
        assertEquals(201, sent.status(), sent.text());
        assertEquals("pending", sent.json().path("status").asText(), sent.text());
        assertTrue(sent.json().path("needs_approval").asBoolean(), sent.text());
        String id = sent.json().path("id").asText();
        Await.until(() -> saga(id).path("steps").path(1).path("state").asText().equals("waiting"));
        return id;
    }

    private JsonNode saga(String id) {
        return world.server.get("/api/v1/sagas/transfer/" + id, world.admin).json();
    }

    private JsonNode shown(String id) {
        return world.server.get(TRANSFERS + "/" + id, world.ada).json();
    }

    private TestAnswer decide(String id, String verb) {
        return world.server.post(QUEUE + "/" + id + "/" + verb, "", world.admin);
    }

    private void ends(String id, String status, String code) {
        Await.until(() -> shown(id).path("status").asText().equals(status));
        assertEquals(code, shown(id).path("code").asText(""), shown(id).toString());
    }

    private void waits(String id, String why) {
        Await.until(() -> saga(id).path("why").asText().contains(why));
        assertEquals("pending", shown(id).path("status").asText());
    }

    private String balance(String token, String part) {
        world.shown();
        return world.server
                .get("/api/wallet/balance/USDT", token)
                .json()
                .path(part)
                .asText();
    }

    private JsonNode internal(String token) {
        world.shown();
        return world.server
                .get("/api/wallet/transactions?type=internal", token)
                .json()
                .path("items");
    }

    private static SagaKey key(String id) {
        return new SagaKey(1, "transfer", DerivedIds.parse(id).orElseThrow());
    }

    /** Has a payment requested by an API key that is gone by now. */
    private void withoutKey(String id) {
        sql("UPDATE custody.withdrawals SET api_key = 'fx1_gone' WHERE id = '"
                + DerivedIds.parse(id).orElseThrow() + "'");
        world.right = (_, _, key) -> {
            if (key.equals(Optional.of("fx1_gone"))) {
                throw Refusal.forbidden("the key is gone");
            }
        };
    }

    private void wake(String id) {
        world.stand.platform().database().transaction(1, connection -> {
            world.service.sagas().wake(connection, key(id));
            return id;
        });
        world.service.sagas().check();
    }

    private void sql(String statement) {
        world.stand.database().asOwner(1, connection -> Sql.execute(connection, statement));
    }

    @Test
    void riskyTransferIsHeldUntilASecondPersonApproves() {
        String id = held("400", "rent");

        assertEquals("600", balance(world.ada, "available"));
        assertEquals("1000", balance(world.ada, "total"));
        assertEquals("0", balance(world.bob, "total"));
        assertEquals("pending", internal(world.ada).path(0).path("status").asText());
        assertEquals(0, internal(world.bob).size(), "the receiver sees it when it is made");
        JsonNode queue = world.server.get(QUEUE, world.admin).json().path("items");
        assertEquals("1002", queue.path(0).path("receiver").asText(), queue.toString());
        assertTrue(queue.path(0).path("reasons").toString().contains("password_changed"), queue.toString());
        TestAnswer again = send("400", "rent");
        assertEquals(200, again.status(), again.text());
        assertEquals(shown(id), again.json());
        assertEquals("transfer_id_reused", send("1", "rent").code());
        assertEquals("600", balance(world.ada, "available"), "held once");

        String itsOwn = world.stand.token(1, "admin");
        assertEquals(
                "forbidden",
                world.server.post(QUEUE + "/" + id + "/approve", "", itsOwn).code());
        assertEquals(
                "forbidden",
                world.server.post(QUEUE + "/" + id + "/approve", "", world.ada).code());
        assertEquals(404, decide("ab".repeat(16), "approve").status());
        assertEquals(
                404,
                world.server
                        .post("/api/v1/withdrawals/" + id + "/approve", "", world.admin)
                        .status(),
                "it is no withdrawal");
        assertEquals(404, world.server.get(TRANSFERS + "/" + id, world.bob).status());
        assertEquals(200, decide(id, "approve").status());
        assertEquals("already_decided", decide(id, "refuse").code());

        ends(id, "completed", "");
        assertEquals("600", balance(world.ada, "total"));
        assertEquals("400", balance(world.bob, "total"));
        assertEquals(1, internal(world.ada).size(), "listed once");
        assertEquals(id, internal(world.ada).path(0).path("id").asText());
        assertEquals(id, internal(world.bob).path(0).path("id").asText());
        assertEquals("completed", send("400", "rent").json().path("status").asText());
        assertEquals(
                "not_cancelable",
                world.server.delete(TRANSFERS + "/" + id, world.ada).code());
        assertEquals(201, send("100", "next").status());
        assertEquals("500", balance(world.bob, "total"), "a known receiver, and nothing of late");
    }

    @Test
    void refusedLargeTransferReleasesItsMoneyAndDailyLimit() {
        sql("INSERT INTO custody.terms (tenant_id, asset_id, approval_above, daily_user, version)"
                + " VALUES (1, 3, 300000000, 500000000, 1)");
        assertEquals("completed", send("50", "small").json().path("status").asText(), "below the threshold");
        String id = send("400", "large").json().path("id").asText();
        assertEquals("withdrawal_limit", send("100", "more").code(), "it counts in the day while it is held");
        assertEquals(200, decide(id, "refuse").status());
        ends(id, "failed", "refused");
        assertEquals("950", balance(world.ada, "available"));
        assertEquals("failed", send("400", "large").json().path("status").asText(), "the same key is the same one");

        String other = send("401", "larger").json().path("id").asText();
        assertEquals(
                404, world.server.delete(TRANSFERS + "/" + other, world.bob).status());
        assertEquals(
                200, world.server.delete(TRANSFERS + "/" + other, world.ada).status());
        ends(other, "canceled", "canceled");
        assertEquals("950", balance(world.ada, "available"));
        assertEquals(
                0, world.server.get(QUEUE, world.admin).json().path("items").size());
        assertEquals("completed", send("100", "more").json().path("status").asText(), "the day has it again");
        assertEquals("150", balance(world.bob, "total"));
    }

    /** The column "transfer" of the table of docs/security.md: each rule, asked again before the transfer is made. */
    @Test
    void rulesAreCheckedAgainBeforeAHeldTransferIsMade() {
        Tenant open = Objects.requireNonNull(world.stand.tenants().byNumber(1));
        TenantConfiguration as = open.configuration();

        String id = held("10", "feature");
        TestTenants.change(
                world.stand,
                open,
                tenant -> tenant.like(new TenantConfiguration(
                        as.branding(),
                        as.locales(),
                        Map.of("transfers", false),
                        as.rates(),
                        as.markets(),
                        as.selfTradePrevention())));
        decide(id, "approve");
        waits(id, "transfers are switched off");
        TestTenants.change(world.stand, open, tenant -> tenant.like(as));
        wake(id);
        ends(id, "completed", "");

        String suspended = held("10", "suspended");
        TestTenants.change(world.stand, open, tenant -> tenant.in(Tenant.Status.SUSPENDED));
        sql(
                "UPDATE custody.withdrawals SET approved = true, decided_by = 9, decided_at = now() WHERE decided_by IS NULL");
        wake(suspended);
        Await.until(() ->
                world.service.sagas().find(key(suspended)).orElseThrow().why().equals("the exchange is suspended"));
        TestTenants.change(world.stand, open, tenant -> tenant.in(Tenant.Status.ACTIVE));
        wake(suspended);
        ends(suspended, "completed", "");

        id = held("10", "paused");
        world.server.put("/api/v1/pauses/USDT", "{\"flow\":\"withdrawals\",\"reason\":\"a drill\"}", world.admin);
        decide(id, "approve");
        waits(id, "a drill");
        world.server.post("/api/v1/pauses/USDT/lift", "{\"flow\":\"withdrawals\"}", world.admin);
        wake(id);
        ends(id, "completed", "");

        id = held("10", "restricted");
        world.restrained = 1;
        decide(id, "approve");
        ends(id, "failed", "account_restricted");
        world.restrained = 0;

        id = held("10", "by-key");
        withoutKey(id);
        decide(id, "approve");
        ends(id, "failed", "forbidden");

        id = held("10", "listed");
        world.server.post("/api/wallet/allow-list/mode", "{\"enabled\":true}", world.ada);
        decide(id, "approve");
        ends(id, "failed", "address_not_allowed");
        sql("DELETE FROM custody.allow_lists");

        id = held("10", "owing");
        sql("UPDATE custody.transactions SET status = 'frozen', code = 'spent_before_reversal' WHERE type = 'deposit'");
        decide(id, "approve");
        waits(id, "vanished from its chain");
        sql("UPDATE custody.transactions SET status = 'completed', code = '' WHERE type = 'deposit'");
        wake(id);
        ends(id, "completed", "");

        assertEquals("960", balance(world.ada, "available"));
        assertEquals("40", balance(world.bob, "total"));
    }

    private void withdrawalEnds(String id, String code) {
        Await.until(() -> world.server
                .get("/api/wallet/withdrawals/" + id, world.ada)
                .json()
                .path("code")
                .asText()
                .equals(code));
    }

    /** The column "withdrawal" of the same table, where other tests do not have it. */
    @Test
    void aWithdrawalThatWaitsIsScoredAgainAndAskedForItsListAndDebts() {
        world.fillHot("USDT", "1000000");
        world.chain.feeFloor(world.onChain("10"));
        String address = world.elsewhere();
        JsonNode answer = world.withdraw(world.ada, "USDT", "100", address, "").json();
        assertFalse(answer.path("needs_approval").asBoolean(), answer.toString());
        String id = answer.path("id").asText();
        Await.until(() -> world.why(id).contains("fee is too high"));

        world.lately = TAKEN_OVER;
        world.wake(id);
        Await.until(() -> world.why(id).contains("second person"));
        JsonNode queue = world.server.get("/api/v1/withdrawals", world.admin).json();
        assertTrue(queue.toString().contains("second_factor_changed"), queue.toString());
        world.approve(id);
        Await.until(() -> world.why(id).contains("fee is too high"));
        sql("UPDATE custody.transactions SET status = 'frozen', code = 'spent_before_reversal' WHERE type = 'deposit'");
        world.wake(id);
        Await.until(() -> world.why(id).contains("vanished from its chain"));
        sql("UPDATE custody.transactions SET status = 'completed', code = '' WHERE type = 'deposit'");
        withoutKey(id);
        world.wake(id);
        withdrawalEnds(id, "forbidden");

        String next = world.withdraw(world.ada, "USDT", "100", address, "")
                .json()
                .path("id")
                .asText();
        world.approve(next);
        Await.until(() -> world.why(next).contains("fee is too high"));
        world.server.post("/api/wallet/allow-list/mode", "{\"enabled\":true}", world.ada);
        world.wake(next);
        withdrawalEnds(next, "address_not_allowed");
        assertEquals("1000", balance(world.ada, "available"));
    }
}
