package com.flowex.systemtests;

import java.time.Duration;
import java.util.Map;

/** Every task that there is, ordered and done, and all routes about them, over HTTP. */
final class TaskWalk {

    private TaskWalk() {}

    /** Calls the routes as a super administrator of the first tenant. */
    static void walk(HttpApi admin) {
        for (String kind : new String[] {
            "clean_up",
            "health_report",
            "alert_check",
            "report",
            "daily_risk",
            "risk_alerts",
            "surveillance",
            "case_restrictions",
            "own_data",
            "listing_sync",
            "price_sync",
            "history_backfill"
        }) {
            String id = admin.post("/api/tasks", Map.of("kind", kind))
                    .expect(202)
                    .body()
                    .path("id")
                    .asText();
            Deadline.await(
                    Duration.ofMinutes(5),
                    () -> admin.get("/api/tasks/" + id)
                            .body()
                            .path("state")
                            .asText()
                            .equals("done"),
                    () -> admin.get("/api/tasks/" + id).text());
            admin.get("/api/tasks/tenants/1/tasks/" + id).expect(200);
            admin.send("POST", "/api/tasks/" + id + "/cancel", "").expect(409);
            admin.send("POST", "/api/tasks/tenants/1/tasks/" + id + "/retry", "")
                    .expect(409);
        }
        for (String path : new String[] {
            "?state=done&kind=report&limit=1",
            "/queues",
            "/schedules",
            "/reports",
            "/workers",
            "/health?limit=1",
            "/alerts",
            "/tenants",
            "/tenants/1/tasks"
        }) {
            admin.get("/api/tasks" + path).expect(200);
        }
        admin.send("PUT", "/api/tasks/kinds/report/schedule", "{\"enabled\":true,\"cron\":\"15 0 * * *\"}")
                .expect(200);
    }
}
