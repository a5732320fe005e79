package com.flowex.tenants.app;

import static com.flowex.tenants.World.ALL;
import static com.flowex.tenants.World.form;
import static com.flowex.tenants.World.one;
import static com.flowex.tenants.World.refused;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.client.Outcome;
import com.flowex.domain.RejectReason;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.command.ListInstrument;
import com.flowex.domain.event.ListingRejected;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.testing.Await;
import com.flowex.tenants.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** How a tenant comes to be, or does not: cut off at every step, refused, tried again, given up. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantCreationTest {

    private final World world = new World();

    @AfterEach
    void mend() {
        world.exchange.mend();
        world.crowd.fallAfter(Integer.MAX_VALUE);
        world.crowd.deleting(_ -> {});
    }

    @AfterAll
    void stop() {
        world.close();
    }

    /** Everything that was asked for is there once, and nothing is left to do. */
    private void assertWhole(int tenant) {
        assertEquals("active", world.status(tenant));
        assertEquals(
                Set.of("boss@acme.test", "joe@acme.test"),
                world.crowd.of(tenant).keySet());
        assertEquals(1, world.exchange.catalog().markets(tenant).size());
        assertTrue(world.exchange.catalog().asset(tenant, "BTC").isPresent());
        assertTrue(world.exchange.catalog().asset(tenant, "USDT").isPresent());
        assertEquals(Map.of("platform.tenant_hosts", 1), world.rows(tenant));
    }

    @Test
    void tenantIsMadeFromItsPlan() {
        int tenant = world.make("acme");
        assertWhole(tenant);
        var boss = requireNonNull(world.crowd.of(tenant).get("boss@acme.test"));
        assertEquals("Ada", boss.firstName(), "without the blanks around it");
        assertEquals(
                1_000,
                world.exchange
                        .catalog()
                        .markets(tenant)
                        .getFirst()
                        .fees()
                        .tiers()
                        .getFirst()
                        .rates()
                        .makerMillionths());
    }

    @Test
    void aSlugOrHostThatAnotherHasIsRefusedAndNothingIsMade() {
        world.make("first");
        refused(
                409,
                "tenant_exists",
                world.post(ALL, form("first").put("name", "Other").toString()));
        var sameHost = form("second");
        sameHost.putArray("hosts").add("first.test");
        refused(409, "tenant_exists", world.post(ALL, sameHost.toString()));
        world.make("second");
    }

    /** Each command is lost, on its way there or on its way back, and the process ends; the next one finishes. */
    @Test
    void creationCutOffAtAnyCommandIsFinishedByTheNextProcess() {
        world.make("whole");
        int commands = world.exchange.commands();
        assertTrue(commands >= 5, "two accounts, two assets, a market: " + commands);
        for (int answered = 0; answered < commands; answered++) {
            for (boolean onTheWayBack : new boolean[] {false, true}) {
                String slug = "cut-" + answered + (onTheWayBack ? "b" : "a");
                world.exchange.loseAfter(answered, onTheWayBack);
                refused(504, "unknown_outcome", world.post(ALL, form(slug).toString()));
                int tenant = last();
                assertEquals("creating", world.status(tenant), slug);
                refused(409, "tenant_exists", world.post(ALL, form(slug).toString()));
                world.restart();
                Await.until(() -> world.status(tenant).equals("active"));
                assertWhole(tenant);
            }
        }
    }

    @Test
    void creationCutOffAtAnyUserIsFinishedByTheNextProcess() {
        for (int added = 0; added < 2; added++) {
            world.crowd.fallAfter(added);
            assertEquals(500, world.post(ALL, form("user-" + added).toString()).status());
            int tenant = last();
            assertEquals("creating", world.status(tenant));
            world.restart();
            Await.until(() -> world.status(tenant).equals("active"));
            assertWhole(tenant);
        }
    }

    private int last() {
        return world.stand().tenants().all().keySet().stream()
                .max(Integer::compare)
                .orElseThrow();
    }

    private static Optional<Outcome> full(Command command) {
        return command instanceof ListInstrument
                ? Optional.of(new Outcome.Rejected(RejectReason.CAPACITY_REACHED, 1))
                : Optional.empty();
    }

    /** A tenant that the exchange has refused after it took the assets. */
    private int failed(String slug) {
        world.exchange.answer(TenantCreationTest::full);
        TestAnswer answer = world.post(ALL, form(slug).toString());
        refused(422, "capacity_reached", answer);
        assertEquals(
                "markets.0", answer.json().path("errors").path(0).path("field").asText());
        assertTrue(answer.json().path("detail").asText().contains("has failed"), answer.text());
        world.exchange.mend();
        return last();
    }

    @Test
    void creationRefusedByTheExchangeFailsWithAReason() {
        int tenant = failed("refused");
        JsonNode shown = world.get(one(tenant)).json();
        assertEquals("failed", shown.path("status").asText());
        assertEquals("capacity_reached", shown.path("failure").path("code").asText());
        JsonNode error = shown.path("failure").path("errors").path(0);
        assertEquals("markets.0", error.path("field").asText());
        assertFalse(error.path("rule").asText().isEmpty());
        List<JsonNode> listed = new ArrayList<>();
        world.get(ALL + "?status=failed&limit=500").json().path("items").forEach(listed::add);
        assertTrue(listed.contains(shown), "lists show the same");
        assertFalse(world.get(one(tenant)).text().contains("hash"), "nothing of the plan");
        refused(409, "tenant_exists", world.post(ALL, form("refused").toString()));
        refused(409, "tenant_state", world.post(one(tenant) + "/suspend", "{}"));
        refused(409, "tenant_state", world.post(one(tenant) + "/resume", "{}"));
    }

    @Test
    void failedCreationIsNotRetriedAutomatically() {
        int tenant = failed("patient");
        world.restart();
        // The next process has gone through all that are being made once when it has made this one.
        world.exchange.loseAfter(0, false);
        refused(504, "unknown_outcome", world.post(ALL, form("impatient").toString()));
        int other = last();
        world.restart();
        Await.until(() -> world.status(other).equals("active"));
        assertEquals("failed", world.status(tenant));
    }

    @Test
    void failedCreationIsRetriedWithTheSamePlan() {
        int tenant = failed("again");
        TestAnswer answer = world.post(one(tenant) + "/retry", "{}");
        assertEquals(200, answer.status(), answer.text());
        assertTrue(answer.json().path("failure").isNull());
        assertWhole(tenant);
        refused(409, "tenant_state", world.post(one(tenant) + "/retry", "{}"));
    }

    /**
     * Closes finding F17's part: whoever begins anew deletes people on a connection of their own, while the first one is held. More of
     * them at once than there are connections (4) must not wait for each other.
     */
    @Test
    void concurrentRetriesAllSucceed() throws Exception {
        List<Callable<Integer>> retries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int tenant = failed("at-once-" + i);
            retries.add(() -> world.post(one(tenant) + "/retry", "{}").status());
        }
        AtomicInteger deleted = new AtomicInteger();
        world.crowd.deleting(tenant -> deleted.addAndGet(world.stand()
                .database()
                .query(tenant, transaction -> Sql.one(transaction, row -> row.getInt(1), "SELECT 1"))
                .orElseThrow()));

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> retry : threads.invokeAll(retries)) {
                statuses.add(retry.get());
            }
        }

        assertEquals(Collections.nCopies(8, 200), statuses);
        assertEquals(8, deleted.get());
    }

    @Test
    void failedCreationIsRetriedWithABetterPlan() {
        int tenant = failed("better");
        String better = """
                {"markets":[{"base":"BTC","quote":"USDT","price_scale":3,"price_tick":"0.001","max_price":"500",
                  "quantity_lot":"1","min_quantity":"1","max_quantity":"5"}],
                 "users":[{"email":"new@acme.test","first_name":"N","last_name":"N","roles":["admin"],"password":"long enough"}]}""";
        assertEquals(200, world.post(one(tenant) + "/retry", better).status());
        assertEquals("active", world.status(tenant));
        assertEquals(
                3,
                world.exchange
                        .catalog()
                        .markets(tenant)
                        .getFirst()
                        .rules()
                        .priceScale()
                        .places());
        assertEquals(Set.of("new@acme.test"), world.crowd.of(tenant).keySet());
    }

    @Test
    void retryIsCheckedLikeACreationAndAgainstListedAssets() {
        int tenant = failed("checked");
        String retry = one(tenant) + "/retry";
        refused("users", "one of them with the role admin", world.post(retry, "{\"users\":[]}"));
        refused("assets.0.scale", "as it is listed: 6", world.post(retry, """
                {"assets":[{"code":"BTC","scale":8,"supply":"1000"},{"code":"USDT","scale":6,"supply":"100000"}]}"""));
        refused("assets.0.supply", "as it is listed: 1000", world.post(retry, """
                {"assets":[{"code":"BTC","scale":6,"supply":"7"},{"code":"USDT","scale":6,"supply":"100000"}]}"""));
        refused(404, "not_found", world.post(one(4_000_000) + "/retry", "{}"));
        assertEquals("failed", world.status(tenant));
    }

    @Test
    void aRetryThatIsRefusedAgainHasFailedAgain() {
        int tenant = failed("twice");
        world.exchange.answer(command -> command instanceof ListInstrument
                ? Optional.of(new Outcome.Rejected(RejectReason.NOTIONAL_OVERFLOWS, 1))
                : Optional.empty());
        refused(422, "notional_overflows", world.post(one(tenant) + "/retry", "{}"));
        assertEquals(
                "notional_overflows",
                world.get(one(tenant)).json().path("failure").path("code").asText());
    }

    @Test
    void aRetryThatIsCutOffIsFinishedByTheNextProcess() {
        int tenant = failed("cut-again");
        world.exchange.loseAfter(2, true);
        assertEquals(504, world.post(one(tenant) + "/retry", "{}").status());
        assertEquals("creating", world.status(tenant));
        world.restart();
        Await.until(() -> world.status(tenant).equals("active"));
        assertWhole(tenant);
    }

    @Test
    void removedFailedTenantLeavesNoRowsAndFreesItsSlug() {
        int tenant = failed("freed");
        assertEquals(200, world.delete(one(tenant)).status());
        assertEquals("discarded", world.status(tenant));
        assertEquals(Map.of(), world.rows(tenant));
        assertEquals(Map.of(), world.crowd.of(tenant));
        refused(409, "tenant_state", world.delete(one(tenant)));
        refused(409, "tenant_state", world.post(one(tenant) + "/retry", "{}"));
        refused(409, "tenant_state", world.patch(one(tenant), "{\"name\":\"Ghost\"}"));

        int next = world.make("freed");
        assertTrue(next > tenant, "a number is never given again");
        assertWhole(next);
        world.restart();
        assertEquals(
                next, requireNonNull(world.stand().tenants().bySlug("freed")).number());
    }

    @Test
    void neverActiveTenantIsRemovedWithItsMarkets() {
        world.crowd.fallAfter(1);
        assertEquals(500, world.post(ALL, form("half").toString()).status());
        int tenant = last();
        assertEquals("creating", world.status(tenant));
        assertEquals(200, world.delete(one(tenant)).status());
        assertEquals("discarded", world.status(tenant));
        assertTrue(world.exchange.catalog().markets(tenant).stream().allMatch(world.exchange::isDelisted));
        assertEquals(Map.of(), world.crowd.of(tenant));
        assertEquals(Map.of(), world.rows(tenant));
        world.restart();
        assertEquals("discarded", world.status(tenant));
        world.make("half");
    }

    /** The engine's refusal of the third command comes before the first. */
    @Test
    void planThatTheExchangeWouldRefuseIsRefusedBeforeAnyCommand() {
        int before = last();
        long sequence = world.exchange.events().size();
        var tooFine = form("never");
        asset(tooFine, 0).put("scale", 18);
        market(tooFine).put("max_quantity", "9");
        refused("assets.0.scale", "coarse enough", world.post(ALL, tooFine.toString()));
        var tooMuch = form("never");
        asset(tooMuch, 0).put("supply", "922337203686");
        refused("assets.0.supply", "at most 922337203685 at this scale", world.post(ALL, tooMuch.toString()));
        var twice = form("never");
        asset(twice, 1).put("code", "BTC");
        market(twice).put("quote", "BTC");
        assertEquals(400, world.post(ALL, twice.toString()).status());
        var sameAsset = form("never");
        ((ArrayNode) sameAsset.get("assets")).add(asset(sameAsset, 0).deepCopy());
        refused("assets.2.code", "another than of the other assets", world.post(ALL, sameAsset.toString()));
        var sameMarket = form("never");
        ((ArrayNode) sameMarket.get("markets")).add(market(sameMarket).deepCopy());
        refused("markets.1.quote", "another than in the other market", world.post(ALL, sameMarket.toString()));
        var tooLarge = form("never");
        market(tooLarge).put("max_price", "90000000000000").put("max_quantity", "9000000000000");
        refused("markets.0.max_quantity", "fits the quote asset's scale", world.post(ALL, tooLarge.toString()));

        assertEquals(before, last());
        assertEquals(sequence, world.exchange.events().size(), "no command was sent");
    }

    /** The largest that passes the check passes the engine too, and what is one more passes neither. */
    @Test
    void theRuleBeforeIsTheRuleOfTheEngine() {
        var most = form("most");
        asset(most, 0).put("supply", "922337203685");
        assertEquals(201, world.post(ALL, most.toString()).status());
        assertTrue(world.exchange.events().stream().noneMatch(event -> event instanceof ListingRejected));
        assertFalse(new Asset(1, new AssetId(9), "X", new Scale(6), 922_337_203_686L).fitsItsScale());
    }

    private static ObjectNode asset(JsonNode form, int at) {
        return (ObjectNode) form.get("assets").get(at);
    }

    private static ObjectNode market(JsonNode form) {
        return (ObjectNode) form.get("markets").get(0);
    }

    @Test
    void anAssetThatTheExchangeRefusesIsNamed() {
        world.exchange.answer(command ->
                command instanceof ListAsset(var asset) && asset.code().equals("USDT")
                        ? Optional.of(new Outcome.Rejected(RejectReason.CAPACITY_REACHED, 1))
                        : Optional.empty());
        TestAnswer answer = world.post(ALL, form("named").toString());
        assertEquals(
                "assets.1", answer.json().path("errors").path(0).path("field").asText());
    }
}
