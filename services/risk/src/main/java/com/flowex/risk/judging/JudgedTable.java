package com.flowex.risk.judging;

import com.flowex.cluster.tail.Checkpoint;
import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import com.flowex.ground.refusal.Refusal;
import com.flowex.ground.refusal.RefusalCode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** How far each tenant's part of the log is judged. */
public final class JudgedTable {

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

    public JudgedTable(Database database) {
        this.database = database;
    }

    public Judged of(int tenant) {
        return database.query(tenant, connection -> Sql.one(connection, JudgedTable::row, OF, tenant))
                .orElse(Judged.NOTHING);
    }

    /** Nobody else judges this tenant's part until the transaction ends. */
    static Judged hold(Connection connection, int tenant) throws SQLException {
        Sql.execute(connection, BEGIN, tenant);
        return Sql.one(connection, JudgedTable::row, HELD, tenant).orElseThrow();
    }

    static void write(Connection holding, int tenant, Judged now) throws SQLException {
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

    private static Judged row(ResultSet row) throws SQLException {
        Timestamp time = row.getTimestamp(2);
        Timestamp looked = row.getTimestamp(6);
        return new Judged(
                row.getLong(1),
                time == null ? null : time.toInstant(),
                new Checkpoint(row.getLong(3), row.getLong(4)),
                row.getBoolean(5),
                looked == null ? null : looked.toInstant(),
                row.getString(7),
                row.getLong(8));
    }

    /** Has the log judged anew from its first event: it was replaced, or is to be read by other rules. What has a case gets no second one. */
    public Judged restart(int tenant, Instant now) {
        return database.transaction(tenant, connection -> {
            hold(connection, tenant);
            Judged anew = new Judged(0, null, Checkpoint.START, false, now, "", 0);
            write(connection, tenant, anew);
            return anew;
        });
    }

    /**
     * Has it go on at a place, whatever is in between: events that nobody has any more, say.
     *
     * @throws Refusal {@code already_decided} if nothing is in its way, or it is as far
     */
    public Judged leaveOut(int tenant, Checkpoint place, Instant now) {
        return database.transaction(tenant, connection -> {
            Judged held = hold(connection, tenant);
            if (held.trouble().isEmpty() || held.sequence() >= place.sequence()) {
                throw new Refusal(
                        RefusalCode.ALREADY_DECIDED,
                        "nothing is in the way of surveillance behind event " + held.sequence());
            }
            Judged on = held.from(place, now);
            write(connection, tenant, on);
            return on;
        });
    }

    /** Log time, of nanoseconds since 1970. */
    static Instant instant(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
