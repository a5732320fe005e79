package com.flowex.app.wiring;

import com.flowex.access.tenancy.Tenant;
import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import java.time.Duration;
import java.util.List;

/** Tasks that a demo does once at its first start, because their schedules begin at night or minutes later. */
final class DemoTasks {

    /** The key of these tasks: of one kind with one key there is one task. */
    private static final String KEY = "first start";

    /** Time until market caps of the sample's coins are known, and the markets quote. */
    private static final Duration AFTER = Duration.ofSeconds(15);

    private static final List<String> KINDS = List.of(
            TaskKindNames.DAILY_RISK,
            TaskKindNames.PORTFOLIO_RISK,
            TaskKindNames.HEALTH_REPORT,
            TaskKindNames.SURVEILLANCE);

    private DemoTasks() {}

    static void order(TaskSubmitter tasks) {
        tasks.orderAll(
                Tenant.DEFAULT,
                KINDS.stream()
                        .map(kind -> new TaskRequest(
                                Tenant.DEFAULT,
                                kind,
                                Task.PRIORITY_DEFAULT,
                                KEY,
                                tasks.now().plus(AFTER),
                                "the exchange"))
                        .toList());
    }
}
