package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantConfiguration;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.platform.testing.Await;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: terms are changed by those who answer for them and know what they change, and nothing that was asked for before is touched.
 * Method: the routes, with two who change at once, wrong values, another's rights, and a withdrawal that waits meanwhile.
 */
@Timeout(900)
class TermsTest {

    private static final String USDT = "/api/v1/terms/USDT";

    private final WalletWorld world = new WalletWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode of(String path, String token, String currency) {
        for (JsonNode item : world.server.get(path, token).json().path("items")) {
            if (item.path("currency").asText().equals(currency)) {
                return item;
            }
        }
        throw new AssertionError("nothing is said of " + currency);
    }

    private JsonNode limits() {
        return of("/api/wallet/limits", world.ada, "USDT");
    }

    private TestAnswer change(String body) {
        return world.server.put(USDT, body, world.admin);
    }

    @Test
    void patchKeepsOmittedTerms() {
        change("{\"version\":0,\"minimum\":\"50\",\"fee\":\"7\"}");

        TestAnswer patched = world.server.patch(USDT, "{\"version\":1,\"daily_user\":\"30200\"}", world.admin);

        assertEquals(200, patched.status(), patched.text());
        assertEquals("50", patched.json().path("minimum").asText());
        assertEquals("7", patched.json().path("fee").asText());
        assertEquals("30200", patched.json().path("daily_user").asText());
        assertEquals(
                "version_changed",
                world.server
                        .patch(USDT, "{\"version\":1,\"fee\":\"1\"}", world.admin)
                        .code());
    }

    @Test
    void whileWithdrawalsAreSwitchedOffThoseThatWaitAreNotSigned() {
        world.deposit(world.ada, "USDT", "40000");
        world.fillHot("USDT", "100000");
        String id = world.withdraw(world.ada, "USDT", "30000", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();
        Tenant open = Objects.requireNonNull(world.stand.tenants().byNumber(1));
        TenantConfiguration as = open.configuration();

        TestTenants.change(
                world.stand,
                open,
                tenant -> tenant.like(new TenantConfiguration(
                        as.branding(),
                        as.locales(),
                        Map.of("withdrawals", false),
                        as.rates(),
                        as.markets(),
                        as.selfTradePrevention())));
        world.approve(id);
        Await.until(() -> world.why(id).equals("withdrawals are switched off"));
        TestTenants.change(world.stand, open, tenant -> tenant.like(as));
        world.wake(id);

        Await.until(() -> world.server
                .get("/api/wallet/withdrawals/" + id, world.ada)
                .json()
                .path("status")
                .asText()
                .equals("completed"));
    }

    private TestAnswer pause(String rest, String flow) {
        String body = "{\"flow\":\"" + flow + "\"" + (rest.isEmpty() ? ",\"reason\":\"a drill\"}" : "}");
        String path = "/api/v1/pauses/USDT" + rest;
        return rest.isEmpty() ? world.server.put(path, body, world.admin) : world.server.post(path, body, world.admin);
    }

    @Test
    void eachPauseIsAnsweredByItsOwnEffect() {
        for (int round = 0; round < 20; round++) {
            IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> {
                        String body = "{\"flow\":\"sweeps\",\"reason\":\"drill " + i + "\"}";
                        TestAnswer answer = world.server.put("/api/v1/pauses/USDT", body, world.admin);
                        assertEquals(
                                "drill " + i,
                                answer.json()
                                        .path("items")
                                        .path(0)
                                        .path("reason")
                                        .asText());
                    }))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    @Test
    void aPausedFlowRestsWithItsReasonAndGoesOnWhenThatIsLifted() {
        world.deposit(world.ada, "USDT", "40000");
        world.fillHot("USDT", "100000");
        assertEquals(
                403, world.server.put("/api/v1/pauses/USDT", "{}", world.ada).status());
        TestAnswer paused = pause("", "withdrawals");
        assertEquals(200, paused.status(), paused.text());
        assertEquals(
                "a drill", paused.json().path("items").path(0).path("reason").asText());
        TestAnswer refused = world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "");
        assertEquals("withdrawals_stopped", refused.code());
        assertTrue(refused.text().contains("a drill"), refused.text());
        assertEquals(200, pause("/lift", "withdrawals").status());
        assertEquals(404, pause("/lift", "withdrawals").status());
        assertTrue(
                world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "").status() < 300);

