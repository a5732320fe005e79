package com.flowex.operations.task;

import com.flowex.operations.app.RetryPauses;
import com.flowex.operations.app.SlotSettings;
import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.app.TaskStep;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.testing.TestPlatform;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A process of its own on the given database. It does the first step of a task, and ends as if killed in the second.
 */
public final class EndingProcess {

    public static final String KIND = "trip";

    private EndingProcess() {}

    public static TaskQueue.Tenants tenants(int... open) {
        Set<Integer> all = Set.copyOf(Arrays.stream(open).boxed().toList());
        return new TaskQueue.Tenants() {
            @Override
            public Set<Integer> open() {
                return all;
            }

            @Override
            public boolean isOpen(int tenant) {
                return all.contains(tenant);
            }
        };
    }

    public static TaskKind trip(TaskStep.Work first, TaskStep.Work second) {
        Duration longest = Duration.ofSeconds(30);
        return new TaskKind(
                KIND,
                TaskKind.Whose.TENANT,
                List.of(TaskStep.of("first", longest, first), new TaskStep("second", Set.of("first"), longest, second)),
                3,
                Optional.empty());
    }

    public static void main(String[] server) throws InterruptedException {
        DatabaseChoice.Server database = new DatabaseChoice.Server(server[0], server[1], server[2]);
        Platform platform = TestPlatform.on(database, Map.of());
        TaskKind trip = trip(_ -> "by the process that ends", _ -> {
            Runtime.getRuntime().halt(137);
            return "";
        });
        TaskQueue queue = new TaskQueue(
                platform,
                new TaskSubmitter(platform, tenants(1)),
                tenants(1),
                List.of(trip),
                new SlotSettings(2, RetryPauses.USUAL, Duration.ofMillis(200)));
        queue.start();
        new CountDownLatch(1).await();
    }
}
