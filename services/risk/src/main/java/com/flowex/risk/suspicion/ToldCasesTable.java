package com.flowex.risk.suspicion;

import com.flowex.ground.database.Database;
import com.flowex.ground.database.Sql;
import java.util.List;

/** The statements of who was written to of which cases. */
public record ToldCasesTable(Database database) {

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
     * How far it is.
     *
     * @param told number of the last case that everybody knows of
     * @param telling of the last one in the letter that goes out
     * @param user everybody up to this one has it
     */
    record Telling(long told, long telling, long user) {

        static final Telling NOTHING = new Telling(0, 0, 0);

        boolean isUnderWay() {
            return telling > told;
        }
    }

    /** How many new cases there are of a pattern. */
    record NewCases(String pattern, long count, int score) {}

    Telling state(int tenant) {
        return database.query(
                        tenant,
                        connection -> Sql.one(
                                connection,
                                row -> new Telling(row.getLong(1), row.getLong(2), row.getLong(3)),
                                STATE,
                                tenant))
                .orElse(Telling.NOTHING);
    }

    /** Number of the newest case behind one that is not closed; 0 if there is none. */
    long newest(int tenant, long told) {
        return database.query(tenant, connection -> Sql.one(connection, row -> row.getLong(1), NEWEST, tenant, told)
                .orElse(0L));
    }

    /** Begins a letter of all cases up to one; false if somebody else has begun one. */
    boolean begin(int tenant, Telling before, long telling) {
        return update(tenant, BEGIN, telling, tenant, before.told(), before.telling());
    }

    /** Goes on from one user to another; false if somebody else has gone on. */
    boolean next(int tenant, long telling, long from, long to) {
        return update(tenant, NEXT, to, tenant, telling, from);
    }

    /** Everybody has the letter. */
    void done(int tenant, long telling) {
        update(tenant, DONE, tenant, telling);
    }

    private boolean update(int tenant, String sql, Object... values) {
        return database.transaction(tenant, connection -> Sql.execute(connection, sql, values)) > 0;
    }

    /** What a letter has for somebody: nothing of what they are suspected in. */
    List<NewCases> news(int tenant, Telling of, long account) {
        return database.query(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> new NewCases(row.getString(1), row.getLong(2), row.getInt(3)),
                        NEW,
                        tenant,
                        of.told(),
                        of.telling(),
                        account));
    }
}