        pause("", "deposits");
        TestAnswer waiting = world.deposit(world.bob, "USDT", "100", ",\"id\":\"paused\"");
        assertEquals("confirming", waiting.json().path("status").asText(), waiting.text());
        pause("/lift", "deposits");
        Await.until(() -> world.server
                .get("/api/wallet/balance/USDT", world.bob)
                .json()
                .path("total")
                .asText()
                .equals("100"));
        assertEquals("invalid_field", pause("", "everything").code());
    }

    @Test
    void changedTermsApplyToLaterWithdrawalsOnly() {
        world.deposit(world.ada, "USDT", "40000");
        world.fillHot("USDT", "100000");
        assertEquals("1", limits().path("fee").asText());
        String waiting = world.withdraw(world.ada, "USDT", "30000", world.elsewhere(), "")
                .json()
                .path("id")
                .asText();

        TestAnswer changed = change(
                "{\"version\":0,\"minimum\":\"50\",\"fee\":\"7\",\"approval_above\":\"100000\",\"daily_user\":\"30200\",\"daily_vip\":\"90000\"}");

        assertEquals(200, changed.status(), changed.text());
        assertEquals(1, changed.json().path("version").asInt());
        assertEquals("20000000", changed.json().path("daily_tenant").asText(), "as built in");
        assertEquals("7", limits().path("fee").asText());
        assertEquals("50", limits().path("minimum").asText());
        assertEquals("30000", limits().path("used_today").asText());
        assertEquals("200", limits().path("left_today").asText());
        assertEquals(
                "invalid_field",
                world.withdraw(world.ada, "USDT", "49", world.elsewhere(), "").code());
        assertEquals(
                "withdrawal_limit",
                world.withdraw(world.ada, "USDT", "201", world.elsewhere(), "").code());
        assertEquals(
                "7",
                world.withdraw(world.ada, "USDT", "200", world.elsewhere(), "")
                        .json()
                        .path("fee")
                        .asText());

        JsonNode before = world.server
                .get("/api/wallet/withdrawals/" + waiting, world.ada)
                .json();
        assertEquals("1", before.path("fee").asText(), "as it was shown");
        assertTrue(before.path("needs_approval").asBoolean(), "as it was decided");
        world.server.post("/api/v1/withdrawals/" + waiting + "/approve", "", world.admin);
        Await.until(() -> world.server
                .get("/api/wallet/withdrawals/" + waiting, world.ada)
                .json()
                .path("status")
                .asText()
                .equals("completed"));
    }

    @Test
    void concurrentChangesLeaveOneAndTheOthersAreRefused() {
        for (int version = 0; version < 3; version++) {
            String body = "{\"version\":" + version + ",\"fee\":\"2\"}";
            List<CompletableFuture<TestAnswer>> answers = IntStream.range(0, 6)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> change(body)))
                    .toList();
            List<TestAnswer> all = answers.stream().map(CompletableFuture::join).toList();
            assertEquals(
                    1, all.stream().filter(answer -> answer.status() == 200).count());
            assertEquals(
                    5,
                    all.stream()
                            .filter(answer -> answer.code().equals("version_changed"))
                            .count());
        }
        assertEquals("version_changed", change("{\"version\":77}").code(), "nobody has seen that one");
        assertEquals(3, of("/api/v1/terms", world.admin, "USDT").path("version").asInt());
    }

    /** A stop by reconciliation is a change too: a caller that has not seen it does not change terms unseen. */
    @Test
    void stopByReconciliationSurvivesAChange() {
        world.deposit(world.ada, "USDT", "10");
        world.conjure(1, "USDT", 5);
        world.server.post("/api/v1/reconciliation", "", world.admin);

        assertEquals("version_changed", change("{\"version\":0,\"fee\":\"2\"}").code());
        JsonNode changed = change("{\"version\":1,\"fee\":\"2\"}").json();
        assertTrue(changed.path("stopped").asText().contains("account 1001"), changed.toString());
        assertTrue(limits().path("stopped").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"fee":"1"}                                      | version
            {"version":-1}                                   | version
            {"version":0,"fee":"-1"}                         | fee
            {"version":0,"fee":"1.0000001"}                  | fee
            {"version":0,"fee":"ten"}                        | fee
            {"version":0,"fee":"10"}                         | minimum
            {"version":0,"daily_user":"5000001"}             | daily_vip
            {"version":0,"deposit_large":"0.001"}            | deposit_large
            {"version":0,"daily_tenant":"99999999999999999"} | daily_tenant
            """)
    void invalidTermsAreRefusedByNameAndChangeNothing(String body, String field) {
        TestAnswer answer = change(body);

        assertEquals("invalid_field", answer.code(), answer.text());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText());
        assertEquals(0, of("/api/v1/terms", world.admin, "USDT").path("version").asInt());
    }

    @Test
    void onlyTheTenantsAdministratorsChangeItsTerms() {
        assertEquals(
                "forbidden",
                world.server.put(USDT, "{\"version\":0}", world.ada).code());
        assertEquals("forbidden", world.server.get("/api/v1/terms", world.ada).code());
        String otherTenant = world.otherTenant();
        assertEquals(
                200,
                world.server
                        .put(USDT, "{\"version\":0,\"fee\":\"3\"}", otherTenant)
                        .status());
        assertEquals("3", of("/api/v1/terms", otherTenant, "USDT").path("fee").asText());
        assertEquals("1", of("/api/v1/terms", world.admin, "USDT").path("fee").asText());
    }
}
