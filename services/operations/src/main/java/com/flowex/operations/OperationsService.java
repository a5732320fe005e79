package com.flowex.operations;

import com.flowex.edge.Edge;
import com.flowex.edge.http.Routes;
import com.flowex.edge.tenancy.Tenant;
import com.flowex.edge.tenancy.TenantDirectory;
import com.flowex.ground.Platform;
import com.flowex.operations.kind.AlertCheck;
import com.flowex.operations.kind.CleanUp;
import com.flowex.operations.kind.DailyReport;
import com.flowex.operations.kind.HealthReport;
import com.flowex.operations.kind.KindNames;
import com.flowex.operations.kind.OwnDataWork;
import com.flowex.operations.kind.Sightings;
import com.flowex.operations.task.Task;
import com.flowex.operations.task.TaskKind;
import com.flowex.operations.task.TaskOrder;
import com.flowex.operations.task.TaskQueue;
import com.flowex.operations.task.TaskRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Wires the tasks, what they do, and who may look at them. */
public final class OperationsService implements AutoCloseable {

    private final TaskQueue queue;
    private final Routes routes;

    /**
     * Wires the service; {@link #start} starts it.
     *
     * @param outdated forgets a tenant's rows of users that mean nothing any more; answers how many
     * @param figures what a tenant's day came to
     * @param ownData does what people asked for of their own data
     * @param others kinds of tasks that other services have
     */
    public OperationsService(
            Edge edge,
            OperationsSettings settings,
            IntUnaryOperator outdated,
            DailyReport.Figures figures,
            OwnDataWork.Doing ownData,
            List<TaskKind> others) {
        Platform ground = edge.ground();
        TenantDirectory directory = edge.tenants();
        InstantSource clock = InstantSource.system();
        TaskRows rows = new TaskRows(ground.database());
        Sightings sightings = new Sightings(ground.database());
        DailyReport reports = new DailyReport(ground.database(), figures, clock);
        List<TaskKind> kinds = new ArrayList<>(others);
        Collections.addAll(
                kinds,
                new CleanUp(rows, sightings, () -> directory.all().keySet(), outdated, settings.history(), clock)
                        .kind(),
                reports.kind(),
                new OwnDataWork(ownData).kind(),
                new HealthReport(ground.health(), sightings, clock).kind(),
                new AlertCheck(ground.health(), rows, () -> active(directory), sightings, clock).kind());
        this.queue = new TaskQueue(ground, new Active(directory), kinds, settings.threads());
        this.routes = new Routes()
                .addAll(new ScheduleRoutes(queue).routes())
                .addAll(new SightingRoutes(queue, sightings, reports).routes())
                .addAll(new TaskRoutes(queue, rows).routes());
    }

    /** Tasks of a tenant that is suspended wait until it is resumed. */
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

    /** Has what people asked for of their own data done, by whichever process does tasks. */
    public void askOwnData(int tenant, Instant due, String by) {
        queue.order(new TaskOrder(tenant, KindNames.OWN_DATA, Task.PRIORITY_DEFAULT, null, due, by));
    }

    /** Brings the schema up to date, so that tasks may be ordered here that others do. */
    public void follow() {
        queue.follow();
    }

    /** Brings the schema up to date, and goes on with what is due. */
    public void start() {
        queue.start();
    }

    /** Tenants, none that is suspended, whose schedule orders this kind of task. */
    public Set<Integer> scheduled(String kind) {
        return queue.scheduled(kind);
    }

    /** Where tasks are ordered. */
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
