package com.flowex.operations.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.operations.app.DailyReport;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.store.HealthReportTables;
import com.flowex.operations.store.TaskWorker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints of the reports that tasks write: daily reports for a tenant's administrators; workers, health and alerts
 * for operators.
 */
public final class TaskReportRoutes {

    private static final String ROOT = "/api/tasks";

    private final TaskQueue queue;
    private final HealthReportTables tables;
    private final DailyReport reports;

    public TaskReportRoutes(TaskQueue queue, HealthReportTables tables, DailyReport reports) {
        this.queue = queue;
        this.tables = tables;
        this.reports = reports;
    }

    public Routes routes() {
        Access platform = Access.of(Permission.TENANTS_MANAGE);
        return new Routes()
                .get(ROOT + "/reports", Access.of(Permission.ANALYTICS), this::reports)
                .audited()
                .query("limit", "cursor")
                .get(ROOT + "/workers", platform, _ -> workers())
                .unaudited()
                .get(ROOT + "/health", platform, this::health)
                .unaudited()
                .query("limit", "cursor")
                .get(ROOT + "/alerts", platform, this::alerts)
                .unaudited()
                .query("limit", "cursor");
    }

    /** Schema DayReport of docs/api/openapi.yaml. */
    private record DayBody(String day, Instant madeAt, List<Map<String, String>> figures) {}

    private Answer reports(Request request) {
        int limit = request.limit();
        List<DailyReport.Report> rows = reports.page(request.tenant(), request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(
                Page.of(rows, limit, report -> request.cursorBehind(report.day().toEpochDay()))
                        .map(report -> new DayBody(report.day().toString(), report.madeAt(), report.figures())));
    }

    /** Schema TaskWorker of docs/api/openapi.yaml. */
    private record WorkerBody(String name, boolean here, int threads, int busy, Instant startedAt, Instant seenAt) {}

    private Answer workers() {
        Instant gone = queue.now().minus(TaskQueue.GONE_AFTER);
        return Answer.ok(Page.whole(
                queue.workers().stream().map(worker -> body(worker, gone)).toList()));
    }

    private static WorkerBody body(TaskWorker worker, Instant gone) {
        return new WorkerBody(
                worker.name(),
                worker.seenAt().isAfter(gone),
                worker.threads(),
                worker.busy(),
                worker.startedAt(),
                worker.seenAt());
    }

    /** Schema HealthReport of docs/api/openapi.yaml. */
    private record HealthBody(String id, Instant at, String worker, boolean ready, Map<String, String> parts) {}

    private Answer health(Request request) {
        int limit = request.limit();
        List<HealthReportTables.Report> rows = tables.reports(request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, report -> request.cursorBehind(report.id()))
                .map(report -> new HealthBody(
                        Long.toString(report.id()), report.at(), report.worker(), report.ready(), report.parts())));
    }

    /** Schema OperatorAlert of docs/api/openapi.yaml. */
    private record AlertBody(
            String id,
            String name,
            String why,
            Instant since,
            @Nullable Instant endedAt) {}

    private Answer alerts(Request request) {
        int limit = request.limit();
        List<HealthReportTables.Alert> rows = tables.alerts(request.cursor(Long.MAX_VALUE), limit + 1);
        return Answer.ok(Page.of(rows, limit, alert -> request.cursorBehind(alert.id()))
                .map(alert -> new AlertBody(
                        Long.toString(alert.id()), alert.name(), alert.why(), alert.since(), alert.endedAt())));
    }
}
