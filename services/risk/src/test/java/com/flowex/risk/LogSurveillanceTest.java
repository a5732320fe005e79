package com.flowex.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.cluster.tail.ArchiveUnreadableException;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OwnerId;
import com.flowex.platform.database.sql.Sql;
import com.flowex.surveillance.DetectionThresholds;
import com.flowex.surveillance.Surveillance;
import com.flowex.surveillance.Suspicion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: what is planted in a log becomes one case, however often and by whomever it is judged, and shows the very orders. */
@Timeout(900)
class LogSurveillanceTest {

    private static final String COUNT = "SELECT count(*) FROM risk.surveillance_cases WHERE tenant_id = ?";

    private final CasesWorld world = new CasesWorld();

    @AfterEach
    void close() {
        world.close();
    }

    /** The report of {@code ./flowex surveillance --from --to --excuse house} on the market's log. */
    private List<Suspicion> replayed(long from, long to) {
        List<Suspicion> suspicions = new ArrayList<>();
        Surveillance surveillance = new Surveillance(
                DetectionThresholds.usual(), account -> account.number() < AccountId.CUSTOMERS_FROM, suspicions::add);
        world.market.log().stream()
                .filter(batch -> batch.lastSequence() >= from && batch.firstSequence() <= to)
                .forEach(surveillance::on);
        surveillance.end();
        return suspicions;
    }

    @Test
    void plantedWashTradesBecomeOneCaseThatReplaysToTheSameOrders() throws InterruptedException {
        String id = world.planted();
        assertEquals(1, world.items("").size());
        JsonNode whole = world.whole(id);
        JsonNode summary = whole.path("summary");
        assertEquals("wash_trading", summary.path("pattern").asText());
        assertEquals("BTC-USDT", summary.path("market").asText());
        assertEquals(
                List.of(world.one.number(), world.other.number()),
                List.of(
                        summary.path("accounts").path(0).asLong(),
                        summary.path("accounts").path(1).asLong()));
        int points = 0;
        for (JsonNode reason : summary.path("reasons")) {
            points += reason.path("points").asInt();
        }
        assertEquals(summary.path("score").asInt(), points);
        Suspicion again = replayed(
                        whole.path("replay").path("from").asLong(),
                        whole.path("replay").path("to").asLong())
                .getFirst();
        assertEquals(summary.path("score").asInt(), again.score());
        assertEquals(8, whole.path("evidence").size());
        for (int i = 0; i < again.evidence().size(); i++) {
            JsonNode shown = whole.path("evidence").path(i);
            long sequence = shown.path("sequence").asLong();
            assertEquals(again.evidence().get(i).sequence(), sequence);
            TradeExecuted trade = assertInstanceOf(TradeExecuted.class, world.market.event(sequence));
            assertEquals(trade.taker().order().toString(), shown.path("order").asText());
        }
    }

    @Test
    void judgedOrdersAreNotJudgedAgainAndNewOnesAre() throws InterruptedException {
        world.planted();
        assertTrue(world.judge().startsWith("nothing new"), "judged already");
        world.washes(world.other, world.one, 8);
        world.later(Duration.ofHours(2));
        assertTrue(world.judge().endsWith("1 cases opened"));
        assertEquals(2, world.items("").size());
        assertEquals(Checkpoint.START, world.log.openings.getFirst());
        assertTrue(world.log.openings.getLast().sequence() > 0, "it begins where it has to, not at the first event");
    }

    @Test
    void abuseThatIsGoingOnWhenATaskEndsIsOneCaseOfAllOfIt() throws InterruptedException {
        world.washes(world.one, world.other, 5);
        assertTrue(world.judge().endsWith("0 cases opened"), "it is not over");
        world.restart();
        world.washes(world.other, world.one, 4);
        world.later(Duration.ofHours(2));
        assertTrue(world.judge().endsWith("1 cases opened"));
        assertEquals(9, world.items("").path(0).path("events").asInt());
    }

