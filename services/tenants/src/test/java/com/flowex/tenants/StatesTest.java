package com.flowex.tenants;

import static com.flowex.tenants.World.ALL;
import static com.flowex.tenants.World.form;
import static com.flowex.tenants.World.one;
import static com.flowex.tenants.World.refused;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.account.KillScope;
import com.flowex.domain.command.SetKillSwitch;
import com.flowex.domain.event.AccountOpened;
import com.flowex.domain.value.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Changes of existing tenants: lists, changes, suspension, removal; and refusals by state. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatesTest {

    private final World world = new World();

    @AfterEach
    void mend() {
        world.exchange.mend();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private TestAnswer ok(TestAnswer answer) {
        assertEquals(200, answer.status(), answer.text());
        return answer;
    }

    private TestAnswer suspend(int tenant) {
        return world.post(one(tenant) + "/suspend", "");
    }

    private TestAnswer resume(int tenant) {
        return world.post(one(tenant) + "/resume", "");
    }

    private void ownSwitch(int tenant, boolean isOn) {
        world.exchange
                .submit(new SetKillSwitch(new KillScope.OfTenant(tenant), isOn))
                .join();
        assertEquals(isOn, world.exchange.isKilled(tenant));
    }

    @Test
    void aSuspendedTenantIsStoppedOnTheExchangeAndResumedAsItWas() {
        int tenant = world.make("paused");
        assertEquals("suspended", ok(suspend(tenant)).json().path("status").asText());
        assertTrue(world.exchange.isKilled(tenant));
        assertEquals("active", ok(resume(tenant)).json().path("status").asText());
        assertFalse(world.exchange.isKilled(tenant));
        assertEquals(Map.of("platform.tenant_hosts", 1), world.rows(tenant));
    }

    @Test
    void aKillSwitchThatWasOnBeforeStaysOnWhenTheTenantIsResumed() {
        int tenant = world.make("stopped");
        ownSwitch(tenant, true);
        ok(suspend(tenant));
        ok(suspend(tenant));
        ok(resume(tenant));
        assertTrue(world.exchange.isKilled(tenant));

        ownSwitch(tenant, false);
        ok(suspend(tenant));
        ok(resume(tenant));
        assertFalse(world.exchange.isKilled(tenant), "what was once is not remembered");
    }

    @Test
    void aResumeThatIsRefusedLeavesTheKillSwitchAlone() {
        int tenant = world.make("never-paused");
        ownSwitch(tenant, true);
        refused(409, "tenant_state", resume(tenant));
        assertTrue(world.exchange.isKilled(tenant));
    }

    @Test
    void aSuspensionThatWasCutOffIsCompletedAtTheNextStart() {
        for (boolean wasOn : new boolean[] {false, true}) {
            int tenant = world.make("cut-off-" + wasOn);
            ownSwitch(tenant, wasOn);
            world.exchange.loseAfter(0, false);
            refused(504, "unknown_outcome", suspend(tenant));
            assertEquals("suspended", world.status(tenant), "to requests it is closed");
            world.restart();
            assertTrue(world.exchange.isKilled(tenant));
            world.restart();
            ok(resume(tenant));
            assertEquals(wasOn, world.exchange.isKilled(tenant));
        }
    }

    /** An unknown outcome is not undone: the tenant's admin sees the switch and lifts it. */
    @Test
    void aSwitchWhoseAnswerWasLostStaysOn() {
        int tenant = world.make("lost-answer");
        world.exchange.loseAfter(0, true);
        refused(504, "unknown_outcome", suspend(tenant));
        world.restart();
        ok(resume(tenant));
        assertTrue(world.exchange.isKilled(tenant));
    }

    @Test
    void aResumptionThatIsCutOffIsAskedForAgain() {
        int tenant = world.make("resumed-twice");
        ok(suspend(tenant));
        world.exchange.loseAfter(0, true);
        refused(504, "unknown_outcome", resume(tenant));
        assertEquals("suspended", world.status(tenant));
        world.restart();
        assertTrue(world.exchange.isKilled(tenant), "suspended is stopped");
        ok(resume(tenant));
        assertFalse(world.exchange.isKilled(tenant));
    }

    @Test
    void theFirstTenantIsNotSuspendedAndNotRemoved() {
        refused(403, "forbidden", suspend(1));
        refused(409, "tenant_state", world.delete(one(1)));
    }

    @Test
    void activeTenantIsNotRemovedAndARemovedOneStaysRemoved() {
        int tenant = world.make("gone");
        refused(409, "tenant_state", world.delete(one(tenant)));
        ok(suspend(tenant));
        refused(409, "tenant_state", world.post(one(tenant) + "/retry", "{}"));
        assertEquals(
                "removed", ok(world.delete(one(tenant))).json().path("status").asText());
        assertTrue(world.crowd.isClosed(tenant));
        assertTrue(world.exchange.catalog().markets(tenant).stream().allMatch(world.exchange::isDelisted));
        assertEquals(Map.of(), world.rows(tenant));
        refused(409, "tenant_state", suspend(tenant));
        refused(409, "tenant_state", resume(tenant));
        refused(409, "tenant_state", world.delete(one(tenant)));
        refused(409, "tenant_state", world.patch(one(tenant), "{\"name\":\"Ghost\"}"));
        refused(409, "tenant_exists", world.post(ALL, form("gone").toString()));
        var sameHost = form("heir");
        sameHost.putArray("hosts").add("gone.test");
        assertEquals(201, world.post(ALL, sameHost.toString()).status(), "its hosts are free");
    }

    @Test
    void aRemovalThatIsCutOffIsAskedForAgain() {
        int tenant = world.make("half-gone");
        ok(suspend(tenant));
        world.exchange.loseAfter(0, true);
        refused(504, "unknown_outcome", world.delete(one(tenant)));
        assertEquals("suspended", world.status(tenant));
        world.exchange.mend();
        assertEquals(
                "removed", ok(world.delete(one(tenant))).json().path("status").asText());
    }

    @Test
    void unknownTenantIsNotFound() {
        for (String number : List.of("999999", "4194304", "99999999999", "0", "-1", "x", "01")) {
            refused(404, "not_found", world.get(ALL + "/" + number));
        }
    }

    @Test
    void tenantsAreListedByNumberPageByPageAndByTheirState() {
        List<Integer> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(world.make("listed-" + i));
        }
        ok(suspend(made.get(3)));
        List<Integer> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = ok(world.get(ALL + "?limit=2" + cursor)).json();
            assertTrue(page.path("items").size() <= 2);
            page.path("items").forEach(item -> seen.add(item.path("number").asInt()));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asText();
        } while (!cursor.isEmpty());
        assertEquals(seen.stream().sorted().distinct().toList(), seen);
        assertTrue(seen.containsAll(made) && seen.getFirst() == 1);
        JsonNode suspended = ok(world.get(ALL + "?status=suspended&limit=500")).json();
        assertTrue(suspended.path("items").findValuesAsText("slug").contains("listed-3"));
        assertFalse(suspended.path("items").findValuesAsText("slug").contains("listed-2"));
        refused(
                "status",
                "one of creating, failed, active, suspended, removed, discarded",
                world.get(ALL + "?status=x"));
        refused(400, "invalid_field", world.get(ALL + "?limit=0"));
    }

    @Test
    void changeListsNewAssetsAndChangesExistingOnes() {
        int tenant = world.make("changed");
        ok(world.patch(one(tenant), """
                {"name":" New ","hosts":["New.test"],
                 "configuration":{"features":{"deposits":false},"locales":["fa"],"market_defaults":{"maker_fee":"0","taker_fee":"0"}},
                 "assets":[{"code":"ETH","scale":6,"supply":"10"}],
                 "markets":[{"base":"BTC","quote":"USDT","max_quantity":"5"},
                   {"base":"ETH","quote":"USDT","price_scale":1,"price_tick":"0.1","max_price":"10","quantity_lot":"1",
                    "min_quantity":"1","max_quantity":"2"}]}"""));
        JsonNode shown = world.get(one(tenant)).json();
        assertEquals("New", shown.path("name").asText());
        assertEquals("[\"new.test\"]", shown.path("hosts").toString());
        assertFalse(shown.path("features").path("deposits").asBoolean());
        assertTrue(shown.path("features").path("trading").asBoolean());
        var market = world.exchange.catalog().market(tenant, "BTC-USDT").orElseThrow();
        assertEquals(5_000_000, market.rules().quantityMaxUnits());
        assertEquals(1_000, market.fees().tiers().getFirst().rates().makerMillionths(), "as it was");
        var added = world.exchange.catalog().market(tenant, "ETH-USDT").orElseThrow();
        assertEquals(0, added.fees().tiers().getFirst().rates().makerMillionths(), "the default of the same request");
    }

    @Test
    void brandingChangedByATenantsAdminIsPublic() {
        int tenant = world.make("own");
        TestAnswer answer = world.own(
                "PATCH",
                tenant,
                "{\"branding\":{\"primary_color\":\"#123456\"},\"locales\":[\"fa\",\"en\"],"
                        + "\"self_trade_prevention\":\"expire_taker\"}");
        assertEquals(200, answer.status(), answer.text());
        JsonNode shown = world.own("GET", tenant, "").json();
        assertEquals("#123456", shown.path("branding").path("primary_color").asText());
        assertEquals("[\"fa\",\"en\"]", shown.path("locales").toString());
        assertEquals("expire_taker", shown.path("self_trade_prevention").asText());
        assertEquals(1, world.exchange.catalog().markets(tenant).size());
    }

    /** Without a version the second of two administrators replaced the first one's change, and neither noticed. */
    @Test
    void concurrentChangeIsRefusedByVersion() {
        int tenant = world.make("seen");
        String mine = "/api/v1/tenant";
        String seen = world.own("GET", tenant, "").json().path("version").asText();
        JsonNode first = ok(world.changeSeen(mine, tenant, "{\"locales\":[\"fa\"]}", seen))
                .json();
        TestAnswer second = world.changeSeen(mine, tenant, "{\"locales\":[\"en\"]}", seen);
        refused(409, "version_changed", second);
        assertTrue(second.text().contains(first.path("version").asText()), second.text());
        assertEquals(
                first.path("version"),
                world.get(one(tenant)).json().path("version"),
                "the platform sees the same version");
        ok(world.changeSeen(
                mine, tenant, "{\"locales\":[\"en\"]}", first.path("version").asText()));
    }

    @Test
    void aHostOfAnotherTenantIsRefusedAndNothingIsChanged() {
        world.make("host-one");
        int two = world.make("host-two");
        refused(409, "tenant_exists", world.patch(one(two), "{\"name\":\"Other\",\"hosts\":[\"host-one.test\"]}"));
        assertEquals("Acme", world.get(one(two)).json().path("name").asText());
        assertEquals(
                two,
                requireNonNull(world.stand().tenants().byHost("host-two.test")).number());
    }

    @Test
    void theOutsideAccountOfATenantIsItsOwn() {
        int tenant = world.make("accounts");
        assertTrue(world.exchange.events().stream()
                .anyMatch(event -> event instanceof AccountOpened opened
                        && opened.account().equals(AccountId.outsideOf(tenant))));
    }
}
