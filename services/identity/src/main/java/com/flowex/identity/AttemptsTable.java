package com.flowex.identity;

import com.flowex.platform.database.Database;
import java.time.Duration;

/** {@link Attempts} in PostgreSQL. */
final class AttemptsTable implements Attempts {

    private static final String WAIT = """
            SELECT (extract(epoch FROM locked_until - now()) * 1000)::bigint FROM identity.attempts
            WHERE tenant_id = ? AND name = ? AND locked_until > now()""";
    private static final String FAILED = """
            INSERT INTO identity.attempts AS a (tenant_id, name, failures, failed_at, locked_until)
            VALUES (?, ?, 1, now(), now() + make_interval(secs => CASE WHEN ? <= 1 THEN 1 ELSE 0 END))
            ON CONFLICT (tenant_id, name) DO UPDATE SET
                failures = CASE WHEN a.failed_at < now() - INTERVAL '1 day' THEN 1 ELSE a.failures + 1 END,
                failed_at = now(),
                locked_until = CASE
                    WHEN a.failed_at < now() - INTERVAL '1 day' OR a.failures + 1 < ? THEN now()
                    ELSE now() + make_interval(secs => least(?, power(2, least(30, a.failures + 1 - ?))))
                END""";
    private static final String FORGET = "DELETE FROM identity.attempts WHERE tenant_id = ? AND name = ?";

    private final Database database;

    AttemptsTable(Database database) {
        this.database = database;
    }

    @Override
    public Duration waitOf(int tenant, String name) {
        return database.query(
                        tenant,
                        connection -> Sql.one(connection, row -> Duration.ofMillis(row.getLong(1)), WAIT, tenant, name))
                .orElse(Duration.ZERO);
    }

    @Override
    public void failed(int tenant, String name, int free, Duration longest) {
        database.query(
                tenant,
                connection ->
                        Sql.execute(connection, FAILED, tenant, name, free, free, (double) longest.toSeconds(), free));
    }

    @Override
    public void forget(int tenant, String name) {
        database.query(tenant, connection -> Sql.execute(connection, FORGET, tenant, name));
    }
}
