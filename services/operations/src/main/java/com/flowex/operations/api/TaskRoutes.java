package com.flowex.operations.api;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskCounts;
import com.flowex.operations.store.TaskRequest;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Endpoints of tasks: for a tenant's administrators, and for operators, who name any tenant by its number. */
public final class TaskRoutes {

    private static final String OWN = "/api/tasks";
    private static final String OF_TENANT = OWN + "/tenants/{number}/tasks";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    private static final String KEY_RULE = "1 to 64 of A-Z a-z 0-9 _ . : -";
    private static final int KIND_LENGTH_MAX = 64;
    private static final int WEIGHT = 5;

    private final TaskQueue queue;
    private final TaskCounts rows;

    public TaskRoutes(TaskQueue queue, TaskCounts rows) {
        this.queue = queue;
        this.rows = rows;
    }

    /** Returns the routes. They must be added after those whose last segment is a word: here it is a number. */
    public Routes routes() {
        Access own = Access.of(Permission.TENANT_CONFIGURE);
        Access platform = Access.of(Permission.TENANTS_MANAGE);
        return new Routes()
                .get(OWN, own, request -> list(request, request.tenant()))
                .unaudited()
                .query("state", "kind", "limit", "cursor")
                .post(OWN, own, this::order)
                .weight(WEIGHT)
                .get(OWN + "/queues", own, request -> queues(request.tenant()))
                .unaudited()
                .get(OWN + "/tenants", platform, _ -> tenants())
                .unaudited()
                .weight(WEIGHT)
                .get(OF_TENANT, platform, request -> list(request, tenant(request)))
                .unaudited()
                .query("state", "kind", "limit", "cursor")
                .get(OF_TENANT + "/{id}", platform, request -> one(request, tenant(request)))
                .unaudited()
                .post(OF_TENANT + "/{id}/retry", platform, request -> retry(request, tenant(request)))
                .withoutBody()
                .post(OF_TENANT + "/{id}/cancel", platform, request -> cancel(request, tenant(request)))
                .withoutBody()
                .get(OWN + "/{id}", own, request -> one(request, request.tenant()))
                .unaudited()
                .post(OWN + "/{id}/retry", own, request -> retry(request, request.tenant()))
                .withoutBody()
                .post(OWN + "/{id}/cancel", own, request -> cancel(request, request.tenant()))
                .withoutBody();
    }

    private Answer list(Request request, int tenant) {
        String state = request.query("state").map(TaskRoutes::state).orElse(null);
        String kind = request.query("kind").orElse(null);
        int limit = request.limit();
        long before = request.cursor(Long.MAX_VALUE);
        return Answer.ok(Page.of(
                        queue.page(tenant, before, state, kind, limit + 1),
                        limit,
                        task -> request.cursorBehind(task.id()))
                .map(task -> TaskBody.of(task, seesWhole(request))));
    }

    private static String state(String word) {
        return Arrays.stream(Task.State.values())
                .map(Task.State::word)
                .filter(word::equals)
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "state",
                        "one of "
                                + Arrays.stream(Task.State.values())
                                        .map(Task.State::word)
                                        .collect(Collectors.joining(", "))));
    }

    private Answer one(Request request, int tenant) {
        long id = request.pathNumber("id");
        return Answer.ok(TaskBody.of(found(tenant, id), seesWhole(request)));
    }

    private Task found(int tenant, long id) {
        return queue.find(tenant, id).orElseThrow(() -> Refusal.notFound("there is no task " + id));
    }

    /** Request body; any field may be absent. */
    private record Form(
            @Nullable String kind,
            @Nullable Integer priority,
            @Nullable String key) {}

    private Answer order(Request request) {
        Form form = request.body(Form.class);
        Fields fields = new Fields();
        int priority = form.priority() == null
                ? Task.PRIORITY_DEFAULT
                : fields.within("priority", form.priority(), 0, Task.PRIORITY_MAX);
        if (form.key() != null && !KEY.matcher(form.key()).matches()) {
            fields.refuse("key", KEY_RULE);
        }
        String kind = fields.text("kind", form.kind(), KIND_LENGTH_MAX);
        fields.check();
        kindOf(queue, request.tenant(), kind);
        Task task =
                queue.order(new TaskRequest(request.tenant(), kind, priority, form.key(), queue.now(), who(request)));
        TaskBody body = TaskBody.of(task, seesWhole(request));
        request.audit("task " + task.id(), null, body);
        return Answer.of(202, body);
    }

    /**
     * Returns the kind if the tenant may order tasks of it.
     *
     * @throws Refusal 400, with the kinds that the tenant may order
     */
    static String kindOf(TaskQueue queue, int tenant, String kind) {
        if (queue.kind(tenant, kind).isEmpty()) {
            throw Refusal.invalid(
                    "kind",
                    "one of "
                            + queue.kinds().keySet().stream()
                                    .filter(known -> queue.kind(tenant, known).isPresent())
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return kind;
    }

    private Answer retry(Request request, int tenant) {
        long id = request.pathNumber("id");
        Task before = found(tenant, id);
        return changed(request, before, queue.retry(tenant, id, who(request)));
    }

    private Answer cancel(Request request, int tenant) {
        long id = request.pathNumber("id");
        Task before = found(tenant, id);
        return changed(request, before, queue.cancel(tenant, id, who(request)));
    }

    private static Answer changed(Request request, Task before, Task after) {
        TaskBody body = TaskBody.of(after, seesWhole(request));
        request.audit("task " + after.id() + " of tenant " + after.tenant(), TaskBody.of(before, true), body);
        return Answer.ok(body);
    }

    /** Schema TaskQueue of docs/api/openapi.yaml. */
    private record QueueBody(String kind, String state, long tasks, Instant firstDueAt) {

        static QueueBody of(TaskCounts.Waiting queue) {
            return new QueueBody(queue.kind(), queue.state(), queue.tasks(), queue.firstDueAt());
        }
    }

    private Answer queues(int tenant) {
        return Answer.ok(
                Page.whole(rows.queues(tenant).stream().map(QueueBody::of).toList()));
    }

    /** Schema TenantTasks of docs/api/openapi.yaml. */
    private record TenantBody(int tenant, List<QueueBody> queues) {}

    private Answer tenants() {
        return Answer.ok(Page.whole(queue.tenants().stream()
                .sorted()
                .map(tenant -> new TenantBody(
                        tenant, rows.queues(tenant).stream().map(QueueBody::of).toList()))
                .filter(body -> !body.queues().isEmpty())
                .toList()));
    }

    private static int tenant(Request request) {
        return Math.toIntExact(Math.min(request.pathNumber("number"), Integer.MAX_VALUE));
    }

    private static boolean seesWhole(Request request) {
        return request.caller().may(Permission.TENANTS_MANAGE);
    }

    static String who(Request request) {
        return "user " + request.caller().userId();
    }
}
