package com.flowex.operations.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.operations.store.StepReport;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.Task.State;
import com.flowex.operations.store.TaskCounts;
import com.flowex.operations.store.TaskRequest;
import com.flowex.operations.store.TaskSchedule;
import com.flowex.operations.task.EndingProcess;
import com.flowex.operations.task.Settable;
import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.jobs.Backoff;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a task is done by one process at a time, goes on where it stood, is tried again, and keeps no other tenant waiting. Method: steps
 * that say what the test wants, against the real scheduler and PostgreSQL.
 */
@Timeout(900)
class TaskQueueTest {

    private static final RetryPauses QUICK = new RetryPauses(
            new Backoff(Duration.ofSeconds(60), Duration.ofSeconds(240), new Random(1)), Duration.ofSeconds(5));
    private static final RetryPauses QUICK_REAL = new RetryPauses(
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(20), new Random(1)), Duration.ofMillis(10));
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final DatabaseChoice.Server server = TestPostgres.freshDatabase("operations");
    private final Platform platform = TestPlatform.on(server, Map.of());
    private final Settable clock = new Settable();
    private final Queue<String> happened = new ConcurrentLinkedQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        platform.close();
    }

    private static TaskKind kind(String name, TaskStep... steps) {
        return new TaskKind(name, TaskKind.Whose.TENANT, List.of(steps), 3, Optional.empty());
    }

    private static TaskKind small(TaskStep.Work work) {
        return kind("small", TaskStep.of("work", Duration.ofSeconds(5), work));
    }

    private TaskQueue queue(InstantSource time, SlotSettings settings, TaskKind... kinds) {
        TaskQueue.Tenants tenants = EndingProcess.tenants(1, 2);
        return new TaskQueue(platform, new TaskSubmitter(platform, tenants, time), tenants, List.of(kinds), settings);
    }

    private TaskQueue queue(InstantSource time, int threads, TaskKind... kinds) {
        TaskQueue queue = queue(time, new SlotSettings(threads, QUICK, Duration.ofMillis(200)), kinds);
        open.add(queue);
        queue.start();
        return queue;
    }

    private static TaskRequest order(int tenant, String kind, Instant at) {
        return new TaskRequest(tenant, kind, Task.PRIORITY_DEFAULT, null, at, "a test");
    }

    private Task ordered(TaskQueue queue, String kind) {
        return queue.order(order(1, kind, queue.now()));
    }

    private static Task awaits(TaskQueue queue, Task task, State state) {
        Await.until(() -> queue.find(task.tenant(), task.id()).orElseThrow().state() == state);
        return queue.find(task.tenant(), task.id()).orElseThrow();
    }

    private static String steps(Task task) {
        return String.join(
                ", ",
                task.steps().stream()
                        .map(step -> step.name() + " " + step.word())
                        .toList());
    }

    @Test
    void twoProcessesNeverDoOneTaskAndTogetherDoAllOfThem() {
        Map<Long, AtomicInteger> done = new ConcurrentHashMap<>();
        TaskKind kind = small(task -> {
            done.computeIfAbsent(task.id(), _ -> new AtomicInteger()).incrementAndGet();
            return "done";
        });
        TaskQueue one = queue(InstantSource.system(), 4, kind);
        TaskQueue other = queue(InstantSource.system(), new SlotSettings(4, QUICK, LONGEST), kind);
        open.add(other);
        other.start();
        for (int tenant = 1; tenant <= 2; tenant++) {
            int whose = tenant;
            one.orderAll(
                    tenant,
                    IntStream.range(0, 600)
                            .mapToObj(_ -> order(whose, "small", Instant.now()))
                            .toList());
        }
        Await.until(() -> done.size() == 1_200
                && one.page(1, Long.MAX_VALUE, "done", null, 1_000).size() == 600
                && one.page(2, Long.MAX_VALUE, "done", null, 1_000).size() == 600);

        assertEquals(
                Set.of(1),
                Set.copyOf(done.values().stream().map(AtomicInteger::get).toList()));
        Await.until(() -> one.workers().size() == 2);
    }

    @Test
    void taskKilledInAStepResumesAtThatStep() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingProcess.class.getName(),
                        server.url(),
                        server.user(),
                        server.password())
                .redirectErrorStream(true)
                .redirectOutput(File.createTempFile("ending", ".log"))
                .start();
        open.add(process::destroyForcibly);
        TaskQueue idle = queue(
                InstantSource.system(),
                new SlotSettings(2, QUICK_REAL, Duration.ofMillis(200)),
                EndingProcess.trip(_ -> "again", _ -> "by another"));
        Task task = idle.order(order(1, EndingProcess.KIND, Instant.now()));
        assertEquals(137, process.waitFor());
        assertEquals(State.RUNNING, idle.find(1, task.id()).orElseThrow().state());

        open.add(idle);
        idle.start();
        Task after = awaits(idle, task, State.DONE);

        assertEquals(
                List.of("by the process that ends", "by another"),
                after.steps().stream().map(StepReport::note).toList());
        assertEquals(1, after.attempts());
    }

    @Test
    void failedTaskIsRetriedWithBackoffThenDeadAndCanBeRetried() {
        AtomicInteger attempts = new AtomicInteger();
        TaskQueue queue = queue(clock, 2, kind("frail", TaskStep.of("work", LONGEST, _ -> {
            if (attempts.incrementAndGet() <= 3) {
                throw new IOException("out of order");
            }
            return "well";
        })));
        Instant start = clock.instant();
        Task task = ordered(queue, "frail");
        Await.until(() -> queue.find(1, task.id()).orElseThrow().attempts() == 1);
        Duration first =
                Duration.between(start, queue.find(1, task.id()).orElseThrow().dueAt());
        assertTrue(first.toSeconds() >= 30 && first.toSeconds() <= 90, first + " after the first attempt");
        Await.pause(Duration.ofMillis(1_200)); // the list was looked through
        assertEquals(1, attempts.get());

        clock.move(Duration.ofSeconds(60));
        Await.until(() -> queue.find(1, task.id()).orElseThrow().attempts() == 2);
        Duration second = Duration.between(
                clock.instant(), queue.find(1, task.id()).orElseThrow().dueAt());
        assertTrue(second.toSeconds() >= 30 && second.toSeconds() <= 120, second + " after the second");
        clock.move(Duration.ofMinutes(2));
        Task dead = awaits(queue, task, State.DEAD);
        assertEquals("work: out of order", dead.why());
        assertEquals("work: attempt 3 of 3 failed", dead.note());

        queue.retry(1, task.id(), "a test");
        assertEquals("well", awaits(queue, task, State.DONE).note());
        assertThrows(Refusal.class, () -> queue.retry(1, task.id(), "a test"));
    }

    @Test
    void tenantWithManyTasksDoesNotDelayOthers() {
        TaskQueue queue = queue(InstantSource.system(), 1, small(task -> {
            Await.pause(Duration.ofMillis(5));
            happened.add("of " + task.tenant());
            return "";
        }));
        queue.orderAll(
                1,
                IntStream.range(0, 500)
                        .mapToObj(_ -> order(1, "small", Instant.now()))
                        .toList());
        Await.until(() -> happened.size() > 20);
        for (int i = 0; i < 5; i++) {
            queue.order(order(2, "small", Instant.now()));
        }
        Await.until(() -> happened.stream().filter("of 2"::equals).count() == 5);

        long before = happened.stream().filter("of 1"::equals).count();
        assertTrue(before < 350, before + " of the first tenant's were done before five of the second's");
    }

    @Test
    void theMostUrgentIsDoneFirst() {
        TaskQueue queue = queue(
                InstantSource.system(),
                new SlotSettings(1, QUICK, LONGEST),
                kind("slow", TaskStep.of("work", LONGEST, task -> {
                    happened.add(Long.toString(task.id()));
                    return "";
                })));
        open.add(queue);
        Instant at = Instant.now();
        long low =
                queue.order(new TaskRequest(1, "slow", 1, null, at, "a test")).id();
        long high =
                queue.order(new TaskRequest(1, "slow", 9, null, at, "a test")).id();
        long usual =
                queue.order(new TaskRequest(1, "slow", 5, null, at, "a test")).id();
        queue.start();
        Await.until(() -> happened.size() == 3);

        assertEquals(List.of("" + high, "" + usual, "" + low), List.copyOf(happened));
    }

    @Test
    void canceledTaskIsSkippedOrInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        TaskQueue queue = queue(InstantSource.system(), 2, kind("long", TaskStep.of("work", LONGEST, task -> {
            begun.countDown();
            new CountDownLatch(1).await(); // until it is interrupted
            return "";
        })));
        Task later = queue.order(order(1, "long", Instant.now().plusSeconds(600)));
        assertEquals(State.CANCELED, queue.cancel(1, later.id(), "a test").state());
        Task now = ordered(queue, "long");
        begun.await();
        assertThrows(Refusal.class, () -> queue.cancel(2, now.id(), "another tenant"));
        assertEquals(State.RUNNING, queue.cancel(1, now.id(), "a test").state());
        assertEquals(
                "canceled in the step work", awaits(queue, now, State.CANCELED).note());
        assertThrows(Refusal.class, () -> queue.cancel(1, now.id(), "a test"));
    }

    @Test
    void aStepThatTakesTooLongHasFailed() {
        TaskQueue queue = queue(
                InstantSource.system(),
                2,
                new TaskKind(
                        "long",
                        TaskKind.Whose.TENANT,
                        List.of(TaskStep.of("work", Duration.ofMillis(50), _ -> {
                            new CountDownLatch(1).await();
                            return "";
                        })),
                        1,
                        Optional.empty()));
        assertEquals(
                "work: took longer than PT0.05S",
                awaits(queue, ordered(queue, "long"), State.DEAD).why());
    }

    @Test
    void stepsAfterAFailedOneAreSkippedAndARetryRunsOnlyUnfinishedSteps() {
        AtomicInteger failures = new AtomicInteger();
        TaskQueue queue = queue(
                InstantSource.system(),
                2,
                new TaskKind(
                        "flow",
                        TaskKind.Whose.TENANT,
                        List.of(
                                TaskStep.of("bad", LONGEST, _ -> {
                                    if (failures.getAndIncrement() == 0) {
                                        throw new IllegalStateException("not now");
                                    }
                                    return "";
                                }),
                                TaskStep.of("good", LONGEST, _ -> {
                                    happened.add("good");
                                    return "";
                                }),
                                new TaskStep("last", Set.of("bad", "good"), LONGEST, _ -> "")),
                        1,
                        Optional.empty()));
        Task task = awaits(queue, ordered(queue, "flow"), State.DEAD);
        assertEquals("bad failed, good done, last skipped", steps(task));

        queue.retry(1, task.id(), "a test");
        assertEquals("bad done, good done, last done", steps(awaits(queue, task, State.DONE)));
        assertEquals(List.of("good"), List.copyOf(happened));
    }

    @Test
    void aScheduleBeginsEachMomentOnceAndNothingWhileItIsOff() {
        TaskKind kind = small(_ -> {
            happened.add("tick");
            return "";
        });
        TaskQueue queue = queue(clock, 2, kind);
        Instant next = queue.due("0 * * * *", "UTC").orElseThrow();
        assertEquals(Instant.parse("2026-11-23T00:00:00Z"), next);
        queue.schedule(1, "small", _ -> new TaskSchedule("small", "0 * * * *", "UTC", true, next, "a test"));

        clock.move(Duration.ofHours(5)); // it was missed four times
        Await.until(() -> happened.size() == 1);
        clock.move(Duration.ofMinutes(-20)); // and the clock went back
        Await.pause(Duration.ofMillis(1_500));
        assertEquals(1, happened.size());
        clock.move(Duration.ofMinutes(80));
        Await.until(() -> happened.size() == 2);

        TaskSchedule on = queue.schedules(1).getFirst();
        queue.schedule(1, "small", _ -> new TaskSchedule("small", on.cron(), on.zone(), false, on.nextAt(), "a test"));
        clock.move(Duration.ofHours(2));
        Await.pause(Duration.ofMillis(1_500));
        assertEquals(2, happened.size());
        assertTrue(queue.due("0 0 30 2 *", "UTC").isEmpty(), "there is no such day");
        assertTrue(queue.due("whenever", "UTC").isEmpty());
    }

    @Test
    void repeatedKeyIsOneTaskAndOldTasksAreRemoved() {
        Instant start = clock.instant();
        TaskQueue queue = queue(clock, 2, small(_ -> ""));
        TaskRequest twice = new TaskRequest(1, "small", 5, "once", clock.instant(), "a test");
        Task task = queue.order(twice);
        assertEquals(task.id(), queue.order(twice).id());
        awaits(queue, task, State.DONE);

        TaskCounts rows = new TaskCounts(platform.database());
        assertEquals(0, rows.forget(1, start));
        assertEquals(0, rows.forget(2, clock.instant().plusSeconds(1)));
        assertEquals(1, rows.forget(1, clock.instant().plusSeconds(1)));
    }

    @Test
    void platformTasksBelongToTheFirstTenantOnly() {
        TaskStep step = TaskStep.of("work", Duration.ofSeconds(5), _ -> "");
        var wide = new TaskKind("wide", TaskKind.Whose.PLATFORM, List.of(step), 3, Optional.of("0 0 1 1 *"));
        TaskQueue queue = queue(InstantSource.system(), 1, wide, small(_ -> ""));

        assertTrue(queue.kind(TaskQueue.PLATFORM, "wide").isPresent());
        assertTrue(queue.kind(2, "wide").isEmpty());
        assertTrue(queue.kind(2, "small").isPresent());
        Await.until(() -> queue.schedules(TaskQueue.PLATFORM).size() == 1);
        assertEquals(List.of(), queue.schedules(2));
    }
}
