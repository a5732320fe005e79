package com.flowex.operations.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.operations.OperationsService;
import com.flowex.operations.OperationsSettings;
import com.flowex.operations.app.ActiveTenants;
import com.flowex.operations.app.PersonalDataTask;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.platform.testing.Await;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: administrators see and set going the tasks of their own tenant, operators those of all; what is wrong is named. */
@Timeout(900)
class TaskRoutesTest {

    private final TestStand stand = TestStand.freshFor("operations");
    private final OperationsService service = new OperationsService(
            stand.edge(),
            OperationsSettings.DEFAULTS,
            new TaskSubmitter(stand.platform(), new ActiveTenants(stand.tenants())),
            _ -> 0,
            (tenant, day) -> List.of(Map.of("symbol", "BTC-USDT", "fills", Integer.toString(tenant))),
            List.of(new PersonalDataTask(new PersonalDataTask.PersonalDataExecutor() {
                        @Override
                        public int eraseDue(int tenant) {
                            return 1;
                        }

                        @Override
                        public String completeErasures(int tenant) {
                            return "no erased rows left in files";
                        }

                        @Override
                        public int makeArchives(int tenant, IntConsumer percent) {
                            percent.accept(50);
                            return 2;
                        }
                    })
                    .kind()));
    private final TestServer server = TestServer.of(stand, service.routes());
    private final String admin = stand.token(1, "admin");
    private final String operator = stand.token(1, "super_admin");

    TaskRoutesTest() {
        service.start();
    }

    @AfterEach
    void close() {
        server.close();
        service.close();
        stand.close();
    }

    private JsonNode done(String kind) {
        TestAnswer answer = server.post("/api/tasks", "{\"kind\":\"" + kind + "\"}", operator);
        assertEquals(202, answer.status(), answer.text());
        String one = "/api/tasks/" + answer.json().path("id").asText();
        Await.until(() -> server.get(one, admin).json().path("state").asText().equals("done"));
        return server.get(one, admin).json();
    }

    @Test
    void everyTaskKindRuns() {
        assertEquals(3, done("clean_up").path("steps").size());
        assertTrue(done("health_report").path("note").asText().endsWith("parts are up"));
        assertTrue(done("alert_check").path("note").asText().contains("alerts"));
        done("report");
        JsonNode own = done("own_data").path("steps");
        assertEquals("1 people erased", own.path(0).path("note").asText());
        assertEquals("2 archives made", own.path(1).path("note").asText());
        assertEquals("no erased rows left in files", own.path(2).path("note").asText());

        JsonNode day =
                server.get("/api/tasks/reports", admin).json().path("items").path(0);
        assertEquals("BTC-USDT", day.path("figures").path(0).path("symbol").asText());
        assertEquals(
                200, server.get("/api/tasks/reports", stand.token(7, "analyst")).status());
        assertEquals(
                403, server.get("/api/tasks/reports", stand.token(8, "viewer")).status());
        JsonNode health =
                server.get("/api/tasks/health", operator).json().path("items").path(0);
        assertEquals("up", health.path("parts").path("database").asText());
        Await.until(() -> server.get("/api/tasks/workers", operator)
                .json()
                .path("items")
                .path(0)
                .path("here")
                .asBoolean());
        assertEquals(200, server.get("/api/tasks/alerts", operator).status());
    }

    @Test
    void tasksOfOtherTenantsAreForTheOperatorOnly() {
        String id = done("report").path("id").asText();
        String other = stand.tokenOf(2, 1, "admin");
        for (String path :
                List.of("/workers", "/health", "/alerts", "/tenants", "/tenants/1/tasks", "/tenants/1/tasks/" + id)) {
            assertEquals(403, server.get("/api/tasks" + path, admin).status(), path);
            assertEquals(200, server.get("/api/tasks" + path, operator).status(), path);
        }
        assertEquals(
                404, server.get("/api/tasks/tenants/2/tasks/" + id, operator).status());
        assertTrue(
                List.of(403, 404).contains(server.get("/api/tasks/" + id, other).status()));
        assertEquals(403, server.get("/api/tasks", stand.token(1, "trader")).status());
    }

    @Test
    void invalidTaskFieldsAreRefusedByName() {
        refused(400, "kind", server.post("/api/tasks", "{\"kind\":\"mine_coins\"}", admin));
        refused(400, "priority", server.post("/api/tasks", "{\"kind\":\"report\",\"priority\":10}", admin));
        refused(400, "key", server.post("/api/tasks", "{\"kind\":\"report\",\"key\":\"a b\"}", admin));
        refused(400, "state", server.get("/api/tasks?state=asleep", admin));
        refused(400, "cron", server.put("/api/tasks/kinds/report/schedule", "{\"cron\":\"0 0 30 2 *\"}", admin));
        refused(400, "zone", server.put("/api/tasks/kinds/report/schedule", "{\"zone\":\"Mars\"}", admin));
        String id = done("report").path("id").asText();
        assertEquals(409, server.post("/api/tasks/" + id + "/retry", "", admin).status());
        assertEquals(409, server.post("/api/tasks/" + id + "/cancel", "", admin).status());
        assertEquals(404, server.post("/api/tasks/999999/cancel", "", admin).status());
    }

    private static void refused(int status, String field, TestAnswer answer) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(field, answer.json().path("errors").path(0).path("field").asText(), answer.text());
    }

    private String versionOfReport() {
        for (JsonNode each : server.get("/api/tasks/schedules", admin).json().path("items")) {
            if (each.path("kind").asText().equals("report")) {
                return each.path("version").asText();
            }
        }
        return "";
    }

    /** Two administrators changed one schedule at once: the last one won, and neither heard of it. */
    @Test
    void aScheduleThatWasChangedMeanwhileIsNotChangedUnseen() {
        Await.until(() -> !versionOfReport().isEmpty());
        String path = "/api/tasks/kinds/report/schedule";
        String seen = versionOfReport();
        TestAnswer first = server.change("PUT", path, "{\"cron\":\"30 6 * * 1\"}", admin, seen);
        assertEquals(200, first.status(), first.text());

        TestAnswer second = server.change("PUT", path, "{\"enabled\":false}", admin, seen);

        assertEquals(409, second.status(), second.text());
        assertEquals("version_changed", second.code());
        String now = first.json().path("version").asText();
        assertTrue(second.text().contains(now), second.text());
        assertEquals(now, versionOfReport());
        TestAnswer again = server.change("PUT", path, "{\"enabled\":false}", admin, now);
        assertEquals("30 6 * * 1", again.json().path("cron").asText(), "what the other one said stays");
    }

    @Test
    void aScheduleIsSwitchedOffAndOn() {
        Await.until(() ->
                server.get("/api/tasks/schedules", admin).json().path("items").size() == 5);
        TestAnswer off = server.put("/api/tasks/kinds/report/schedule", "{\"enabled\":false}", admin);
        assertEquals(200, off.status(), off.text());
        assertTrue(off.json().path("next_at").isMissingNode()
                || off.json().path("next_at").isNull());
        TestAnswer on = server.put(
                "/api/tasks/kinds/report/schedule",
                "{\"enabled\":true,\"cron\":\"30 6 * * 1\",\"zone\":\"Asia/Tehran\"}",
                admin);
        assertEquals("30 6 * * 1", on.json().path("cron").asText());
        assertTrue(on.json().path("next_at").asText().endsWith("03:00:00Z")
                || on.json().path("next_at").asText().contains("T03:00:00"));
    }
}
