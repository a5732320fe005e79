package com.flowex.operations.app;

import com.flowex.operations.store.Task;
import com.flowex.operations.store.TasksTable;
import com.flowex.platform.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Task while this process executes it: the information for its steps, and the means to stop them. */
final class RunningTask implements TaskHandle {

    /** Reason for stopping a step. */
    enum Stop {
        NOT,
        CANCELED,
        TOO_LONG,
        LOST,
        CLOSING
    }

    /** Smallest interval between two writes of a step's progress. */
    private static final long REPORT_EVERY_NANOS = 500_000_000;

    private final Database database;
    private final InstantSource clock;
    private final Task task;

    /** Guards {@code inStep}, so that a thread that has left the step already is not interrupted. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Thread thread = Thread.currentThread();
    private boolean inStep;
    private volatile Stop stop = Stop.NOT;
    private volatile long deadlineNanos;
    private long reportedNanos = System.nanoTime() - REPORT_EVERY_NANOS;
    private volatile int percent;
    private volatile String note;

    RunningTask(Database database, InstantSource clock, Task task) {
        this.database = database;
        this.clock = clock;
        this.task = task;
        this.percent = task.progress();
        this.note = task.note();
    }

    @Override
    public int tenant() {
        return task.tenant();
    }

    @Override
    public long id() {
        return task.id();
    }

    @Override
    public Instant requestedFor() {
        return task.createdAt();
    }

    int percent() {
        return percent;
    }

    String note() {
        return note;
    }

    Stop stop() {
        return stop;
    }

    /** Executes one step, within its time limit. */
    String during(TaskStep step) throws Exception {
        lock.lock();
        try {
            stop = Stop.NOT;
            deadlineNanos = System.nanoTime() + step.longest().toNanos();
            inStep = true;
        } finally {
            lock.unlock();
        }
        try {
            return step.work().run(this);
        } finally {
            lock.lock();
            try {
                inStep = false;
                Thread.interrupted(); // the interrupt was meant for the step
            } finally {
                lock.unlock();
            }
        }
    }

    /** Stops the step. It notices that where it waits, and where it calls {@link #check}. */
    void stop(Stop why) {
        lock.lock();
        try {
            if (inStep && stop == Stop.NOT) {
                stop = why;
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Stops a step that takes too long. Returns true if it is still running {@code patience} after its deadline. */
    boolean watch(Duration timeout) {
        long over = System.nanoTime() - deadlineNanos;
        if (over > 0) {
            stop(Stop.TOO_LONG);
        }
        return over > timeout.toNanos() && isInStep();
    }

    private boolean isInStep() {
        lock.lock();
        try {
            return inStep;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void check() {
        if (stop != Stop.NOT) {
            throw new StoppedException(
                    switch (stop) {
                        case NOT, LOST -> "another process has the task";
                        case CANCELED -> "the task was canceled";
                        case TOO_LONG -> "the step took longer than it may";
                        case CLOSING -> "the process ends";
                    });
        }
    }

    @Override
    public void progress(int now, String line) {
        percent = Math.clamp(now, 0, 100);
        note = line;
        check();
        long nanos = System.nanoTime();
        if (nanos - reportedNanos < REPORT_EVERY_NANOS) {
            return;
        }
        reportedNanos = nanos;
        Optional<Boolean> canceled = database.transaction(
                task.tenant(), transaction -> TasksTable.report(transaction, task, percent, note, clock.instant()));
        if (canceled.isEmpty()) {
            stop = Stop.LOST;
        } else if (canceled.get()) {
            stop = Stop.CANCELED;
        }
        check();
    }
}
