package com.flowex.operations;

import com.flowex.access.Edge;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Tenant;
import com.flowex.access.tenancy.TenantDirectory;
import com.flowex.operations.api.ScheduleRoutes;
import com.flowex.operations.api.TaskReportRoutes;
import com.flowex.operations.api.TaskRoutes;
import com.flowex.operations.app.AlertCheck;
import com.flowex.operations.app.CleanUp;
import com.flowex.operations.app.DailyReport;
import com.flowex.operations.app.HealthReport;
import com.flowex.operations.app.PersonalDataTask;
import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.store.HealthReportTables;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskCounts;
import com.flowex.operations.store.TaskRequest;
import com.flowex.platform.Platform;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Wired operations service: the task queue, the kinds of tasks and the endpoints. */
public final class OperationsService implements AutoCloseable {

    private final TaskQueue queue;
    private final Routes routes;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param outdated removes a tenant's outdated rows about users; returns the number of rows
     * @param figures figures of a tenant's day
     * @param ownData execution of users' requests about their own data
     * @param others kinds of tasks of other services
     */
    public OperationsService(
            Edge edge,
            OperationsSettings settings,
            IntUnaryOperator outdated,
            DailyReport.Figures figures,
            PersonalDataTask.PersonalDataExecutor ownData,
            List<TaskKind> others) {
        Platform ground = edge.ground();
        TenantDirectory directory = edge.tenants();
        InstantSource clock = InstantSource.system();
        TaskCounts rows = new TaskCounts(ground.database());
        HealthReportTables sightings = new HealthReportTables(ground.database());
        DailyReport reports = new DailyReport(ground.database(), figures, clock);
        List<TaskKind> kinds = new ArrayList<>(others);
        Collections.addAll(
                kinds,
                new CleanUp(rows, sightings, () -> directory.all().keySet(), outdated, settings.history(), clock)
                        .kind(),
                reports.kind(),
                new PersonalDataTask(ownData).kind(),
                new HealthReport(ground.health(), sightings, clock).kind(),
                new AlertCheck(ground.health(), rows, () -> active(directory), sightings, clock).kind());
        this.queue = new TaskQueue(ground, new Active(directory), kinds, settings.threads());
        this.routes = new Routes()
                .addAll(new ScheduleRoutes(queue).routes())
                .addAll(new TaskReportRoutes(queue, sightings, reports).routes())
                .addAll(new TaskRoutes(queue, rows).routes());
    }

    /** Tenants whose tasks are executed. Tasks of a suspended tenant wait until it is resumed. */
    private record Active(TenantDirectory directory) implements TaskQueue.Tenants {

        @Override
        public Set<Integer> open() {
            return active(directory);
        }

        @Override
        public boolean isOpen(int tenant) {
            return directory.isActive(tenant);
        }
    }

    private static Set<Integer> active(TenantDirectory directory) {
        return directory.all().values().stream()
                .map(Tenant::number)
                .filter(directory::isActive)
                .collect(Collectors.toSet());
    }

    /**
     * Orders the task that executes users' requests about their own data. Any process with task workers may execute it.
     */
    public void askOwnData(int tenant, Instant due, String by) {
        queue.order(new TaskRequest(tenant, TaskKindNames.OWN_DATA, Task.PRIORITY_DEFAULT, null, due, by));
    }

    /** Brings the schema up to date, so that this process may order tasks that other processes execute. */
    public void follow() {
        queue.follow();
    }

    /** Brings the schema up to date and starts to execute due tasks. */
    public void start() {
        queue.start();
    }

    /** Returns the tenants that are not suspended and whose schedule orders this kind of task. */
    public Set<Integer> scheduled(String kind) {
        return queue.scheduled(kind);
    }

    /** Returns the task queue. */
    public TaskQueue queue() {
        return queue;
    }

    public Routes routes() {
        return routes;
    }

    @Override
    public void close() {
        queue.close();
    }
}
