package com.flowex.operations.task;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whose turn it is: each tenant that has something to do has {@value #EACH} lanes, and of all lanes that are due the one that has waited
 * longest is next. So tenants take turns, however much one of them asks for. db-scheduler keeps them in PostgreSQL: one process has a
 * lane at a time, and another has those of one that is gone.
 */
final class TaskLanes implements AutoCloseable {

    /** So many tasks of one tenant are under way at once, at most. */
    static final int EACH = 2;

    private static final String KIND = "lane";

    private static final Duration POLL = Duration.ofSeconds(1);

    /** A process that said nothing for four of these is gone. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);

    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(2);

    private static final String WAKE = """
            INSERT INTO operations.due (task_name, task_instance, execution_time, picked, version) VALUES (?, ?, ?, false, 1)
            ON CONFLICT (task_name, task_instance) DO UPDATE SET execution_time = excluded.execution_time
            WHERE NOT due.picked AND due.execution_time > excluded.execution_time""";
    private static final String IS_AWAKE = """
            SELECT count(*) FROM operations.due
            WHERE task_name = ? AND task_instance = ANY (?) AND (picked OR execution_time <= ?)""";

    private final Database database;
    private final LaneTurn turn;
    private final Scheduler scheduler;

    TaskLanes(Database database, InstantSource clock, LaneTurn turn, String worker, int threads, Duration heartbeat) {
        this.database = database;
        this.turn = turn;
        this.scheduler = Scheduler.create(
                        database.app(),
                        Tasks.custom(KIND, Void.class)
                                .onDeadExecutionRevive()
                                .onFailure((complete, operations) -> operations.reschedule(
                                        complete, clock.instant().plus(AFTER_FAULT)))
                                .execute((instance, _) -> run(instance.getId())))
                .schedulerName(new SchedulerName.Fixed(worker))
                .tableName("operations.due")
                .clock(clock::instant)
                .threads(threads)
                .pollingInterval(POLL)
                // No more than there are threads: what waits here could be under way in another process.
                .pollUsingLockAndFetch(0.5, 1.0)
                .heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(PATIENCE_AT_CLOSE)
                .build();
    }

    static Duration heartbeat() {
        return HEARTBEAT;
    }

    void start() {
        scheduler.start();
    }

    /** What was ordered while it was being put back to sleep is not slept over. */
    private CompletionHandler<Void> run(String instance) {
        int slash = instance.indexOf('/');
        int tenant = Integer.parseInt(instance.substring(0, slash));
        int lane = Integer.parseInt(instance.substring(slash + 1));
        Optional<Instant> next = turn.run(tenant, lane);
        return (complete, operations) -> {
            if (next.isEmpty()) {
                operations.remove();
            } else {
                operations.reschedule(complete, next.get());
            }
            Optional<Instant> now = turn.next(tenant, lane);
            if (now.isPresent() && (next.isEmpty() || now.get().isBefore(next.get()))) {
                wake(tenant, now.get());
            }
            look();
        };
    }

    /** A tenant has something to do, from then on; to be asked after what it is was committed. */
    void wake(int tenant, Instant at) {
        String[] lanes = new String[EACH];
        for (int lane = 0; lane < EACH; lane++) {
            lanes[lane] = tenant + "/" + lane;
        }
        long awake = database.query(connection -> Sql.one(connection, row -> row.getLong(1), IS_AWAKE, KIND, lanes, at)
                .orElse(0L));
        if (awake < EACH) {
            database.transaction(connection -> {
                for (String lane : lanes) {
                    Sql.execute(connection, WAKE, KIND, lane, at);
                }
                return lanes;
            });
            look();
        }
    }

    /** Looks for what is due now, not only when the next second begins. */
    private void look() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void close() {
        turn.close();
        scheduler.stop();
    }
}
