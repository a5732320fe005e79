package com.flowex.risk;

import static com.flowex.risk.CasesWorld.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestTenants;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.risk.app.suspicion.CaseIntake;
import com.flowex.risk.app.suspicion.CaseUsers;
import com.flowex.risk.store.suspicion.CaseIncidents;
import com.flowex.risk.store.suspicion.CasePattern;
import com.flowex.risk.store.suspicion.CaseState;
import com.flowex.risk.store.suspicion.SuspectedAbuse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: cases end as two people say who have nothing to do with them, and what they decide is done, once. */
@Timeout(900)
class SurveillanceCasesTest {

    private static final String DISMISS = "{\"decision\":\"dismissed\",\"reason\":\"a maker who quotes\"}";
    private static final String CONFIRM =
            "{\"decision\":\"confirmed\",\"reason\":\"volume of nothing\",\"restriction\":{\"account\":1001,\"kind\":\"reduce_only\"}}";

    private final CasesWorld world = new CasesWorld();
    private final String id;

    SurveillanceCasesTest() throws InterruptedException {
        id = world.planted();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private JsonNode summary() {
        return world.whole(id).path("summary");
    }

    private String state() {
        return summary().path("state").asText();
    }

    private String detail(TestAnswer answer) {
        return answer.json().path("detail").asText();
    }

    private long incident(long event, int score, long reporter) {
        Instant now = Instant.now();
        SuspectedAbuse abuse = new SuspectedAbuse(
                "p2p_report",
                CasePattern.NO_MARKET,
                List.of(1_001L),
                score,
                List.of(new SuspectedAbuse.Part("report_reason", score, "fraud")),
                List.of(new SuspectedAbuse.Shown(event, now.toString(), reporter, "offer 1", "fraud")),
                1,
                event,
                event,
                0,
                0,
                now,
                now);
        return world.stand.database().transaction(1, transaction -> CaseIntake.open(transaction, 1, abuse, now));
    }

    @Test
    void reportsOnAPersonAreOneCaseThatReportersDoNotDecide() {
        long opened = incident(7, 40, 1_009);
        assertEquals(opened, incident(8, 60, 1_050));
        String reported = Long.toString(opened);
        assertEquals(403, world.propose(reported, DISMISS, world.first).status());
        JsonNode whole = world.server
                .get(CasesWorld.CASES + "/" + reported, world.second)
                .json();
        assertEquals("P2P", whole.path("summary").path("market").asText());
        assertEquals(60, whole.path("summary").path("score").asInt());
        assertEquals(2, whole.path("evidence").size());
        assertTrue(whole.path("replay").isNull());
        Set<Long> both = Set.of(opened, Long.parseLong(id));
        assertEquals(0, closed(both).size());
        String third = world.stand.token(52, "admin");
        String late = "{\"events\":1,\"decision\":\"dismissed\",\"reason\":\"one report\"}";
        assertEquals(
                "version_changed",
                world.post(reported, "proposal", late, world.second).code());
        assertEquals(200, world.propose(reported, DISMISS, world.second).status());
        assertEquals(opened, incident(9, 10, 1_051));
        TestAnswer unseen = world.post(reported, "proposal/approve", "{\"events\":2}", third);
        assertEquals("version_changed", unseen.code(), unseen.text());
        assertTrue(detail(unseen).contains("has 3 events, and you saw 2"), unseen.text());
        assertEquals(
                "invalid_field",
                world.post(reported, "proposal/approve", "{}", third).code());
        TestAnswer approved = world.approve(reported, third);
        assertEquals(200, approved.status(), approved.text());
        assertEquals(2, approved.json().path("proposal").path("events").asInt());
        assertEquals(List.of(new CaseIncidents.ClosedCase(opened, CaseState.DISMISSED, null)), closed(both));
        assertTrue(incident(10, 10, 1_009) > opened);
    }

    private List<CaseIncidents.ClosedCase> closed(Set<Long> cases) {
        return world.stand.database().query(1, transaction -> CaseIntake.closed(transaction, 1, cases));
    }

    @Test
    void caseGoesFromOpenOverReviewToItsEndWithItsHistory() {
        assertEquals("open", state());
        assertEquals(
                200,
                world.server
                        .put(CasesWorld.CASES + "/" + id + "/assignee", "{\"user\":\"51\"}", world.first)
                        .status());
        assertEquals("under_review", state());
        TestAnswer note = world.post(id, "notes", "{\"text\":\"called them\"}", world.second);
        assertEquals(201, note.status(), note.text());
        assertEquals(
                "escalated",
                world.post(id, "escalation", "{\"reason\":\"large\"}", world.second)
                        .json()
                        .path("state")
                        .asText());
        assertEquals(
                409,
                world.post(id, "escalation", "{\"reason\":\"large\"}", world.second)
                        .status());
        assertEquals(
                "escalated",
                world.propose(id, DISMISS, world.second).json().path("state").asText());
        assertEquals(409, world.propose(id, DISMISS, world.first).status());
        TestAnswer refused = world.post(id, "proposal/refuse", "{\"reason\":\"look again\"}", world.first);
        assertEquals(200, refused.status(), refused.text());
        assertTrue(summary().path("proposal").isNull());
        assertEquals(200, world.propose(id, DISMISS, world.second).status());
        TestAnswer approved = world.approve(id, world.first);
        assertEquals(200, approved.status(), approved.text());
        assertEquals("dismissed", state());
        assertEquals("50", summary().path("decided_by").asText());
        assertEquals(
                List.of("assigned", "note", "escalated", "proposed", "refused", "proposed", "approved"),
                texts(world.whole(id).path("notes"), "deed"));
        assertEquals(
                List.of("50", "51", "51", "51", "50", "51", "50"),
                texts(world.whole(id).path("notes"), "author"));
        for (String action : List.of("escalation", "proposal/refuse")) {
            assertEquals(
                    409,
                    world.post(id, action, "{\"reason\":\"x\"}", world.first).status(),
                    action);
        }
        assertEquals(409, world.approve(id, world.first).status());
    }

    @Test
    void proposerCannotApproveTheCase() {
        world.propose(id, CONFIRM, world.first);
        TestAnswer same = world.approve(id, world.first);
        assertEquals(403, same.status());
        assertTrue(detail(same).contains("four eyes: the proposer of a case's end does not approve it"), same.text());
        assertEquals("under_review", state());
        assertEquals(List.of(), world.people.restricted);
    }

    @Test
    void suspectedAdministratorHasNoAccessToTheCase() {
        List<TestAnswer> answers = List.of(
                world.propose(id, DISMISS, world.suspected),
                world.post(id, "notes", "{\"text\":\"it was not me\"}", world.suspected),
                world.post(id, "escalation", "{\"reason\":\"x\"}", world.suspected),
                world.server.put(CasesWorld.CASES + "/" + id + "/assignee", "{\"user\":\"51\"}", world.suspected),
                world.server.get(CasesWorld.CASES + "/" + id, world.suspected));
        answers.forEach(answer -> {
            assertEquals(403, answer.status(), answer.text());
            assertTrue(detail(answer).contains("four eyes: users have no part in a case in which their own account"));
        });
        world.propose(id, DISMISS, world.first);
        assertEquals(403, world.approve(id, world.suspected).status());
        assertEquals(
                403,
                world.post(id, "proposal/refuse", "{\"reason\":\"x\"}", world.suspected)
                        .status());
        assertEquals(0, world.list("", world.suspected).json().path("items").size());
        TestAnswer assigned =
                world.server.put(CasesWorld.CASES + "/" + id + "/assignee", "{\"user\":\"1\"}", world.first);
        assertEquals("invalid_field", assigned.code(), assigned.text());
        assertEquals("under_review", state());
    }

    private List<TestAnswer> atOnce(List<Callable<TestAnswer>> all) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(all.size())) {
            List<TestAnswer> answers = new ArrayList<>();
            for (Future<TestAnswer> each : threads.invokeAll(all)) {
                answers.add(each.get());
            }
            return answers;
        }
    }

    @Test
    void oneConcurrentApprovalCountsAndNeverTheProposers() throws Exception {
        List<TestAnswer> proposed = atOnce(
                List.of(() -> world.propose(id, CONFIRM, world.first), () -> world.propose(id, DISMISS, world.second)));
        assertEquals(
                List.of(200, 409),
                proposed.stream().map(TestAnswer::status).sorted().toList());
        String proposer = summary().path("proposal").path("by").asText();
        String third = world.stand.token(52, "admin");
        List<TestAnswer> approved = atOnce(List.of(
                () -> world.approve(id, world.first),
                () -> world.approve(id, world.second),
                () -> world.approve(id, third),
                () -> world.approve(id, third)));
        assertEquals(
                1, approved.stream().filter(answer -> answer.status() == 200).count());
        assertFalse(summary().path("decided_by").asText().equals(proposer));
        assertEquals(
                1,
                texts(world.whole(id).path("notes"), "deed").stream()
                        .filter("approved"::equals)
                        .count());
        assertTrue(world.people.restricted.size() <= 1);
    }

    @Test
    void aConfirmationRestrictsTheUserOnce() {
        world.propose(id, CONFIRM, world.first);
        TestAnswer approved = world.approve(id, world.second);
        assertEquals("done", approved.json().path("restriction").asText(), approved.text());
        world.restrain();
        world.restart();
        world.restrain();
        assertEquals(1, world.people.restricted.size());
        CaseUsers.RestrictionOrder order = world.people.restricted.getFirst();
        assertEquals(
                "1 1001 reduce_only 51 case " + id + ": volume of nothing",
                order.tenant() + " " + order.account() + " " + order.kind() + " " + order.by() + " " + order.reason());
        assertEquals("restricted", texts(world.whole(id).path("notes"), "deed").getLast());
    }

    @Test
    void restrictionThatFailsStaysPendingAndIsRetried() {
        world.people.refuses = Optional.of(Refusal.forbidden("this user may do more than you"));
        world.propose(id, CONFIRM, world.first);
        assertEquals(
                "pending",
                world.approve(id, world.second).json().path("restriction").asText());
        assertEquals("confirmed", state());
        assertTrue(summary().path("restriction_note").asText().contains("this user may do more than you"));
        assertEquals("0 of 0 restrictions carried out", world.restrain(), "not before its time");
        world.people.refuses = Optional.of(new IllegalStateException("identity is away"));
        world.ahead(Duration.ofMinutes(1));
        assertEquals("0 of 1 restrictions carried out", world.restrain());
        assertTrue(summary().path("restriction_note").asText().contains("identity is away"));
        assertEquals("pending", summary().path("restriction").asText());
        world.ahead(Duration.ofDays(4_000));
        assertEquals(
                "0 closed cases forgotten", world.computations().forget(1), "nothing that is to be done is forgotten");
        world.people.refuses = Optional.empty();
        world.restart();
        assertEquals("1 of 1 restrictions carried out", world.restrain());
        assertEquals("done", summary().path("restriction").asText());
        assertEquals(1, world.people.restricted.size());
    }

    @Test
    void restrictionOfARestrictedOrUnknownUserIsReported() {
        world.people.instead = Optional.of(new CaseUsers.RestrictionResult.Already("by restriction 7"));
        world.propose(id, CONFIRM, world.first);
        world.approve(id, world.second);
        assertEquals("done", summary().path("restriction").asText());
        assertEquals("by restriction 7", summary().path("restriction_note").asText());
        assertEquals(List.of(), world.people.restricted);
    }

    @Test
    void restrictionOfAnAccountWithoutAnOwnerIsNotRetried() {
        world.people.instead = Optional.of(new CaseUsers.RestrictionResult.UnknownUser());
        world.propose(id, CONFIRM, world.first);
        world.approve(id, world.second);
        assertEquals("void", summary().path("restriction").asText());
    }

    @Test
    void anotherTenantSeesNothingOfIt() {
        int elsewhere = TestTenants.add(world.stand, "elsewhere").number();
        String stranger = world.stand.tokenOf(elsewhere, 60, "admin");
        assertEquals(0, world.list("", stranger).json().path("items").size());
        assertEquals(
                404, world.server.get(CasesWorld.CASES + "/" + id, stranger).status());
        assertEquals(404, world.propose(id, DISMISS, stranger).status());
        assertEquals(404, world.approve(id, stranger).status());
        assertEquals(404, world.post(id, "notes", "{\"text\":\"x\"}", stranger).status());
        assertEquals(
                0,
                world.server
                        .get("/api/v1/surveillance/progress", stranger)
                        .json()
                        .path("judged")
                        .asLong());
        assertEquals("open", state());
    }

    @Test
    void casesAreFilteredByStatePatternAndAccount() throws InterruptedException {
        world.washes(world.one, world.market.account(5), 8);
        world.later(Duration.ofHours(2));
        world.judge();
        world.server.put(CasesWorld.CASES + "/" + id + "/assignee", "{\"user\":\"51\"}", world.first);
        assertEquals(2, world.items("").size());
        assertEquals(List.of(id), texts(world.items("?state=under_review"), "id"));
        assertEquals(List.of(id), texts(world.items("?assignee=51"), "id"));
        assertEquals(List.of(id), texts(world.items("?account=1002"), "id"));
        assertEquals(2, world.items("?account=1001&pattern=wash_trading").size());
        assertEquals(0, world.items("?pattern=layering").size());
        TestAnswer page = world.list("?limit=1", world.first);
        String next = page.json().path("next_cursor").asText();
        assertEquals(List.of(id), texts(world.items("?limit=1&cursor=" + next), "id"));
        assertEquals("invalid_field", world.list("?state=lost", world.first).code());
        assertEquals(403, world.list("", world.stand.token(60, "trader")).status());
    }

    @Test
    void invalidProposalsAreRefusedByName() {
        for (String wrong : List.of(
                "{\"decision\":\"escalated\",\"reason\":\"x\"}",
                "{\"decision\":\"confirmed\"}",
                "{\"decision\":\"confirmed\",\"reason\":\"x\",\"restriction\":{\"account\":1001,\"kind\":\"banned\"}}",
                "{\"decision\":\"confirmed\",\"reason\":\"x\",\"restriction\":{\"account\":1003,\"kind\":\"suspended\"}}",
                "{\"decision\":\"confirmed\",\"reason\":\"x\",\"restriction\":{\"account\":1001,\"kind\":\"suspended\",\"ends_at\":\"2020-01-01T00:00:00Z\"}}",
                "{\"decision\":\"dismissed\",\"reason\":\"x\",\"restriction\":{\"account\":1001,\"kind\":\"suspended\"}}")) {
            TestAnswer answer = world.propose(id, wrong, world.first);
            assertEquals("invalid_field", answer.code(), wrong);
        }
        assertEquals(
                "invalid_field",
                world.post(id, "notes", "{\"text\":\" \"}", world.first).code());
        TestAnswer assigned =
                world.server.put(CasesWorld.CASES + "/" + id + "/assignee", "{\"user\":\"7\"}", world.first);
        assertEquals("invalid_field", assigned.code());
        assertEquals(404, world.propose("999", DISMISS, world.first).status());
        assertEquals("open", state());
    }

    @Test
    void notesAreWrittenOnceAndGoWithTheirCase() {
        world.post(id, "notes", "{\"text\":\"stays\"}", world.first);
        for (String statement : List.of(
                "UPDATE risk.surveillance_notes SET text = 'other' WHERE tenant_id = ?",
                "DELETE FROM risk.surveillance_notes WHERE tenant_id = ?")) {
            assertThrows(
                    RuntimeException.class,
                    () -> world.stand.database().query(1, transaction -> Sql.execute(transaction, statement, 1)));
        }
        world.propose(id, DISMISS, world.first);
        world.approve(id, world.second);
        assertEquals("0 closed cases forgotten", world.computations().forget(1));
        world.ahead(Duration.ofDays(2_000));
        assertEquals("1 closed cases forgotten", world.computations().forget(1));
        assertEquals(0, world.items("").size());
        List<Long> left = world.stand
                .database()
                .query(
                        1,
                        transaction -> Sql.all(
                                transaction,
                                row -> row.getLong(1),
                                "SELECT id FROM risk.surveillance_notes WHERE tenant_id = ?",
                                1));
        assertEquals(List.of(), left);
    }
}
