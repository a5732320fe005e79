package com.flowex.identity.store.guard;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table of security cases of each tenant. A case that is lifted or over has no effect and is kept for 400 days. */
public final class SecurityCasesTable {

    /** User id of a case that concerns no user. */
    public static final long NONE = 0;

    private static final int SHOWN_MAX = 100;

    private static final String OPEN = """
            INSERT INTO identity.security_cases (tenant_id, user_id, subject, rule, handling, ends_at)
            SELECT ?, ?, ?, ?, ?, now() + make_interval(secs => ?) WHERE NOT EXISTS (
                SELECT FROM identity.security_cases
                WHERE tenant_id = ? AND user_id = ? AND subject = ? AND rule = ? AND ends_at > now() AND lifted_at IS NULL)
            RETURNING id""";
    private static final String FORGET = """
            DELETE FROM identity.security_cases WHERE tenant_id = ? AND began_at < now() - interval '400 days'""";
    private static final String IN_FORCE = """
            SELECT max(ends_at) FROM identity.security_cases
            WHERE tenant_id = ? AND user_id = ? AND subject = ? AND handling = ? AND ends_at > now() AND lifted_at IS NULL""";
    private static final String OF_USER = """
            SELECT max(ends_at) FROM identity.security_cases
            WHERE tenant_id = ? AND user_id = ? AND handling = ? AND ends_at > now() AND lifted_at IS NULL""";
    private static final String NEWEST = """
            SELECT id, user_id, subject, rule, handling, began_at, ends_at, lifted_by FROM identity.security_cases
            WHERE tenant_id = ? ORDER BY id DESC LIMIT ?""";
    private static final String LIFT = """
            UPDATE identity.security_cases SET lifted_at = now(), lifted_by = ?
            WHERE tenant_id = ? AND id = ? AND lifted_at IS NULL AND ends_at > now() RETURNING id""";

    /** @param liftedBy actor who lifted the case; empty if it was not lifted */
    public record SecurityCase(
            long id,
            long userId,
            String subject,
            String rule,
            String handling,
            Instant beganAt,
            Instant endsAt,
            String liftedBy) {

        static SecurityCase of(ResultSet row) throws SQLException {
            return new SecurityCase(
                    row.getLong(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    Sql.instant(row, 6, Instant.MIN),
                    Sql.instant(row, 7, Instant.MIN),
                    Optional.ofNullable(row.getString(8)).orElse(""));
        }
    }

    private final Database database;

    public SecurityCasesTable(Database database) {
        this.database = database;
    }

    /** Opens a case, unless the same one is open already. If two calls are concurrent, only one opens it. */
    public Optional<Long> open(int tenant, long user, String subject, DetectionRule rule, ProtectiveMeasure handling) {
        return database.transaction(tenant, transaction -> {
            Sql.all(
                    transaction,
                    row -> 0,
                    "SELECT pg_advisory_xact_lock(hashtext(?))",
                    "security case " + tenant + " " + user + " " + subject + " " + rule);
            Sql.execute(transaction, FORGET, tenant);
            return Sql.one(
                    transaction,
                    row -> row.getLong(1),
                    OPEN,
                    tenant,
                    user,
                    subject,
                    rule.word(),
                    handling.word(),
                    rule.lasts().toSeconds(),
                    tenant,
                    user,
                    subject,
                    rule.word());
        });
    }

    /** Returns the end of a measure against a user; empty if none is in force. */
    public Optional<Instant> until(int tenant, long user, ProtectiveMeasure handling) {
        return database.query(tenant, transaction -> Sql.one(
                        transaction, row -> Sql.instant(row, 1, Instant.MIN), OF_USER, tenant, user, handling.word())
                .filter(end -> end.isAfter(Instant.MIN)));
    }

    /** Returns the end of a measure against a subject that is not a user; empty if none is in force. */
    public Optional<Instant> until(int tenant, String subject, ProtectiveMeasure handling) {
        return database.query(tenant, transaction -> Sql.one(
                        transaction,
                        row -> Sql.instant(row, 1, Instant.MIN),
                        IN_FORCE,
                        tenant,
                        NONE,
                        subject,
                        handling.word())
                .filter(end -> end.isAfter(Instant.MIN)));
    }

    public List<SecurityCase> newest(int tenant) {
        return database.query(tenant, transaction -> Sql.all(transaction, SecurityCase::of, NEWEST, tenant, SHOWN_MAX));
    }

    public boolean lift(int tenant, long id, String by) {
        return database.query(tenant, transaction -> Sql.one(transaction, row -> row.getLong(1), LIFT, by, tenant, id))
                .isPresent();
    }
}
