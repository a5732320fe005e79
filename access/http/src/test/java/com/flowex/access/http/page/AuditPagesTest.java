package com.flowex.access.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.audit.AuditEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
class AuditPagesTest {

    private final TestStand stand = TestStand.fresh();
    private final TestServer server = TestServer.of(stand, AuditPages.routes(stand.platform()));
    private final String auditor = stand.token(7, "admin");

    @BeforeAll
    void record() {
        for (int i = 1; i <= 5; i++) {
            AuditEntry.Change change = new AuditEntry.Change("thing " + i, "", "{\"on\":true}");
            stand.audit().record(new AuditEntry(1, "user " + i % 2, "act " + i, change, "200", "127.0.0.1", "request"));
        }
        AuditEntry.Change secret = new AuditEntry.Change("their secret", "", "");
        stand.audit().record(new AuditEntry(2, "user 0", "act 1", secret, "200", "127.0.0.1", "request"));
    }

    @AfterAll
    void stop() {
        server.close();
        stand.close();
    }

    /** The subjects of the things of which entries are found; what reading itself leaves is left out. */
    private List<String> found(String query) {
        JsonNode items = server.get("/api/v1/audit?" + query, auditor).json().path("items");
        List<String> subjects = new ArrayList<>();
        items.forEach(item -> subjects.add(item.path("subject").asText()));
        return subjects.stream().filter(subject -> !subject.startsWith("/api")).toList();
    }

    @Test
    void auditorsFilterByActorActionAndTime() {
        assertEquals(List.of("thing 5", "thing 3", "thing 1"), found("actor=user%201"));
        assertEquals(List.of("thing 2"), found("action=act%202"));
        assertEquals(List.of(), found("actor=user%201&action=act%202"));
        assertEquals(5, found("start=2020-01-01T00:00:00Z").size());
        assertEquals(List.of(), found("end=2020-01-01T00:00:00Z"));
        assertEquals(400, server.get("/api/v1/audit?start=yesterday", auditor).status());
    }

    @Test
    void entriesComePageByPageTheNewestFirst() {
        JsonNode first =
                server.get("/api/v1/audit?actor=user%201&limit=2", auditor).json();
        assertEquals("thing 5", first.path("items").path(0).path("subject").asText());
        assertEquals("{\"on\":true}", first.path("items").path(0).path("after").asText());
        assertTrue(first.path("items").path(0).path("before").isNull());
        JsonNode second = server.get(
                        "/api/v1/audit?actor=user%201&limit=2&cursor="
                                + first.path("next_cursor").asText(),
                        auditor)
                .json();
        assertEquals(1, second.path("items").size());
        assertTrue(second.path("next_cursor").isNull());
        JsonNode ofOne =
                server.get("/api/v1/audit?subject=thing%205", auditor).json().path("items");
        assertEquals(1, ofOne.size());
        assertEquals("thing 5", ofOne.path(0).path("subject").asText());
    }

    /** Failure 26. */
    @Test
    void anotherTenantsLogIsUnreadableAndTradersReadNone() {
        TestAnswer all = server.get("/api/v1/audit?limit=500", auditor);
        assertEquals(200, all.status());
        assertTrue(!all.text().contains("their secret"), all.text());
        assertEquals(403, server.get("/api/v1/audit", stand.token(8, "trader")).status());
        assertEquals(401, server.get("/api/v1/audit", "").status());
    }

    @Test
    void theSameReadIsOneEntryForAWhileAndSoAreThePagesOfAList() {
        String reader = stand.token(21, "admin");
        for (String query : List.of("?actor=x", "?actor=x", "?limit=2&actor=x", "?actor=x&limit=3", "?actor=y")) {
            assertEquals(200, server.get("/api/v1/audit" + query, reader).status());
        }
        server.get("/api/v1/audit?start=x", reader);
        server.get("/api/v1/audit?start=x", reader);

        JsonNode entries =
                server.get("/api/v1/audit?actor=user%2021", auditor).json().path("items");
        assertEquals(
                List.of("400 invalid_field", "400 invalid_field", "200", "200"),
                entries.findValues("outcome").stream().map(JsonNode::asText).toList());
    }

    @Test
    void readingTheAuditLogIsRecordedInIt() {
        server.get("/api/v1/audit?action=nothing", auditor);

        assertTrue(server.get("/api/v1/audit?actor=user%207", auditor).text().contains("GET /api/v1/audit"));
    }
}
