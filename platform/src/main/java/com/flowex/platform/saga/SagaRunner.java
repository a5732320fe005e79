package com.flowex.platform.saga;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.jobs.Backoff;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runner of the sagas of one kind: it runs a saga as far as possible, step by step, each transition in one transaction
 * of its own.
 */
final class SagaRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SagaRunner.class);

    /** Number of transitions at a time; then other sagas have their turn. */
    private static final int MOVES_MAX = 50;

    /** Number of attempts to undo a step; after them an operator has to decide. */
    private static final int UNDO_ATTEMPTS_MAX = 20;

    private static final String COMPLETED = "completed";
    private static final String FAILED = "failed";
    private static final String STOPPED = "stopped";
    private static final List<String> ENDS = List.of(COMPLETED, FAILED, STOPPED);

    private final Database database;
    private final SagaKind kind;
    private final List<SagaStep> steps;
    private final Backoff backoff;
    private final MeterRegistry registry;

    SagaRunner(Database database, SagaKind kind, Backoff backoff, MeterRegistry registry) {
        this.database = database;
        this.kind = kind;
        this.steps = kind.steps();
        this.backoff = backoff;
        this.registry = registry;
        // A counter that appears with its first event hides that event from rates.
        ENDS.forEach(this::ended);
    }

    /** Next run of a saga, for the version that was seen; empty means never, unless the saga is woken. */
    record Next(Duration pause, long version) {}

    Optional<Next> run(SagaKey key) {
        for (int moves = 0; moves < MOVES_MAX; moves++) {
            Optional<Saga> found = find(key);
            if (found.isEmpty() || found.get().state().hasEnded() || found.get().state() == Saga.State.STOPPED) {
                return Optional.empty();
            }
            Saga saga = found.get();
            Optional<Duration> pause = saga.state() == Saga.State.RUNNING ? forward(saga) : back(saga);
            if (pause.isPresent()) {
                return Optional.of(new Next(pause.get(), saga.version() + 1));
            }
        }
        return Optional.of(new Next(Duration.ZERO, -1));
    }

    /** Returns the saga's present version; -1 if it is gone. */
    long version(SagaKey key) {
        return find(key).map(Saga::version).orElse(-1L);
    }

    private Optional<Saga> find(SagaKey key) {
        return database.query(key.tenant(), connection -> SagasTable.find(connection, key));
    }

    private Optional<Duration> forward(Saga saga) {
        if (saga.cancelRequested() && !saga.committed()) {
            return compensate(saga, saga.failure().orElseThrow());
        }
        SagaStep step = step(saga);
        StepOutcome progress;
        try {
            progress = step.run(saga);
        } catch (Exception e) {
            return failedOnce(saga, step, e);
        }
        return switch (progress) {
            case StepOutcome.Done(String note, StepOutcome.TransactionalWrite along) -> done(saga, step, note, along);
            case StepOutcome.Wait(Duration pause, String why) -> waits(saga, step, pause, why);
            case StepOutcome.Fail(String code, String why) -> compensate(saga, new Saga.Failure(code, why));
            case StepOutcome.Stop(String why) -> stop(saga, step, why);
        };
    }

    private SagaStep step(Saga saga) {
        if (saga.step() >= steps.size()) {
            List<String> known = steps.stream().map(SagaStep::name).toList();
            throw new IllegalStateException(
                    saga.key() + " is at step " + saga.step() + ", and this version knows " + known);
        }
        return steps.get(saga.step());
    }

    private Optional<Duration> done(Saga saga, SagaStep step, String note, StepOutcome.TransactionalWrite along) {
        boolean isLast = saga.step() + 1 == steps.size();
        var to = new SagasTable.Move(
                isLast ? Saga.State.COMPLETED : Saga.State.RUNNING,
                saga.step() + 1,
                0,
                Optional.empty(),
                "",
                Duration.ZERO);
        boolean moved = move(saga, to, connection -> {
            along.write(connection);
            report(connection, saga, step, "done", note);
            if (!isLast) {
                String next = steps.get(saga.step() + 1).name();
                SagasTable.report(
                        connection, saga.key(), new SagasTable.StepProgress(saga.step() + 1, next, "running", 0, ""));
            }
        });
        if (moved && isLast) {
            ended(COMPLETED).increment();
        }
        return Optional.empty();
    }

    private Optional<Duration> waits(Saga saga, SagaStep step, Duration pause, String why) {
        var to = new SagasTable.Move(saga.state(), saga.step(), 0, saga.failure(), why, pause);
        boolean moved = move(saga, to, connection -> {
            report(connection, saga, step, "waiting", why);
        });
        return moved ? Optional.of(pause) : Optional.empty();
    }

    private Optional<Duration> failedOnce(Saga saga, SagaStep step, Exception e) {
        int attempts = saga.attempts() + 1;
        boolean forward = saga.state() == Saga.State.RUNNING;
        // A system that is away comes back; however long that takes, it does not count against the step.
        if (!(e instanceof TransientFault) && attempts >= (forward ? step.attemptsMax() : UNDO_ATTEMPTS_MAX)) {
            LOG.warn("{} gives up step {} after {} attempts", saga.key(), step.name(), attempts, e);
            return forward && !saga.committed()
                    ? compensate(saga, new Saga.Failure(Saga.GAVE_UP, step.name() + ": " + wordsOf(e)))
                    : stop(saga, step, attempts + " attempts: " + wordsOf(e));
        }
        LOG.info("{} tries step {} again: {}", saga.key(), step.name(), e.toString());
        Duration pause = backoff.after(attempts);
        var to = new SagasTable.Move(saga.state(), saga.step(), attempts, saga.failure(), wordsOf(e), pause);
        boolean moved = move(saga, to, connection -> {
            SagasTable.report(
                    connection,
                    saga.key(),
                    new SagasTable.StepProgress(saga.step(), step.name(), "retrying", attempts, wordsOf(e)));
        });
        return moved ? Optional.of(pause) : Optional.empty();
    }

    private Optional<Duration> compensate(Saga saga, Saga.Failure failure) {
        SagaStep step = step(saga);
        var to = new SagasTable.Move(Saga.State.COMPENSATING, saga.step(), 0, Optional.of(failure), "", Duration.ZERO);
        move(saga, to, connection -> {
            report(connection, saga, step, "failed", failure.why());
        });
        return Optional.empty();
    }

    private Optional<Duration> back(Saga saga) {
        SagaStep step = step(saga);
        String note;
        try {
            note = step.undo(saga);
        } catch (Exception e) {
            return failedOnce(saga, step, e);
        }
        boolean isLast = saga.step() == 0;
        var to = new SagasTable.Move(
                isLast ? Saga.State.FAILED : Saga.State.COMPENSATING,
                Math.max(0, saga.step() - 1),
                0,
                saga.failure(),
                "",
                Duration.ZERO);
        boolean moved = move(saga, to, connection -> {
            report(connection, saga, step, "undone", note);
        });
        if (moved && isLast) {
            ended(FAILED).increment();
        }
        return Optional.empty();
    }

    private Optional<Duration> stop(Saga saga, SagaStep step, String why) {
        var to = new SagasTable.Move(
                Saga.State.STOPPED, saga.step(), saga.attempts(), saga.failure(), why, Duration.ZERO);
        boolean moved = move(saga, to, connection -> {
            report(connection, saga, step, "stopped", why);
        });
        if (moved) {
            LOG.warn(
                    "{} has stopped at step {} and waits for an operator: {} (./flowex sagas show {})",
                    saga.key(),
                    step.name(),
                    why,
                    saga.key().id());
            ended(STOPPED).increment();
        }
        return Optional.empty();
    }

    private static void report(Transaction connection, Saga saga, SagaStep step, String state, String note) {
        SagasTable.report(
                connection,
                saga.key(),
                new SagasTable.StepProgress(saga.step(), step.name(), state, saga.attempts(), note));
    }

    /** Applies a transition; returns false, and writes nothing, if the saga has changed since it was read. */
    private boolean move(Saga from, SagasTable.Move to, StepOutcome.TransactionalWrite along) {
        return database.transaction(from.key().tenant(), connection -> {
            if (!SagasTable.move(connection, from, to)) {
                return false;
            }
            along.write(connection);
            if (to.state() != from.state()) {
                kind.stands(connection, SagasTable.find(connection, from.key()).orElseThrow());
            }
            return true;
        });
    }

    private Counter ended(String how) {
        return registry.counter("flowex.sagas.ended", "kind", kind.name(), "outcome", how);
    }

    private static String wordsOf(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
