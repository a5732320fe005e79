package com.flowex.app.wiring;

import com.flowex.access.tenancy.Tenant;
import com.flowex.operations.app.TaskKindNames;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import java.time.Duration;
import java.util.Map;

/** Tasks that a demo does once at its first start, because their schedules begin at night or minutes later. */
final class DemoTasks {

    /** The key of these tasks: of one kind with one key there is one task. */
    private static final String KEY = "first start";

    /** Time until market caps of the sample's coins are known, and the markets quote. */
    private static final Duration AFTER = Duration.ofSeconds(15);

    /** Time until the demo has traded what surveillance finds, and was quiet for a minute. */
    private static final Duration AFTER_LAYERING = Duration.ofSeconds(90);

    private static final Map<String, Duration> KINDS = Map.of(
            TaskKindNames.DAILY_RISK, AFTER,
            TaskKindNames.PORTFOLIO_RISK, AFTER,
            TaskKindNames.HEALTH_REPORT, AFTER,
            TaskKindNames.SURVEILLANCE, AFTER_LAYERING);

    private DemoTasks() {}

    static void order(TaskSubmitter tasks) {
        tasks.orderAll(
                Tenant.DEFAULT,
                KINDS.entrySet().stream()
                        .map(each -> new TaskRequest(
                                Tenant.DEFAULT,
                                each.getKey(),
                                Task.PRIORITY_DEFAULT,
                                KEY,
                                tasks.now().plus(each.getValue()),
                                "the exchange"))
                        .toList());
    }
}
