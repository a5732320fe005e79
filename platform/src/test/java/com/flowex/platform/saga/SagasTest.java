package com.flowex.platform.saga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.Platform;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.DatabaseUnavailableException;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.jobs.Backoff;
import com.flowex.platform.saga.Saga.State;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: a saga does each step until it is done, undoes what it did when it cannot be done, and never forgets one. Method: steps that
 * say what the test wants, against the real scheduler and PostgreSQL.
 */
@Timeout(900)
class SagasTest {

    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(10), new Random(1));

    /** Two processes of four threads share it: one that got no connection to store a step would do that step again. */
    private final Platform platform =
            TestPlatform.on(TestPostgres.freshDatabase("sagas"), Map.of("FLOWEX_DATABASE_POOL", "16"));

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final List<String> stood = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        platform.close();
    }

    private record Step(String name, List<String> happened, Function<Saga, StepOutcome> work, int attemptsMax)
            implements SagaStep {

        @Override
        public StepOutcome run(Saga saga) {
            happened.add(name);
            return work.apply(saga);
        }

        @Override
        public String undo(Saga saga) {
            happened.add("undo " + name);
            return "undone";
        }
    }

    private Step step(String name, Function<Saga, StepOutcome> work) {
        return new Step(name, happened, work, 3);
    }

    private record Kind(String name, List<SagaStep> steps, List<String> stood) implements SagaKind {
        @Override
        public void stands(Transaction connection, Saga saga) {
            stood.add(saga.state().name());
        }
    }

    private Sagas sagas(Step... steps) {
        Sagas sagas = new Sagas(platform, List.of(new Kind("test", List.of(steps), stood)), QUICK);
        open.add(sagas);
        return sagas;
    }

    private SagaKey begun(Sagas sagas, int tenant) {
        SagaKey key = new SagaKey(tenant, "test", UUID.randomUUID());
        Await.until(() -> isBegun(sagas, key)); // on a busy machine all connections may be taken for seconds
        sagas.check();
        return key;
    }

    private boolean isBegun(Sagas sagas, SagaKey key) {
        try {
            return platform.database().transaction(key.tenant(), connection -> {
                sagas.begin(connection, key);
                return true;
            });
        } catch (DatabaseUnavailableException e) {
            return false;
        }
    }

    private void awaits(Sagas sagas, SagaKey key, State state) {
        Await.until(() -> sagas.find(key).orElseThrow().state() == state);
    }

    @Test
    void stepsAreDoneInTheirOrderAndReported() {
        Sagas sagas = sagas(step("one", _ -> StepOutcome.done("first")), step("two", _ -> StepOutcome.done("second")));
        sagas.start();
        SagaKey key = begun(sagas, 1);
        awaits(sagas, key, State.COMPLETED);

        assertEquals(List.of("one", "two"), happened);
        assertEquals(List.of("COMPLETED"), stood);
        assertEquals(
                List.of("one done first", "two done second"),
                sagas.steps(key).stream()
                        .map(step -> step.name() + " " + step.state() + " " + step.note())
                        .toList());
        assertTrue(sagas.list(2, null, null, 10).isEmpty(), "another tenant sees nothing of it");
    }

    @Test
    void failingStepIsRetriedThenCompensatedInReverse() {
        Sagas sagas = sagas(step("one", _ -> StepOutcome.done("")), step("two", _ -> {
            throw new IllegalStateException("away");
        }));
        sagas.start();
        SagaKey key = begun(sagas, 1);
        awaits(sagas, key, State.FAILED);

        assertEquals(List.of("one", "two", "two", "two", "undo two", "undo one"), happened);
        assertEquals(List.of("COMPENSATING", "FAILED"), stood);
        assertEquals(
                Saga.GAVE_UP,
                sagas.find(key).orElseThrow().failure().orElseThrow().code());
    }

    /** A node, or a database. */
    private static final class Away extends RuntimeException implements TransientFault {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void unavailableServiceIsRetriedWithoutLimit() {
        AtomicInteger tried = new AtomicInteger();
        Sagas sagas = sagas(step("one", _ -> {
            if (tried.incrementAndGet() < 6) {
                throw new Away();
            }
            return StepOutcome.done("it came back");
        }));
        sagas.start();
        SagaKey key = begun(sagas, 1);
        awaits(sagas, key, State.COMPLETED);

        assertEquals(6, tried.get());
        assertEquals(List.of("COMPLETED"), stood, "nothing was undone, and nobody was asked");
    }

    @Test
    void committedSagaStopsForAnOperatorAndIsRedriven() {
        AtomicInteger failures = new AtomicInteger();
        Sagas sagas = sagas(
                step("one", saga -> {
                    platform.database()
                            .transaction(1, connection -> assertTrueThen(Sagas.commit(connection, saga.key())));
                    return StepOutcome.done("");
                }),
                step("two", _ -> {
                    if (failures.incrementAndGet() <= 3) {
                        throw new IllegalStateException("away");
                    }
                    return StepOutcome.done("");
                }));
        sagas.start();
        SagaKey key = begun(sagas, 1);
        awaits(sagas, key, State.STOPPED);
        assertEquals(1, sagas.list(1, State.STOPPED, "test", 10).size());
        assertFalse(cancel(sagas, key), "nothing is undone from there on");

        boolean again = platform.database().transaction(1, connection -> sagas.redrive(connection, key));
        boolean twice = platform.database().transaction(1, connection -> sagas.redrive(connection, key));
        assertTrue(again);
        assertFalse(twice, "once");
        sagas.check();
        awaits(sagas, key, State.COMPLETED);
        assertEquals(List.of("one", "two", "two", "two", "two"), happened);
    }

    private static boolean assertTrueThen(boolean is) {
        assertTrue(is);
        return is;
    }

    private boolean cancel(Sagas sagas, SagaKey key) {
        boolean canceled = platform.database()
                .transaction(1, connection -> sagas.cancel(connection, key, new Saga.Failure("canceled", "by you")));
        sagas.check();
        return canceled;
    }

    @Test
    void waitingSagaCanBeWokenAndCanceled() {
        AtomicReference<StepOutcome> says =
                new AtomicReference<>(new StepOutcome.Wait(Duration.ofHours(1), "for a sign"));
        Sagas sagas =
                sagas(step("one", _ -> says.get()), step("two", _ -> new StepOutcome.Wait(Duration.ofHours(1), "")));
        sagas.start();
        SagaKey key = begun(sagas, 1);
        Await.until(() -> sagas.find(key).orElseThrow().why().equals("for a sign"));

        says.set(StepOutcome.done("seen"));
        platform.database().transaction(1, connection -> {
            sagas.wake(connection, key);
            return key;
        });
        sagas.check();
        Await.until(() -> happened.contains("two"));
        assertTrue(cancel(sagas, key));
        assertFalse(cancel(sagas, key), "once");
        awaits(sagas, key, State.FAILED);
        assertEquals(
                "canceled",
                sagas.find(key).orElseThrow().failure().orElseThrow().code());
        assertTrue(happened.containsAll(List.of("undo two", "undo one")));
    }

    @Test
    void wakingIsNeverSleptOver() {
        AtomicInteger signs = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        Sagas sagas = sagas(step("one", _ -> {
            seen.set(signs.get());
            return seen.get() == 200 ? StepOutcome.done("") : new StepOutcome.Wait(Duration.ofHours(1), "for more");
        }));
        sagas.start();
        SagaKey key = begun(sagas, 1);
        for (int i = 0; i < 200; i++) {
            signs.incrementAndGet();
            platform.database().transaction(1, connection -> {
                sagas.wake(connection, key);
                return key;
            });
            sagas.check();
        }
        awaits(sagas, key, State.COMPLETED);
    }

    @Test
    void aFailureOfAStepUndoesAtOnce() {
        Sagas sagas = sagas(step("one", _ -> new StepOutcome.Fail("no_money", "there is too little")));
        sagas.start();
        SagaKey key = begun(sagas, 1);
        awaits(sagas, key, State.FAILED);

        assertEquals(List.of("one", "undo one"), happened);
        assertEquals(
                new Saga.Failure("no_money", "there is too little"),
                sagas.find(key).orElseThrow().failure().orElseThrow());
    }

    @Test
    void sagaIsContinuedByAVersionThatKnowsItsStep() {
        Sagas before = sagas(step("one", _ -> StepOutcome.done("")));
        SagaKey key = begun(before, 1);
        assertEquals(List.of(), happened, "it was never started");

        var older = new SagaRunner(
                platform.database(),
                new Kind("test", List.of(), stood),
                QUICK,
                platform.telemetry().registry());
        String refused =
                assertThrows(IllegalStateException.class, () -> older.run(key)).getMessage();
        assertEquals(key + " is at step 0, and this version knows []", refused);

        Sagas after = sagas(step("one", _ -> StepOutcome.done("")));
        after.start();
        awaits(after, key, State.COMPLETED);
    }

    @Test
    void twoProcessesDoEachStepOnce() {
        Sagas first = sagas(step("one", _ -> StepOutcome.done("")), step("two", _ -> StepOutcome.done("")));
        Sagas second = sagas(step("one", _ -> StepOutcome.done("")), step("two", _ -> StepOutcome.done("")));
        first.start();
        second.start();
        List<SagaKey> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            keys.add(begun(i % 2 == 0 ? first : second, 1 + i % 3));
        }
        keys.forEach(key -> awaits(first, key, State.COMPLETED));
        assertEquals(200, happened.size());
    }

    @Test
    void pausesGrowAndAreNotTheSameForAll() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), new Random(7));
        for (int attempts = 1; attempts < 100; attempts++) {
            long limit = attempts > 5 ? 2_000 : 100L << (attempts - 1);
            long millis = backoff.after(attempts).toMillis();
            assertTrue(millis <= limit && millis >= limit / 2, attempts + ": " + millis);
        }
    }
}
