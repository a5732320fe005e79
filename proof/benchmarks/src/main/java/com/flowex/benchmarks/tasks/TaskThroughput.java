package com.flowex.benchmarks.tasks;

import com.flowex.operations.app.SlotSettings;
import com.flowex.operations.app.TaskKind;
import com.flowex.operations.app.TaskQueue;
import com.flowex.operations.app.TaskStep;
import com.flowex.operations.app.TaskSubmitter;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TaskRequest;
import com.flowex.platform.Platform;
import com.flowex.platform.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Throughput of tasks of ten tenants, over an embedded PostgreSQL that syncs every commit. Tasks are ordered and run at
 * the same time, and both rates are reported per second. At the end it counts every task in the database, and checks
 * that none ran twice.
 */
public final class TaskThroughput {

    private static final int TENANTS = 10;
    private static final int CALLERS = 16;
    private static final int THREADS = 4;

    private final AtomicInteger done = new AtomicInteger();
    private final Platform platform;
    private final TaskQueue queue;

    private TaskThroughput(String folder) {
        this.platform = Platform.open(Settings.of(Map.of("FLOWEX_DATA_DIR", folder)));
        TaskStep step = TaskStep.of("count", Duration.ofSeconds(5), _ -> "number " + done.incrementAndGet());
        TaskKind kind = new TaskKind("count", TaskKind.Whose.TENANT, List.of(step), 3, Optional.empty());
        this.queue = new TaskQueue(
                platform, new TaskSubmitter(platform, new Ten()), new Ten(), List.of(kind), SlotSettings.of(THREADS));
    }

    /** Ten active tenants. */
    private record Ten() implements TaskQueue.Tenants {

        @Override
        public Set<Integer> open() {
            return IntStream.rangeClosed(1, TENANTS).boxed().collect(Collectors.toSet());
        }

        @Override
        public boolean isOpen(int tenant) {
            return tenant >= 1 && tenant <= TENANTS;
        }
    }

    /** @param arguments an empty folder, and the number of tasks */
    public static void main(String[] arguments) throws Exception {
        TaskThroughput throughput = new TaskThroughput(arguments[0]);
        int tasks = Integer.parseInt(arguments[1]);
        try (Platform _ = throughput.platform;
                TaskQueue queue = throughput.queue) {
            queue.start();
            throughput.measure("warm-up, one by one", tasks / 4, 1);
            throughput.measure("one by one, " + CALLERS + " callers", tasks, 1);
            throughput.measure("a hundred in a transaction", tasks, 100);
        }
    }

    private void measure(String subject, int tasks, int concurrency) throws Exception {
        int before = done.get();
        long start = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> all = IntStream.range(0, CALLERS)
                    .<Future<?>>mapToObj(_ -> callers.submit(() -> order(next, tasks, concurrency)))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        }
        long ordered = System.nanoTime() - start;
        while (left() > 0) {
            LockSupport.parkNanos(20_000_000);
        }
        long over = System.nanoTime() - start;
        if (done.get() - before != tasks) {
            throw new IllegalStateException(done.get() - before + " were done of " + tasks);
        }
        System.out.printf(
                "%-32s %,8d tasks: ordered %,6d a second, ordered and done %,6d a second%n",
                subject, tasks, rate(tasks, ordered), rate(tasks, over));
    }

    private static long rate(int tasks, long nanos) {
        return tasks * TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private void order(AtomicInteger next, int tasks, int concurrency) {
        for (int at = next.getAndAdd(concurrency); at < tasks; at = next.getAndAdd(concurrency)) {
            int tenant = 1 + at / concurrency % TENANTS;
            List<TaskRequest> orders = IntStream.range(0, Math.min(concurrency, tasks - at))
                    .mapToObj(_ ->
                            new TaskRequest(tenant, "count", Task.PRIORITY_DEFAULT, null, queue.now(), "a benchmark"))
                    .toList();
            if (orders.size() == 1) {
                queue.order(orders.getFirst());
            } else {
                queue.orderAll(tenant, orders);
            }
        }
    }

    private long left() {
        return IntStream.rangeClosed(1, TENANTS)
                .mapToLong(tenant -> queue.page(tenant, Long.MAX_VALUE, "queued", null, 1)
                                .size()
                        + queue.page(tenant, Long.MAX_VALUE, "running", null, 1).size())
                .sum();
    }
}
