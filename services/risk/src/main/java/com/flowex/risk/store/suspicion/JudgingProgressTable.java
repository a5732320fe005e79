package com.flowex.risk.store.suspicion;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** Table of each tenant's progress in judging the log. */
public final class JudgingProgressTable {

    private static final String COLUMNS =
            "judged, judged_time, start_sequence, start_position, settled, looked_at, trouble, left_out";
    private static final String BEGIN =
            "INSERT INTO risk.surveillance_progress (tenant_id) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String OF = "SELECT " + COLUMNS + " FROM risk.surveillance_progress WHERE tenant_id = ?";
    private static final String HELD =
            "SELECT " + COLUMNS + " FROM risk.surveillance_progress WHERE tenant_id = ? FOR UPDATE";
    private static final String WRITE = """
            UPDATE risk.surveillance_progress SET judged = ?, judged_time = ?, start_sequence = ?, start_position = ?,
                settled = ?, looked_at = ?, trouble = ?, left_out = ?
            WHERE tenant_id = ?""";

    private final Database database;

    public JudgingProgressTable(Database database) {
        this.database = database;
    }

    public JudgingProgress of(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, JudgingProgressTable::row, OF, tenant))
                .orElse(JudgingProgress.NOTHING);
    }

    /** Locks the tenant's row: no other task judges this tenant's part until the transaction ends. */
    public static JudgingProgress hold(Transaction transaction, int tenant) {
        Sql.execute(transaction, BEGIN, tenant);
        return Sql.one(transaction, JudgingProgressTable::row, HELD, tenant).orElseThrow();
    }

    public static void write(Transaction holding, int tenant, JudgingProgress now) {
        Sql.execute(
                holding,
                WRITE,
                now.sequence(),
                now.time(),
                now.start().sequence(),
                now.start().position(),
                now.settled(),
                now.lookedAt(),
                now.trouble(),
                now.leftOut(),
                tenant);
    }

    private static JudgingProgress row(ResultSet row) throws SQLException {
        Timestamp time = row.getTimestamp(2);
        Timestamp checked = row.getTimestamp(6);
        return new JudgingProgress(
                row.getLong(1),
                time == null ? null : time.toInstant(),
                new Checkpoint(row.getLong(3), row.getLong(4)),
                row.getBoolean(5),
                checked == null ? null : checked.toInstant(),
                row.getString(7),
                row.getLong(8));
    }

    /**
     * Restarts judging at the first event, because the log was replaced or the rules changed. A suspicion that has a
     * case gets no second one.
     */
    public JudgingProgress restart(int tenant, Instant now) {
        return database.transaction(tenant, transaction -> {
            hold(transaction, tenant);
            JudgingProgress anew = new JudgingProgress(0, null, Checkpoint.START, false, now, "", 0);
            write(transaction, tenant, anew);
            return anew;
        });
    }

    /**
     * Moves judging to the given place and leaves out the events in between, for example events that are lost.
     *
     * @throws Refusal {@code already_decided} if judging is not stuck, or has passed that place
     */
    public JudgingProgress leaveOut(int tenant, Checkpoint place, Instant now) {
        return database.transaction(tenant, transaction -> {
            JudgingProgress held = hold(transaction, tenant);
            if (held.trouble().isEmpty() || held.sequence() >= place.sequence()) {
                throw new Refusal(
                        RefusalCode.ALREADY_DECIDED,
                        "nothing is in the way of surveillance behind event " + held.sequence());
            }
            JudgingProgress on = held.from(place, now);
            write(transaction, tenant, on);
            return on;
        });
    }

    /** Returns a log time, from nanoseconds since 1970. */
    public static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
