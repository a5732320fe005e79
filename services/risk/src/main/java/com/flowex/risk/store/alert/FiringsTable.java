package com.flowex.risk.store.alert;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.risk.app.alert.AlertRule;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Table of firings, with the state of their mails. */
public final class FiringsTable {

    /** Columns that {@link #firing} reads. */
    static final String SELECT = """
            SELECT id, alert, generation, reader, subject, asset, side, threshold, value, fired_at, mail, mail_tries, hook,
                hook_tries, hook_why, push, push_tries, push_why
            """;

    private static final String ADD = """
            INSERT INTO risk.alert_firings (tenant_id, alert, generation, owner, reader, subject, asset, side, threshold, value,
                fired_at, mail, mail_due, hook, hook_due, push, push_due)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, alert, generation) DO NOTHING""";
    private static final String PAGE =
            SELECT + "FROM risk.alert_firings WHERE tenant_id = ? AND owner = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String MAILS = SELECT + """
            FROM risk.alert_firings WHERE tenant_id = ? AND mail = 'waiting' AND mail_due <= ? ORDER BY mail_due, id LIMIT ?""";
    private static final String MAILED = """
            UPDATE risk.alert_firings SET mail = ?, mail_tries = mail_tries + 1, mail_due = ?
            WHERE tenant_id = ? AND id = ? AND mail = 'waiting'""";
    private static final String FORGET = "DELETE FROM risk.alert_firings WHERE tenant_id = ? AND fired_at < ?";

    private final Database database;

    public FiringsTable(Database database) {
        this.database = database;
    }

    /** Adds a firing; a second one of the same generation is ignored. */
    public static void add(
            Transaction transaction, int tenant, Alert alert, long generation, BigDecimal value, Instant at) {
        AlertRule rule = alert.settings().rule();
        Sql.execute(
                transaction,
                ADD,
                tenant,
                alert.id(),
                generation,
                alert.owner(),
                alert.settings().reader(),
                rule.subject().label(),
                rule.asset(),
                rule.side().label(),
                rule.threshold(),
                value,
                at,
                alert.settings().mail() ? "waiting" : "none",
                at,
                alert.settings().webhook().isEmpty() ? "none" : "waiting",
                at,
                alert.settings().push() ? "waiting" : "none",
                at);
    }

    /** Returns firings, newest first. */
    public List<AlertFiring> page(int tenant, long owner, long before, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, FiringsTable::firing, PAGE, tenant, owner, before, limit));
    }

    /** Returns the firings whose mail is due. */
    public List<AlertFiring> mails(int tenant, Instant now, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, FiringsTable::firing, MAILS, tenant, now, limit));
    }

    /** @param due time of the next attempt, if the state is waiting */
    public void mailed(int tenant, long id, String state, Instant due) {
        database.transaction(tenant, transaction -> Sql.execute(transaction, MAILED, state, due, tenant, id));
    }

    /** Deletes older firings; returns their number. */
    public int forget(int tenant, Instant before) {
        return database.transaction(tenant, transaction -> Sql.execute(transaction, FORGET, tenant, before));
    }

    static AlertFiring firing(ResultSet row) throws SQLException {
        return new AlertFiring(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getBigDecimal(8),
                row.getBigDecimal(9),
                row.getTimestamp(10).toInstant(),
                row.getString(11),
                row.getInt(12),
                row.getString(13),
                row.getInt(14),
                row.getString(15),
                row.getString(16),
                row.getInt(17),
                row.getString(18));
    }
}
