package com.flowex.operations;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.operations.api.ScheduleRoutes;
import com.flowex.operations.api.TaskReportRoutes;
import com.flowex.operations.api.TaskRoutes;
import com.flowex.operations.app.ActiveTenants;
import com.flowex.operations.app.AlertCheck;
import com.flowex.operations.app.CleanUp;
import com.flowex.operations.app.DailyReport;
import com.flowex.operations.app.HealthReport;
import com.flowex.operations.app.SlotSettings;
import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.operations.store.HealthReportTables;
import com.flowex.operations.store.ReportsTable;
import com.flowex.operations.store.TaskCounts;
import com.flowex.platform.Platform;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Wired operations service: the task queue, the kinds of tasks and the endpoints. */
public final class OperationsService implements AutoCloseable {

    private final TaskQueue queue;
    private final Routes routes;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param submitter submission of tasks in this process
     * @param outdated removes a tenant's outdated rows about users; returns the number of rows
     * @param figures figures of a tenant's day
     * @param others kinds of tasks of other services
     */
    public OperationsService(
            Edge edge,
            OperationsSettings settings,
            TaskSubmitter submitter,
            IntUnaryOperator outdated,
            DailyReport.Figures figures,
            List<TaskKind> others) {
        Platform platform = edge.platform();
        TenantDirectory directory = edge.tenants();
        ActiveTenants active = new ActiveTenants(directory);
        InstantSource clock = InstantSource.system();
        TaskCounts rows = new TaskCounts(platform.database());
        HealthReportTables tables = new HealthReportTables(platform.database());
        DailyReport reports = new DailyReport(new ReportsTable(platform.database()), figures, clock);
        List<TaskKind> kinds = new ArrayList<>(others);
        Collections.addAll(
                kinds,
                new CleanUp(rows, tables, () -> directory.all().keySet(), outdated, settings.history(), clock).kind(),
                reports.kind(),
                new HealthReport(platform.health(), tables, clock).kind(),
                new AlertCheck(platform.health(), rows, active::open, tables, clock).kind());
        this.queue = new TaskQueue(platform, submitter, active, kinds, SlotSettings.of(settings.threads()));
        this.routes = new Routes()
                .addAll(new ScheduleRoutes(queue).routes())
                .addAll(new TaskReportRoutes(queue, tables, reports).routes())
                .addAll(new TaskRoutes(queue, rows).routes());
    }

    /** Brings the schema up to date and starts to execute due tasks. */
    public void start() {
        queue.start();
    }

    public Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        queue.close();
    }
}
