package com.flowex.operations.app;

import com.flowex.operations.store.StepReport;
import com.flowex.operations.store.Task;
import com.flowex.operations.store.TasksTable;
import com.flowex.platform.failure.TransientFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One attempt at a task: runs its steps one after the other, as far as they go. Writes nothing to the database itself.
 */
final class TaskAttempt {

    private static final int LINE_MAX = 500;

    /** Outcome of a step. */
    sealed interface Ending {
        /** The next step can run at once. */
        record NextStepReady() implements Ending {}

        /** The task is tried again after a pause. */
        record Later(Duration pause) implements Ending {}

        /** The task has ended. */
        record TaskEnded(Task.State state) implements Ending {}

        /** The process ends; another process goes on with the task. */
        record Left() implements Ending {}

        /** Another process has claimed the task. */
        record Lost() implements Ending {}
    }

    private final TaskKind kind;
    private final RunningTask running;
    private final RetryPauses pause;
    private final InstantSource clock;
    private final List<StepReport> steps;
    private int attempts;
    private String note;
    private String why;

    TaskAttempt(Task task, TaskKind kind, RunningTask running, RetryPauses pause, InstantSource clock) {
        this.kind = kind;
        this.running = running;
        this.pause = pause;
        this.clock = clock;
        this.steps = new ArrayList<>(reports(task.steps(), kind));
        this.attempts = task.attempts();
        this.note = task.note();
        this.why = task.why();
    }

    /** Returns the report of each of a kind's steps. A step that a newer version has added waits. */
    static List<StepReport> reports(List<StepReport> known, TaskKind kind) {
        return kind.steps().stream()
                .map(step -> known.stream()
                        .filter(report -> report.name().equals(step.name()))
                        .findFirst()
                        .orElseGet(() -> StepReport.waiting(step.name())))
                .toList();
    }

    TasksTable.Standing standing() {
        return new TasksTable.Standing(steps, attempts, percent(), note, why);
    }

    private int percent() {
        long done = steps.stream()
                .filter(step -> step.state() == StepReport.State.DONE)
                .count();
        int byStep = Math.toIntExact(100 * done / steps.size());
        return Math.max(byStep, Math.min(running.percent(), 99));
    }

    /** Records that the process ended within a step, which counts as a failed attempt. Returns the outcome. */
    Ending interrupted() {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).state() == StepReport.State.RUNNING) {
                return failed(i, "its process ended in this step");
            }
        }
        return next().map(step -> failed(kind.steps().indexOf(step), "its process ended in this step"))
                .orElseGet(this::over);
    }

    /** Returns the next step, and marks steps that cannot be done as skipped; empty if the task is over. */
    Optional<TaskStep> next() {
        Set<String> done = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            StepReport report = steps.get(i);
            TaskStep step = kind.steps().get(i);
            if (report.state() == StepReport.State.DONE) {
                done.add(step.name());
            } else if (!report.state().isOver()) {
                if (done.containsAll(step.after())) {
                    return Optional.of(step);
                }
                steps.set(i, report.skipped());
            }
        }
        return Optional.empty();
    }

    /** Records that a step begins; to be called before the step runs. */
    void begin(TaskStep step) {
        int at = kind.steps().indexOf(step);
        steps.set(at, steps.get(at).begun(clock.instant()));
    }

    Ending over() {
        boolean isWhole = steps.stream().allMatch(step -> step.state() == StepReport.State.DONE);
        return new Ending.TaskEnded(isWhole ? Task.State.DONE : Task.State.DEAD);
    }

    Ending run(TaskStep step) {
        int at = kind.steps().indexOf(step);
        try {
            String line = cut(running.during(step));
            steps.set(at, steps.get(at).done(line, clock.instant()));
            note = line;
            return next().isEmpty() ? over() : new Ending.NextStepReady();
        } catch (Throwable e) { // an Error too: the task must not be lost with it
            return ended(at, e);
        }
    }

    private Ending ended(int at, Throwable e) {
        return switch (running.stop()) {
            case CANCELED -> {
                note = "canceled in the step " + steps.get(at).name();
                yield new Ending.TaskEnded(Task.State.CANCELED);
            }
            case LOST -> new Ending.Lost();
            case CLOSING -> {
                steps.set(at, steps.get(at).waitingOn());
                yield new Ending.Left();
            }
            case TOO_LONG ->
                failed(at, "took longer than " + kind.steps().get(at).longest());
            case NOT -> e instanceof TransientFault ? waits(at, e) : failed(at, text(e));
        };
    }

    private Ending waits(int at, Throwable e) {
        steps.set(at, steps.get(at).waitingOn());
        why = cut(text(e));
        note = "waits for what is away";
        return new Ending.Later(pause.transientFault());
    }

    private Ending failed(int at, String text) {
        StepReport before = steps.get(at);
        boolean forGood = before.attempts() + 1 >= kind.attemptsMax();
        Instant now = clock.instant();
        steps.set(at, before.failedOnce(forGood, now));
        attempts++;
        why = cut(before.name() + ": " + text);
        note = before.name() + ": attempt " + (before.attempts() + 1) + " of " + kind.attemptsMax() + " failed";
        if (!forGood) {
            return new Ending.Later(pause.failed().after(before.attempts() + 1));
        }
        return next().isEmpty() ? over() : new Ending.NextStepReady();
    }

    private static String text(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String cut(String line) {
        String whole = line.replace('\0', ' ');
        return whole.length() <= LINE_MAX ? whole : whole.substring(0, LINE_MAX);
    }
}
