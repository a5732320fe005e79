package com.flowex.operations.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.http.version.SettingsVersion;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.store.TaskSchedule;
import com.flowex.platform.errors.Fields;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints of the schedules of a tenant's tasks. An administrator changes those of the own tenant. */
public final class ScheduleRoutes {

    private static final String ALL = "/api/tasks/schedules";

    private final TaskQueue queue;

    public ScheduleRoutes(TaskQueue queue) {
        this.queue = queue;
    }

    public Routes routes() {
        Access own = Access.of(Permission.TENANT_CONFIGURE);
        return new Routes()
                .get(ALL, own, this::list)
                .unaudited()
                .put("/api/tasks/kinds/{kind}/schedule", own, this::put);
    }

    /** Schema TaskSchedule of docs/api/openapi.yaml. */
    private record Body(
            String kind,
            String cron,
            String zone,
            boolean enabled,
            @Nullable Instant nextAt,
            String changedBy,
            String version) {

        static Body of(TaskSchedule schedule) {
            return new Body(
                    schedule.kind(),
                    schedule.cron(),
                    schedule.zone(),
                    schedule.enabled(),
                    schedule.enabled() ? schedule.nextAt() : null,
                    schedule.changedBy(),
                    SettingsVersion.of(settings(schedule)));
        }

        static List<Object> settings(TaskSchedule schedule) {
            return List.of(schedule.kind(), schedule.cron(), schedule.zone(), schedule.enabled());
        }
    }

    /** Request body. An absent field keeps its present value. */
    private record Form(
            @Nullable String cron,
            @Nullable String zone,
            @Nullable Boolean enabled) {}

    private Answer list(Request request) {
        return Answer.ok(Page.whole(
                queue.schedules(request.tenant()).stream().map(Body::of).toList()));
    }

    private Answer put(Request request) {
        Form form = request.body(Form.class);
        String kind = TaskRoutes.kindOf(queue, request.tenant(), request.path("kind"));
        TaskSchedule after = queue.schedule(request.tenant(), kind, before -> changed(request, form, kind, before));
        return Answer.ok(Body.of(after));
    }

    private TaskSchedule changed(Request request, Form form, String kind, Optional<TaskSchedule> before) {
        SettingsVersion.require(
                request, "the schedule of " + kind, before.map(Body::settings).orElse(List.of()));
        Fields fields = new Fields();
        String zone = Objects.requireNonNullElse(
                form.zone(), before.map(TaskSchedule::zone).orElse("UTC"));
        String cron = Objects.requireNonNullElse(
                form.cron(), before.map(TaskSchedule::cron).orElse(""));
        if (!TaskQueue.isZone(zone)) {
            fields.refuse("zone", TaskQueue.zoneRule());
        }
        fields.check();
        Optional<Instant> next = queue.due(cron, zone);
        if (next.isEmpty()) {
            fields.refuse("cron", TaskQueue.cronRule());
        }
        fields.check();
        boolean enabled = Objects.requireNonNullElse(form.enabled(), true);
        TaskSchedule after = new TaskSchedule(kind, cron, zone, enabled, next.orElseThrow(), TaskRoutes.who(request));
        request.audit("schedule of " + kind, before.map(Body::of).orElse(null), Body.of(after));
        return after;
    }
}
