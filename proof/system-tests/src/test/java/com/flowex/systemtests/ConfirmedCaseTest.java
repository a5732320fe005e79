package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.platform.testing.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The exchange does what two administrators decide of a case; the log that cases come from is read as it runs. */
@Timeout(900)
class ConfirmedCaseTest {

    private static final String PASSWORD = "SecurePass123!";
    private static final String CASES = "/api/v1/surveillance/cases";

    @TempDir
    private static Path folder;

    private static IsolationExchange isolation;
    private static HttpApi first;
    private static HttpApi second;
    private static int suspects;

    private HttpApi suspect;
    private String suspectAccount;

    @BeforeAll
    static void start() throws SQLException {
        isolation = IsolationExchange.start(folder, IsolationExchange.Rows.GUARDED, Map.of());
        first = isolation.anybody().admin();
        second = admin("second@example.com");
    }

    @BeforeEach
    void register() {
        suspect = isolation.anybody().newUser("suspect" + ++suspects + "@example.com");
        suspectAccount = suspect.get("/api/auth/me").expect(200).text("account");
    }

    @AfterAll
    static void stop() {
        isolation.close();
    }

    private static HttpApi admin(String email) {
        Map<String, Object> form = Map.of(
                "email", email, "password", PASSWORD, "first_name", "A", "last_name", "B", "roles", List.of("admin"));
        first.post("/api/v1/users/", form).expect(201);
        return isolation.anybody().login(email, PASSWORD);
    }

    /** Approval by a person who saw the one event of a case. */
    private static final Map<String, Object> SEEN = Map.of("events", 1);

    /** As if the task had found it. */
    private String found(String account) throws SQLException {
        try (Connection owner = isolation.owner()) {
            IsolationExchange.execute(owner, """
                    INSERT INTO risk.surveillance_cases (tenant_id, pattern, market, accounts, score, reasons, evidence, events,
                        first_event, last_event, replay_from, replay_to, began_at, ended_at, opened_at, state)
                    VALUES (1, 'layering', 1, ARRAY[%s::bigint], 90, '[{"name":"size","points":90,"told":"5 times"}]',
                        '[{"sequence":10,"time":"2026-01-15T12:00:00Z","account":%s,"order":"7","shows":"took out 5"}]', 1,
                        10, 10, 1, 30, now(), now(), now(), 'open')""".formatted(account, account));
        }
        return first.get(CASES + "?account=" + account)
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }

    private static Map<String, Object> confirmation(String account, String kind) {
        return Map.of(
                "decision",
                "confirmed",
                "reason",
                "bids that were never meant",
                "events",
                1,
                "restriction",
                Map.of("account", Long.parseLong(account), "kind", kind));
    }

    @Test
    void aUserIsRestrictedAsTheSecondPersonApproves() throws SQLException {
        suspect.deposit("USDT", "1000");
        suspect.order("buy", "10", "1", "before").expect(201);
        String one = CASES + "/" + found(suspectAccount);
        first.post(one + "/proposal", confirmation(suspectAccount, "reduce_only"))
                .expect(200);
        first.post(one + "/proposal/approve", SEEN).expect(403);
        suspect.order("buy", "10", "1", "meanwhile").expect(201);
        JsonNode approved =
                second.post(one + "/proposal/approve", SEEN).expect(200).body();
        assertEquals("done", approved.path("restriction").asText(), approved.toString());
        suspect.order("buy", "10", "1", "after").expect(403);
        String id = suspect.get("/api/auth/me").expect(200).text("id");
        JsonNode restrictions = first.get("/api/v1/users/" + id + "/restrictions")
                .expect(200)
                .body()
                .path("items");
        assertEquals(1, restrictions.size());
        assertTrue(restrictions.path(0).path("reason").asText().endsWith("bids that were never meant"));
        JsonNode whole = first.get(one).expect(200).body();
        assertEquals(3, whole.path("notes").size());
        assertTrue(whole.path("replay").path("command").asText().contains("--from 1 --to 30"));
    }

    @Test
    void caseGivesNoPowersBeyondDirectRestrictions() throws SQLException {
        String boss = first.get("/api/auth/me").expect(200).text("account");
        HttpApi third = admin("third@example.com");
        found(boss);
        String ofBoss = CASES + "?account=" + boss;
        assertEquals(0, first.get(ofBoss).expect(200).body().path("items").size(), "nobody sees a case of their own");
        String one = CASES + "/"
                + second.get(ofBoss).body().path("items").path(0).path("id").asText();
        second.post(one + "/proposal", confirmation(boss, "suspended")).expect(200);
        JsonNode approved =
                third.post(one + "/proposal/approve", SEEN).expect(200).body();
        assertEquals("pending", approved.path("restriction").asText(), approved.toString());
        assertTrue(second.get(one)
                .expect(200)
                .body()
                .path("summary")
                .path("restriction_note")
                .asText()
                .contains("may do more"));
        first.get("/api/auth/me").expect(200);
    }

    /** A report on the owner of an offer becomes a case; its restriction stops new trades with people, until it is lifted. */
    @Test
    void aReportedPersonBeginsNoTradesWithPeopleAsTwoPeopleDecide() {
        String reports = "/api/v1/p2p/reports";
        HttpApi reporter = isolation.anybody().newUser("reporter@example.com");
        Map<String, Object> report =
                Map.of("offer_id", P2pWalk.offerToBuy(suspect), "reason", "offer_terms", "text", "no such bank");
        reporter.post(reports, report).expect(201);
        String one = CASES + "/"
                + first.get(CASES + "?pattern=p2p_report&account=" + suspectAccount)
                        .expect(200)
                        .body()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText();
        JsonNode whole = first.get(one).expect(200).body();
        assertEquals("P2P", whole.path("summary").path("market").asText());
        assertTrue(whole.path("replay").isNull());
        first.post(one + "/proposal", confirmation(suspectAccount, "no_p2p")).expect(200);
        JsonNode approved =
                second.post(one + "/proposal/approve", SEEN).expect(200).body();
        assertEquals("done", approved.path("restriction").asText(), approved.toString());
        suspect.send("POST", "/api/v1/p2p/own-offers", P2pWalk.OFFER).expect(403);
        String restrictions = "/api/v1/p2p/restrictions";
        String id = first.get(restrictions)
                .expect(200)
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        first.delete(restrictions + "/" + id).expect(204);
        P2pWalk.offerToBuy(suspect);
        Await.until(() -> "confirmed"
                .equals(reporter.get(reports)
                        .body()
                        .path("items")
                        .path(0)
                        .path("state")
                        .asText()));
    }

    @Test
    void theLogIsJudgedAsTheExchangeRuns() {
        suspect.deposit("USDT", "1000");
        suspect.order("buy", "10", "1", "rests").expect(201);
        judge();
        long judged = judged();
        assertTrue(judged > 0);
        suspect.order("buy", "11", "1", "rests-too").expect(201);
        // Freshly committed events may be read a moment after the task has begun.
        Await.until(() -> {
            judge();
            return judged() > judged;
        });
    }

    private long judged() {
        return first.get("/api/v1/surveillance/progress")
                .expect(200)
                .body()
                .path("judged")
                .asLong();
    }

    private void judge() {
        String id = first.post("/api/tasks", Map.of("kind", "surveillance"))
                .expect(202)
                .text("id");
        Deadline.await(
                Duration.ofMinutes(5),
                () -> first.get("/api/tasks/" + id).text("state").equals("done"),
                () -> first.get("/api/tasks/" + id).text());
    }
}