    @Test
    void aTaskThatEndsInBetweenLeavesItAllToTheNext() throws InterruptedException {
        world.washes(world.one, world.other, 8);
        world.later(Duration.ofHours(2));
        world.log.meanwhile = () -> {
            throw new IllegalStateException("killed");
        };
        assertThrows(IllegalStateException.class, world::judge);
        assertEquals(0, world.items("").size());
        world.restart();
        assertTrue(world.judge().endsWith("1 cases opened"));
        assertEquals(1, world.items("").size());
    }

    @Test
    void concurrentJudgesOpenOneCase() throws InterruptedException {
        world.washes(world.one, world.other, 8);
        world.later(Duration.ofHours(2));
        world.log.meanwhile = () -> {
            try {
                assertTrue(world.judgeElsewhere().endsWith("1 cases opened"));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        assertTrue(world.judge().endsWith("0 cases opened"));
        assertEquals(1, world.items("").size());
    }

    @Test
    void patternIsJudgedWithoutLaterTradesOnceItsPeriodIsOver() throws InterruptedException {
        world.washes(world.one, world.other, 8);
        assertTrue(world.judge().endsWith("0 cases opened"));
        world.ahead(Duration.ofMinutes(70));
        assertTrue(world.judge().endsWith("1 cases opened"));
        assertTrue(world.judge().endsWith("0 cases opened"));
        world.ahead(Duration.ofSeconds(1));
        world.later(Duration.ofMinutes(71));
        assertTrue(world.judge().endsWith("0 cases opened"));
        assertEquals(1, world.items("").size());
    }

    @Test
    void judgingAllAnewMakesNoSecondCase() throws InterruptedException {
        world.planted();
        assertEquals(
                200,
                world.server
                        .post("/api/v1/surveillance/progress/restart", "", world.first)
                        .status());
        assertTrue(world.judge().endsWith("0 cases opened"));
        assertEquals(1, world.items("").size());
    }

    @Test
    void accountsOfOneOwnerAreOnePartyHoweverLongAgoTheyWereOpened() throws InterruptedException {
        OwnerId owner = new OwnerId(3, 9);
        AccountId sells = world.market.accountOf(owner, 11);
        AccountId buys = world.market.accountOf(owner, 12);
        long opened = world.market.sequence();
        world.later(Duration.ofHours(2));
        world.later(Duration.ofHours(2));
        assertTrue(world.judge().endsWith("0 cases opened"));
        for (int i = 0; i < 5; i++) {
            world.market.rest(sells, Side.SELL, CasesWorld.MID, 10);
            world.market.take(world.one, Side.BUY, CasesWorld.MID, 10);
            world.market.after(1);
            world.market.rest(world.one, Side.SELL, CasesWorld.MID, 10);
            world.market.take(buys, Side.BUY, CasesWorld.MID, 10);
            world.market.after(10);
        }
        world.later(Duration.ofHours(2));

        assertTrue(world.judge().endsWith("1 cases opened"));
        assertTrue(world.log.openings.getLast().sequence() >= opened, "the range begins after both were opened");
        JsonNode accounts = world.items("").path(0).path("accounts");
        assertEquals(3, accounts.size(), accounts.toString());
    }

    @Test
    void accountsOfTheHouseAreNotSuspected() throws InterruptedException {
        world.washes(world.market.account(-500), world.market.account(-501), 8);
        world.later(Duration.ofHours(2));
        assertTrue(world.judge().endsWith("0 cases opened"));
    }

    @Test
    void withoutAScheduleAnotherTenantsPartOfTheLogIsNotJudged() throws InterruptedException {
        world.scheduled = Set.of();
        world.washes(world.one, world.other, 8);
        world.later(Duration.ofHours(2));
        assertTrue(world.judge(2).endsWith("0 cases opened"));
        assertEquals(0, world.items("").size());
        assertTrue(world.judge().endsWith("1 cases opened"), "how far one is says nothing of another");
    }

    /** Tenant 2 has a market of its own in the same log; tenant 3 has switched it off. */
    @Test
    void oneReaderOfTheLogJudgesAllTenantsScheduled() throws InterruptedException {
        int tenant = world.market.tenant();
        world.scheduled = Set.of(1, tenant);
        world.washes(world.one, world.other, 8);
        world.washes(world.market.account(tenant, 1), world.market.account(tenant, 2), 8);
        world.later(Duration.ofHours(2));

        assertTrue(world.judge().endsWith("1 cases opened"), "its own are counted");
        assertEquals(List.of(1L, 1L, 0L), List.of(cases(1), cases(tenant), cases(3)));
        assertTrue(world.judge(tenant).startsWith("nothing new"));
        assertEquals(1, world.log.openings.size(), "one reading for both");
        assertTrue(world.judge(3).startsWith("events 1 to "), "nobody did it for whom no schedule has");

        world.washes(world.other, world.one, 8);
        world.later(Duration.ofHours(2));
        assertTrue(world.judge(tenant).endsWith("0 cases opened"));
        assertEquals(List.of(2L, 1L), List.of(cases(1), cases(tenant)));
        assertTrue(world.judge().startsWith("nothing new"));
    }

    @Test
    void tenantBehindIsNotJudgedByOneThatStartsLater() throws InterruptedException {
        int tenant = world.market.tenant();
        world.scheduled = Set.of(1);
        world.planted();
        world.washes(world.market.account(tenant, 1), world.market.account(tenant, 2), 8);
        world.later(Duration.ofHours(2));
        world.scheduled = Set.of(1, tenant);
        world.judge();
        assertEquals(0, cases(tenant), "it has seen nothing before");
        assertTrue(world.judge(tenant).endsWith("1 cases opened"));
    }

    private long cases(int tenant) {
        return world.stand
                .database()
                .query(tenant, transaction -> Sql.one(transaction, row -> row.getLong(1), COUNT, tenant))
                .orElseThrow();
    }

    @Test
    void lostPartOfTheLogIsSkippedOnceAnOperatorConfirms() throws InterruptedException {
        world.washes(world.one, world.other, 8);
        world.later(Duration.ofHours(2));
        assertEquals(409, leaveOut().status(), "nothing is in its way");
        world.log.unreadable = Optional.of(new ArchiveUnreadableException("the event log was cut"));
        assertThrows(ArchiveUnreadableException.class, world::judge);
        long left = world.market.sequence();

        TestAnswer done = leaveOut();
        assertEquals(200, done.status(), done.text());
        assertEquals(left, done.json().path("judged").asLong());
        assertEquals(left, done.json().path("left_out").asLong());
        assertEquals("", done.json().path("trouble").asText());
        assertEquals(409, leaveOut().status());

        world.log.unreadable = Optional.empty();
        world.washes(world.other, world.one, 9);
        world.later(Duration.ofHours(2));
        assertTrue(world.judge().endsWith("1 cases opened"));
        assertEquals(9, world.items("").path(0).path("events").asInt(), "what was left out is in no case");
        JsonNode progress =
                world.server.get("/api/v1/surveillance/progress", world.first).json();
        assertEquals(left, progress.path("left_out").asLong(), "that stays known");
    }

    private TestAnswer leaveOut() {
        return world.server.post("/api/v1/surveillance/progress/leave-out", "", world.first);
    }

    @Test
    void unreadableLogIsReportedAndRetried() throws InterruptedException {
        world.washes(world.one, world.other, 8);
        world.later(Duration.ofHours(2));
        world.log.unreadable = Optional.of(new ArchiveUnreadableException("the event log was cut"));
        assertThrows(ArchiveUnreadableException.class, world::judge);
        JsonNode progress =
                world.server.get("/api/v1/surveillance/progress", world.first).json();
        assertEquals(
                "events behind 0 cannot be read: the event log was cut",
                progress.path("trouble").asText());
        world.log.unreadable = Optional.empty();
        assertTrue(world.judge().endsWith("1 cases opened"));
        progress =
                world.server.get("/api/v1/surveillance/progress", world.first).json();
        assertEquals("", progress.path("trouble").asText());
        assertEquals(world.market.sequence(), progress.path("judged").asLong());
    }
}
