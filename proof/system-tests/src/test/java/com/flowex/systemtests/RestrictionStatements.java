package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/** The statements to the table of restrictions, by administrators and by their worker, for {@link StatementWalk}. */
final class RestrictionStatements {

    private static final long ID = 888;
    private static final long USER = 7;

    private RestrictionStatements() {}

    /**
     * A user of one number in each of two tenants, suspended, with all still to be done, and one that only the other
     * has: due tomorrow, so that only this walk does it.
     */
    static void run(Connection owner, int left, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.restrictions (tenant_id, id, user_id, account, kind, reason, set_by, set_at, ends_at,
                    resumes, work, work_due)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, %d, (SELECT min(id) FROM identity.users), 1000 + tenant, 'suspended', 'x', 1, now(),
                    now() + interval '1 day', true, 'stop', now() + make_interval(days => 1 + %d - tenant)
                FROM unnest(ARRAY[%d, %d]) tenant
                UNION ALL SELECT %d, %d, (SELECT max(id) FROM identity.users), 1000, 'suspended', 'x', 1,
                    now(), now() + interval '1 day', true, 'stop', now() + interval '1 day'""".formatted(ID, left, left, left - 1, left - 1, ID + 1));
        long user = user(owner);
        Timestamp now = Timestamp.from(Instant.now().plusSeconds(60));
        Timestamp later = Timestamp.from(Instant.now().plusSeconds(200_000));
        runner.run(
                "AND user_id = ? AND id < ? AND kind <> 'inactive' ORDER BY id DESC LIMIT ?",
                left,
                user,
                Long.MAX_VALUE,
                10);
        runner.run("AND user_id = ? AND ended_at IS NULL ORDER BY id", left, user);
        runner.run("AND user_id = ? AND id = ? FOR UPDATE", left, user, ID);
        runner.run("SELECT 'a restriction by the exchange'", left, 1000L + left - 1);
        runner.run("AND ended_at IS NULL AND ends_at <= ?", left, later, 10);
        runner.run("SELECT DISTINCT user_id FROM identity.restrictions", left, later, 10);
        runner.run("SET asked = true", left, user, later);
        runner.run("OR work <> 'none') ORDER BY id FOR UPDATE", left, user);
        runner.run("sweeps = sweeps + 1, stopped = false, asked = false", "none", now, left, ID);
        runner.run("SET resumes = true", left, ID);
        runner.run("SET work_due = ?, sweeps = 0", now, left, user);
        runner.run("SET ended_at = ?, ended_by = ?", now, USER, "release", now, left, ID);
    }

    private static long user(Connection owner) throws SQLException {
        try (var statement = owner.createStatement();
                var row = statement.executeQuery("SELECT min(id) FROM identity.users")) {
            row.next();
            return row.getLong(1);
        }
    }
}
