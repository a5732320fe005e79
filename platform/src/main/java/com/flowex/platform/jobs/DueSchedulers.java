package com.flowex.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Factory of the schedulers of due work. db-scheduler keeps the due instances in a table of PostgreSQL: one process has
 * an instance at a time, and another takes over from a process that is gone.
 */
public final class DueSchedulers {

    /** Interval between heartbeats; a process that missed four of them is regarded as gone. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private static final int MISSED_HEARTBEATS = 4;

    /** Interval between checks of the table without a wake-up. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private DueSchedulers() {}

    /** Returns a builder with the usual intervals; the caller sets how many instances are fetched at a time. */
    public static SchedulerBuilder on(DataSource database, String table, int threads, List<Task<?>> tasks) {
        return Scheduler.create(database, tasks)
                .tableName(table)
                .threads(threads)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(CLOSE_TIMEOUT);
    }
}
