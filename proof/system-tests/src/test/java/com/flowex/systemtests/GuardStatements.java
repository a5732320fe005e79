package com.flowex.systemtests;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** The statements of the guard of users to its tables, for {@link StatementWalk}. */
final class GuardStatements {

    private GuardStatements() {}

    /** Observations of two tenants, of users and places that have the same names in both, lately and long ago. */
    static void run(Connection owner, int left, StatementRunner runner) throws SQLException {
        IsolationExchange.execute(owner, """
                INSERT INTO identity.security_cases (tenant_id, id, user_id, subject, rule, handling, began_at, ends_at)
                OVERRIDING SYSTEM VALUE
                SELECT tenant, 1000000 + age, 7, 's', 'r' || tenant, 'h', now() - make_interval(days => 500 * age),
                    now() + make_interval(days => 1 + (%d - tenant) - 900 * age)
                FROM unnest(ARRAY[%d, %d]) tenant, generate_series(0, 1) age""".formatted(left, left, left - 1));
        IsolationExchange.execute(owner, """
                INSERT INTO identity.seen_places (tenant_id, name, place, country, seen_at)
                SELECT tenant, 'n', 'p' || age, 'DE', now() - make_interval(days => 100 * age)
                FROM unnest(ARRAY[%d, %d]) tenant, generate_series(0, 1) age""".formatted(left, left - 1));
        runner.run("AND user_id = ? AND subject = ? AND handling = ?", left, 7L, "s", "h");
        runner.run("WHERE tenant_id = ? AND user_id = ? AND handling = ?", left, 7L, "h");
        runner.run("FROM identity.security_cases WHERE tenant_id = ? ORDER BY id DESC", left, 10);
        runner.run("UPDATE identity.security_cases", "somebody", left, 1_000_000L);
        runner.run(
                "INSERT INTO identity.security_cases",
                left,
                7L,
                "s",
                "r" + (left - 1),
                "h",
                60L,
                left,
                7L,
                "s",
                "r" + (left - 1));
        runner.run("DELETE FROM identity.security_cases", left);
        runner.run(
                "FROM identity.seen_places WHERE tenant_id = ? AND name = ? AND seen_at > now()",
                "p0",
                "AU",
                2,
                left,
                "n");
        runner.run(
                "DELETE FROM identity.seen_places WHERE tenant_id = ? AND name = ? AND seen_at",
                left,
                "n",
                OffsetDateTime.now(ZoneOffset.UTC).minusDays(50));
    }
}
