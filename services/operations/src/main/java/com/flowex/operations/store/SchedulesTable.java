package com.flowex.operations.store;

import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** SQL statements of schedules. Every connection is of a transaction that sees one tenant. */
public final class SchedulesTable {

    private static final String COLUMNS = "kind, cron, zone, enabled, next_at, changed_by";
    private static final String ADD = """
            INSERT INTO operations.schedules (tenant_id, kind, cron, zone, enabled, next_at, changed_by, changed_at)
            VALUES (?, ?, ?, 'UTC', true, ?, 'the exchange', ?) ON CONFLICT DO NOTHING""";
    private static final String ALL =
            "SELECT " + COLUMNS + " FROM operations.schedules WHERE tenant_id = ? ORDER BY kind";
    private static final String DUE = "SELECT " + COLUMNS + "\n" + """
             FROM operations.schedules WHERE tenant_id = ? AND enabled AND next_at <= ? AND kind = ANY (?)
            FOR UPDATE SKIP LOCKED""";
    private static final String MOVE =
            "UPDATE operations.schedules SET next_at = ?, enabled = enabled AND ? WHERE tenant_id = ? AND kind = ?";
    private static final String NEXT =
            "SELECT min(next_at) FROM operations.schedules WHERE tenant_id = ? AND enabled AND kind = ANY (?)";
    private static final String PUT = """
            INSERT INTO operations.schedules (tenant_id, kind, cron, zone, enabled, next_at, changed_by, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, kind) DO UPDATE SET cron = excluded.cron, zone = excluded.zone,
                enabled = excluded.enabled, next_at = excluded.next_at, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at""";

    private final String[] kinds;

    /** @param kinds kinds that this process knows; tasks of other kinds are begun by the processes that know them */
    public SchedulesTable(Set<String> kinds) {
        this.kinds = kinds.toArray(new String[0]);
    }

    /** Adds the default schedule of a kind, unless the tenant has a schedule for it. */
    public static void add(Transaction transaction, int tenant, String kind, String cron, Instant now) {
        Instant next = Cron.after(cron, ZoneOffset.UTC, now).orElseThrow();
        Sql.execute(transaction, ADD, tenant, kind, cron, next, now);
    }

    public static List<TaskSchedule> all(Transaction transaction, int tenant) {
        return Sql.all(transaction, SchedulesTable::schedule, ALL, tenant);
    }

    /** Waits until no other transaction changes the schedule of this kind, and keeps others waiting. */
    public static void lock(Transaction transaction, int tenant, String kind) {
        Sql.alone(transaction, "schedule of " + kind + " of " + tenant);
    }

    public static void put(Transaction transaction, int tenant, TaskSchedule schedule, Instant now) {
        Sql.execute(
                transaction,
                PUT,
                tenant,
                schedule.kind(),
                schedule.cron(),
                schedule.zone(),
                schedule.enabled(),
                schedule.nextAt(),
                schedule.changedBy(),
                now);
    }

    public Optional<Instant> next(Transaction transaction, int tenant) {
        return Sql.one(
                        transaction,
                        row -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant),
                        NEXT,
                        tenant,
                        kinds)
                .flatMap(at -> at);
    }

    /**
     * Orders the tasks whose schedules are due: one task each, however many times were missed, and none while the one
     * before is waiting or running. The key of the order prevents a second task for the same time, even if the clock
     * goes back.
     */
    public void fire(Transaction transaction, int tenant, Instant now) {
        for (TaskSchedule due : Sql.all(transaction, SchedulesTable::schedule, DUE, tenant, now, kinds)) {
            Optional<Instant> next = Cron.zone(due.zone()).flatMap(zone -> Cron.after(due.cron(), zone, now));
            Sql.execute(transaction, MOVE, next.orElse(due.nextAt()), next.isPresent(), tenant, due.kind());
            if (!TasksTable.isUnderWay(transaction, tenant, due.kind())) {
                var order = new TaskRequest(
                        tenant, due.kind(), Task.PRIORITY_DEFAULT, "schedule " + due.nextAt(), now, "its schedule");
                TasksTable.insert(transaction, order, now);
            }
        }
    }

    private static TaskSchedule schedule(ResultSet row) throws SQLException {
        return new TaskSchedule(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getTimestamp(5).toInstant(),
                row.getString(6));
    }
}
