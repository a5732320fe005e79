package com.flowex.risk.store.suspicion;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.util.List;

/** Table of the progress of notifying administrators of new cases. */
public record CaseNotificationsTable(Database database) {

    private static final String STATE =
            "SELECT told, telling, told_user FROM risk.surveillance_progress WHERE tenant_id = ?";
    private static final String NEWEST = """
            SELECT coalesce(max(id), 0) FROM risk.surveillance_cases WHERE tenant_id = ? AND id > ? AND closed_at IS NULL""";
    private static final String BEGIN = """
            UPDATE risk.surveillance_progress SET telling = ?, told_user = 0
            WHERE tenant_id = ? AND told = ? AND telling = ?""";
    private static final String NEXT =
            "UPDATE risk.surveillance_progress SET told_user = ? WHERE tenant_id = ? AND telling = ? AND told_user = ?";
    private static final String DONE =
            "UPDATE risk.surveillance_progress SET told = telling WHERE tenant_id = ? AND telling = ? AND told < telling";
    private static final String NEW = """
            SELECT pattern, count(*), max(score) FROM risk.surveillance_cases
            WHERE tenant_id = ? AND id > ? AND id <= ? AND closed_at IS NULL AND NOT (accounts @> ARRAY[?::bigint])
            GROUP BY pattern ORDER BY pattern""";

    /**
     * Progress of the notifications.
     *
     * @param completed number of the last case that every reader has been notified of
     * @param current number of the last case in the mail that is being sent
     * @param user every reader up to this user id has that mail
     */
    public record Attempt(long completed, long current, long user) {

        static final Attempt NOTHING = new Attempt(0, 0, 0);

        public boolean isUnderWay() {
            return current > completed;
        }
    }

    /** Number of new cases of one pattern. */
    public record NewCases(String pattern, long count, int score) {}

    public Attempt state(int tenant) {
        return database.query(
                        tenant,
                        transaction -> Sql.one(
                                transaction,
                                row -> new Attempt(row.getLong(1), row.getLong(2), row.getLong(3)),
                                STATE,
                                tenant))
                .orElse(Attempt.NOTHING);
    }

    /** Returns the number of the newest open case after the given one; 0 if there is none. */
    public long newest(int tenant, long delivered) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, row -> row.getLong(1), NEWEST, tenant, delivered)
                        .orElse(0L));
    }

    /** Begins a mail of all cases up to the given one; returns false if another process has begun one. */
    public boolean begin(int tenant, Attempt before, long attempt) {
        return update(tenant, BEGIN, attempt, tenant, before.completed(), before.current());
    }

    /** Moves the progress from one user to the next; returns false if another process has moved it. */
    public boolean next(int tenant, long attempt, long from, long to) {
        return update(tenant, NEXT, to, tenant, attempt, from);
    }

    /** Marks the mail as sent to all readers. */
    public void done(int tenant, long attempt) {
        update(tenant, DONE, tenant, attempt);
    }

    private boolean update(int tenant, String sql, Object... values) {
        return database.transaction(tenant, transaction -> Sql.execute(transaction, sql, values)) > 0;
    }

    /** Returns the contents of a mail for one reader, without the cases in which that reader is suspected. */
    public List<NewCases> news(int tenant, Attempt of, long account) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction,
                        row -> new NewCases(row.getString(1), row.getLong(2), row.getInt(3)),
                        NEW,
                        tenant,
                        of.completed(),
                        of.current(),
                        account));
    }
}
