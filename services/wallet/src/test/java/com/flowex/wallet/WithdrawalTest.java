package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.app.user.AccessChanges;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: money leaves once or not at all, and every refusal has a name. Method: the routes, the real engine and the simulated chain,
 * which is made to be dear, slow and forgetful.
 */
@Timeout(900)
class WithdrawalTest {

    private static final String WITHDRAWALS = "/api/wallet/withdrawals/";

    private final WalletWorld world = new WalletWorld();

    @BeforeEach
    void fund() {
        world.deposit(world.ada, "USDT", "1000");
        world.fillHot("USDT", "1000000");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode shown(String id) {
        return world.server.get(WITHDRAWALS + id, world.ada).json();
    }

    private void awaits(String id, String status) {
        Await.until(() -> shown(id).path("status").asText().equals(status));
    }

    private String balance(String part) {
        return world.server
                .get("/api/wallet/balance/USDT", world.ada)
                .json()
                .path(part)
                .asText();
    }

    @Test
    void aSmallOneGoesThroughAllStepsByItself() {
        String address = world.elsewhere();
        TestAnswer answer = world.withdraw(world.ada, "USDT", "100", address, "");

        assertEquals(201, answer.status(), answer.text());
        String id = answer.json().path("id").asText();
        assertEquals("1", answer.json().path("fee").asText());
        assertEquals("99", answer.json().path("receives").asText());
        awaits(id, "completed");

        assertEquals("900", balance("total"));
        assertEquals("900", balance("available"));
        assertEquals(world.onChain("99"), world.received(address, "USDT"));
        Await.until(() -> shown(id).path("steps").size() == 7
                && shown(id).path("steps").get(6).path("state").asText().equals("done"));
        List<String> steps = new ArrayList<>();
        shown(id).path("steps").forEach(step -> steps.add(step.path("name").asText()));
        assertEquals(List.of("reserve", "approve", "sign", "send", "confirm", "post", "settle"), steps);
        JsonNode listed = world.server
                .get("/api/wallet/transactions?type=withdrawal&status=completed", world.ada)
                .json()
                .path("items");
        assertEquals(1, listed.size(), listed.toString());
        assertEquals("-100", listed.get(0).path("amount").asText());
    }

    @Test
    void recentAccessChangeRequiresASecondPerson() {
        world.lately = new AccessChanges.RecentAccessChanges(true, false, false);

        JsonNode answer =
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").json();

        String id = answer.path("id").asText();
        Await.until(() -> shown(id).path("steps").path(1).path("state").asText().equals("waiting"));
        JsonNode queue = world.server.get("/api/v1/withdrawals", world.admin).json();
        assertTrue(queue.toString().contains("password_changed"), queue.toString());
        world.lately = new AccessChanges.RecentAccessChanges(false, true, true);
        String other = world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(
                () -> shown(other).path("steps").path(1).path("state").asText().equals("waiting"));
        queue = world.server.get("/api/v1/withdrawals", world.admin).json();
        assertTrue(queue.toString().contains("second_factor_changed"), queue.toString());
        assertTrue(queue.toString().contains("new_device"), queue.toString());
    }

    @Test
    void anExchangeThatIsSuspendedSignsNothingAndGoesOnWhenItIsResumed() {
        world.lately = new AccessChanges.RecentAccessChanges(true, false, false);
        String id = world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(() -> shown(id).path("steps").path(1).path("state").asText().equals("waiting"));
        Tenant open = Objects.requireNonNull(world.stand.tenants().byNumber(1));

        TestTenants.change(world.stand, open, tenant -> tenant.in(Tenant.Status.SUSPENDED));
        world.approve(id);
        Await.until(() -> world.why(id).equals("the exchange is suspended"));
        TestTenants.change(world.stand, open, tenant -> tenant.in(Tenant.Status.ACTIVE));
        world.wake(id);

        awaits(id, "completed");
        assertEquals("900", balance("total"));
    }

    @Test
    void restrictedUserCannotWithdrawAndUnsignedAmountsAreReleased() {
        world.lately = new AccessChanges.RecentAccessChanges(true, false, false);
        String id = world.withdraw(world.ada, "USDT", "100", world.elsewhere(), ",\"id\":\"before\"")
                .json()
                .path("id")
                .asText();
        Await.until(() -> shown(id).path("steps").path(1).path("state").asText().equals("waiting"));

        world.restrained = 1;
        TestAnswer refused = world.withdraw(world.ada, "USDT", "50", world.elsewhere(), "");
        world.approve(id);

        assertEquals("account_restricted", refused.code(), refused.text());
        awaits(id, "failed");
        assertEquals(
                "account_restricted", shown(id).path("code").asText(), shown(id).toString());
        assertEquals("1000", balance("available"), "what was held is free");
        world.restrained = 0;
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "50", world.elsewhere(), "").status());
    }

    @Test
    void theSameKeyIsTheSameWithdrawal() {
        String address = world.elsewhere();
        TestAnswer first = world.withdraw(world.ada, "USDT", "100", address, ",\"id\":\"w-1\"");
        TestAnswer second = world.withdraw(world.ada, "USDT", "100.0", address, ",\"id\":\"w-1\"");
        TestAnswer other = world.withdraw(world.ada, "USDT", "101", address, ",\"id\":\"w-1\"");

        assertEquals(201, first.status(), first.text());
        assertEquals(200, second.status());
        assertEquals(first.json().path("id"), second.json().path("id"));
        assertEquals("transfer_id_reused", other.code());
        awaits(first.json().path("id").asText(), "completed");
        assertEquals("900", balance("total"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"currency":"USDT","amount":"100"}                                  | invalid_field      | address
            {"currency":"USDT","amount":"100","address":"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"} | invalid_field | address
            {"currency":"USDT","amount":"100","address":"GOOD","network":"moon"} | invalid_field     | network
            {"currency":"USDT","amount":"0.0000001","address":"GOOD"}           | invalid_field      | amount
            {"currency":"USDT","amount":"-5","address":"GOOD"}                  | invalid_field      | amount
            {"currency":"USDT","amount":"0.5","address":"GOOD"}                 | invalid_field      | amount
            {"currency":"USDT","amount":"5000","address":"GOOD"}                | insufficient_funds |
            {"currency":"DOGE","amount":"5","address":"GOOD"}                   | unknown_asset      |
            {"currency":"USDT","amount":"100","address":"OWN"}                  | invalid_field      | address
            {"currency":"USDT","amount":"100","address":"BROKEN"}               | invalid_field      | address
            """)
    void invalidWithdrawalIsRefusedByName(String body, String code, String field) {
        String good = world.elsewhere();
        String own = world.server
                .get("/api/wallet/addresses", world.ada)
                .json()
                .path("items")
                .get(1)
                .path("address")
                .asText();
        char last = good.charAt(good.length() - 1);
        String broken = good.substring(0, good.length() - 1) + (last == 'q' ? 'p' : 'q');
        TestAnswer answer = world.server.post(
                "/api/wallet/withdraw",
                body.replace("GOOD", good).replace("OWN", own).replace("BROKEN", broken),
                world.ada);

        assertEquals(code, answer.code(), answer.text());
        if (field != null) {
            assertEquals(
                    field, answer.json().path("errors").path(0).path("field").asText());
        }
        assertEquals("1000", balance("available"));
    }

    @Test
    void largeWithdrawalWaitsForASecondPerson() {
        world.deposit(world.ada, "USDT", "40000");
        String id = world.withdraw(world.ada, "USDT", "30000", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(() -> shown(id).path("steps").size() == 2
                && shown(id).path("steps").get(1).path("state").asText().equals("waiting"));
        assertEquals("30000", balance("locked"));
        assertEquals(
                1,
                world.server
                        .get("/api/v1/withdrawals", world.admin)
                        .json()
                        .path("items")
                        .size());

        assertEquals(
                "forbidden",
                world.server
                        .post("/api/v1/withdrawals/" + id + "/approve", "", world.ada)
                        .code());
        assertEquals(
                200,
                world.server
                        .post("/api/v1/withdrawals/" + id + "/approve", "", world.admin)
                        .status());
        assertEquals(
                "already_decided",
                world.server
                        .post("/api/v1/withdrawals/" + id + "/refuse", "", world.admin)
                        .code());
        awaits(id, "completed");
        assertEquals("11000", balance("total"));
    }

    @Test
    void refusedWithdrawalIsReleased() {
        world.deposit(world.ada, "USDT", "40000");
        String id = world.withdraw(world.ada, "USDT", "30000", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        world.server.post("/api/v1/withdrawals/" + id + "/refuse", "", world.admin);
        awaits(id, "failed");

        assertEquals("refused", shown(id).path("code").asText());
        assertEquals("41000", balance("available"));
    }

    /** Issue 14: whoever holds money for longer than the engine remembers the request gives it back all the same. */
    @Test
    void withdrawalWaitingForMonthsIsReleased() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        world.deposit(world.ada, "USDT", "40000");
        String id = world.withdraw(world.ada, "USDT", "30000", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(() -> balance("available").equals("11000"));
        world.exchange.pass(Duration.ofDays(100));

        assertEquals(200, world.server.delete(WITHDRAWALS + id, world.ada).status());
        awaits(id, "canceled");
        Await.until(() -> balance("available").equals("41000"));
    }

    @Test
    void ownerCancelsAnUnsignedWithdrawal() {
        world.deposit(world.ada, "USDT", "40000");
        String id = world.withdraw(world.ada, "USDT", "30000", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();

        assertEquals(404, world.server.delete(WITHDRAWALS + id, world.bob).status());
        assertEquals(200, world.server.delete(WITHDRAWALS + id, world.ada).status());
        awaits(id, "canceled");
        assertEquals("41000", balance("available"));
        assertEquals(
                "not_cancelable",
                world.server.delete(WITHDRAWALS + id, world.ada).code());
    }

    @Test
    void failedWithdrawalsRestoreTheDailyLimit() {
        world.deposit(world.ada, "USDT", "300000");
        String first = world.withdraw(world.ada, "USDT", "90000", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        TestAnswer second = world.withdraw(world.ada, "USDT", "20000", world.elsewhere(), "");
        assertEquals("withdrawal_limit", second.code(), second.text());
        assertTrue(second.text().contains("10000 are left"), second.text());

        world.server.delete(WITHDRAWALS + first, world.ada);
        awaits(first, "canceled");
        assertEquals(
                201,
                world.withdraw(world.ada, "USDT", "20000", world.elsewhere(), "")
                        .status());
    }

    @Test
    void enabledAllowListRefusesOtherAddresses() {
        String address = world.elsewhere();
        assertEquals(
                200,
                world.server
                        .post("/api/wallet/allow-list/mode", "{\"enabled\":true}", world.ada)
                        .status());
        assertEquals(
                "address_not_allowed",
                world.withdraw(world.ada, "USDT", "100", address, "").code());
        String entry = "{\"network\":\"simulated\",\"address\":\"" + address + "\",\"";
        TestAnswer added = world.server.post("/api/wallet/allow-list", entry + "label\":\"mine\"}", world.ada);
        assertEquals(201, added.status(), added.text());
        String tooLong = entry + "memo\":\"" + "m".repeat(3_000) + "\"}";
        TestAnswer refused = world.server.post("/api/wallet/allow-list", tooLong, world.ada);
        assertTrue(refused.text().contains("\"field\":\"memo\""), refused.text());
        assertEquals(
                "address_not_allowed",
                world.withdraw(world.ada, "USDT", "100", address, "").code(),
                "not before its time has come");
        JsonNode off = world.server
                .post("/api/wallet/allow-list/mode", "{\"enabled\":false}", world.ada)
                .json();
        assertTrue(off.path("enabled").asBoolean(), "it is on until its time has come");
        assertNotEquals("", off.path("off_from").asText());
    }

    @Test
    void aFeeSpikeIsWaitedForAndMayBeCanceled() {
        world.chain.feeFloor(BigInteger.TEN.pow(19));
        String id = world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Await.until(() -> world.why(id).contains("fee is too high"));
        assertEquals("pending", shown(id).path("status").asText());
        assertEquals(200, world.server.delete(WITHDRAWALS + id, world.ada).status());
        awaits(id, "canceled");
        assertEquals("1000", balance("available"));
    }

    @Test
    void anEmptyHotWalletOfTheSimulatedChainIsFilled() {
        world.deposit(world.ada, "BTC", "1");
        String id = world.withdraw(world.ada, "BTC", "0.1", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        awaits(id, "completed");
    }

    @Test
    void payoutRemovedByAReorganizationIsSentAgainAndPaidOnce() {
        String address = world.elsewhere();
        String id = world.withdraw(world.ada, "USDT", "100", address, "")
                .json()
                .path("id")
                .asText();
        awaits(id, "completed");
        String transaction = shown(id).path("transaction").asText();

        world.chain.reorganize(2, transaction::equals);
        Await.until(() -> world.received(address, "USDT").signum() > 0);
        world.chain.mine(6);
        Await.until(() -> shown(id).path("steps").get(6).path("state").asText().equals("done"));
        assertEquals(world.onChain("99"), world.received(address, "USDT"));
        assertEquals(transaction, shown(id).path("transaction").asText());
        assertEquals("900", balance("total"));
    }

    @Test
    void anotherUsersWithdrawalIsNotFound() {
        String id = world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();

        assertEquals(404, world.server.get(WITHDRAWALS + id, world.bob).status());
        assertEquals(404, world.server.get(WITHDRAWALS + "nonsense", world.ada).status());
        assertEquals(
                "forbidden", world.server.get("/api/v1/withdrawals", world.ada).code());
    }
}
