package com.flowex.identity.store.restriction;

import com.flowex.domain.value.AccountId;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table of users' restrictions, including ended ones. */
public final class RestrictionsTable {

    private static final String COLUMNS = "id, user_id, tenant_id, account, kind, reason, set_by, set_at, ends_at,"
            + " ended_at, ended_by, resumes, work, work_due, sweeps, asked, stopped";
    private static final String ADD = """
            INSERT INTO identity.restrictions (tenant_id, user_id, account, kind, reason, set_by, set_at, ends_at, resumes,
                work, work_due)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING\s""" + COLUMNS;
    private static final String PAGE = "SELECT " + COLUMNS
            + " FROM identity.restrictions WHERE tenant_id = ? AND user_id = ? AND id < ? AND kind <> 'inactive' ORDER BY id DESC LIMIT ?";
    private static final String IN_FORCE = "SELECT " + COLUMNS
            + " FROM identity.restrictions WHERE tenant_id = ? AND user_id = ? AND ended_at IS NULL ORDER BY id";
    private static final String HELD = "SELECT " + COLUMNS
            + " FROM identity.restrictions WHERE tenant_id = ? AND user_id = ? AND id = ? FOR UPDATE";
    private static final String OVER = "SELECT " + COLUMNS
            + " FROM identity.restrictions WHERE tenant_id = ? AND ended_at IS NULL AND ends_at <= ? ORDER BY ends_at LIMIT ?";
    private static final String END = """
            UPDATE identity.restrictions SET ended_at = ?, ended_by = ?, work = ?, work_due = ?, sweeps = 0
            WHERE tenant_id = ? AND id = ? AND ended_at IS NULL
            RETURNING\s""" + COLUMNS;
    private static final String RESUMES =
            "UPDATE identity.restrictions SET resumes = true WHERE tenant_id = ? AND id = ?";
    private static final String WAITING = """
            SELECT DISTINCT user_id FROM identity.restrictions
            WHERE tenant_id = ? AND work <> 'none' AND work_due <= ? ORDER BY user_id LIMIT ?""";
    private static final String ASK = """
            UPDATE identity.restrictions SET asked = true
            WHERE tenant_id = ? AND user_id = ? AND work <> 'none' AND work_due <= ? AND NOT asked RETURNING id""";
    private static final String SELECT_DUE = "SELECT " + COLUMNS + "\n" + """
             FROM identity.restrictions
            WHERE tenant_id = ? AND user_id = ? AND (ended_at IS NULL OR work <> 'none') ORDER BY id FOR UPDATE""";
    private static final String SET_WORK = """
            UPDATE identity.restrictions SET work = ?, work_due = ?, sweeps = sweeps + 1, stopped = false, asked = false
            WHERE tenant_id = ? AND id = ?""";
    private static final String AGAIN = """
            UPDATE identity.restrictions SET work_due = ?, sweeps = 0,
                work = CASE kind WHEN 'reduce_only' THEN 'sweep' ELSE 'stop' END
            WHERE tenant_id = ? AND user_id = coalesce(?, user_id) AND ended_at IS NULL AND kind <> 'no_withdrawals'""";
    private static final String CHANGED =
            "UPDATE identity.tenant_numbers SET restriction_changes = restriction_changes + 1 WHERE number = ?";
    private static final String TENANTS =
            "SELECT number FROM identity.tenant_numbers WHERE restriction_changes > 0 ORDER BY number";

    private final Database database;

    public RestrictionsTable(Database database) {
        this.database = database;
    }

    /** @param holding connection that holds the lock on the user's row; no restriction of this kind may be in force */
    public static Restriction add(Transaction holding, User user, RestrictionRequest request, long by, Instant now) {
        RestrictionKind kind = request.kind();
        Restriction added = Sql.one(
                        holding,
                        RestrictionsTable::row,
                        ADD,
                        user.tenant(),
                        user.id(),
                        user.account().number(),
                        kind.word(),
                        request.reason(),
                        by,
                        now,
                        request.endsAt(),
                        kind == RestrictionKind.SUSPENDED && user.isActive(),
                        kind.begins().word(),
                        now)
                .orElseThrow();
        changed(holding, user.tenant());
        return added;
    }

    /**
     * Returns a user's restrictions below {@code before}, newest first, with ended ones and without those of the user's
     * status.
     */
    public List<Restriction> page(int tenant, long user, long before, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, RestrictionsTable::row, PAGE, tenant, user, before, limit));
    }

    public static List<Restriction> inForce(Transaction transaction, int tenant, long user) {
        return Sql.all(transaction, RestrictionsTable::row, IN_FORCE, tenant, user);
    }

    public List<Restriction> inForce(int tenant, long user) {
        return database.query(tenant, transaction -> inForce(transaction, tenant, user));
    }

    /** Returns a restriction and locks its row until the transaction ends. */
    public static Optional<Restriction> hold(Transaction transaction, int tenant, long user, long id) {
        return Sql.one(transaction, RestrictionsTable::row, HELD, tenant, user, id);
    }

    /** Returns restrictions in force whose time is over, earliest end first. */
    public List<Restriction> over(int tenant, Instant now, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, RestrictionsTable::row, OVER, tenant, now, limit));
    }

    /** @param by user who lifts it; null if it ended by its time */
    public static Restriction end(Transaction holding, Restriction held, @Nullable Long by, Instant now) {
        int tenant = held.account().tenant();
        Restriction ended = Sql.one(
                        holding,
                        RestrictionsTable::row,
                        END,
                        now,
                        by,
                        held.kind().ends().word(),
                        now,
                        tenant,
                        held.id())
                .orElseThrow();
        changed(holding, tenant);
        return ended;
    }

    /** Records that the user becomes active again when the suspension ends. */
    public static void resumes(Transaction holding, Restriction suspension) {
        Sql.execute(holding, RESUMES, suspension.account().tenant(), suspension.id());
    }

    /** Returns the users with due work for the exchange. */
    public List<Long> waiting(int tenant, Instant now, int limit) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, row -> row.getLong(1), WAITING, tenant, now, limit));
    }

    /**
     * Records that the exchange may receive a command about a user from now on.
     *
     * @return ids of the due restrictions that the exchange cannot have been asked about before
     */
    public List<Long> request(int tenant, long user, Instant now) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, row -> row.getLong(1), ASK, tenant, user, now));
    }

    /**
     * Returns a user's restrictions that are in force or have open work, oldest first, and locks their rows until the
     * transaction ends.
     */
    public static List<Restriction> lockDue(Transaction transaction, int tenant, long user) {
        return Sql.all(transaction, RestrictionsTable::row, SELECT_DUE, tenant, user);
    }

    /** Records an answer of the exchange, and the next work and its time. */
    public static void markNotified(Transaction holding, Restriction of, RestrictionSyncReason next, Instant due) {
        Sql.execute(holding, SET_WORK, next.word(), due, of.account().tenant(), of.id());
    }

    /**
     * Makes the restrictions in force due again.
     *
     * @param user user to send again; null for every user
     */
    public void again(int tenant, @Nullable Long user, Instant now) {
        database.query(tenant, transaction -> Sql.execute(transaction, AGAIN, now, tenant, user));
    }

    /**
     * Counts changes, so that tenants without restrictions are skipped, and for older versions, whose order entry
     * follows the counter.
     */
    private static void changed(Transaction changing, int tenant) {
        Sql.execute(changing, CHANGED, tenant);
    }

    /** Returns the tenants that ever had a restriction. */
    public List<Integer> tenants() {
        return database.query(transaction -> Sql.all(transaction, row -> row.getInt(1), TENANTS));
    }

    private static Restriction row(ResultSet row) throws SQLException {
        long endedBy = row.getLong(11);
        boolean isBySomebody = !row.wasNull();
        return new Restriction(
                row.getLong(1),
                row.getLong(2),
                new AccountId(row.getInt(3), row.getLong(4)),
                RestrictionKind.of(row.getString(5)),
                row.getString(6),
                row.getLong(7),
                row.getTimestamp(8).toInstant(),
                instant(row, 9),
                instant(row, 10),
                isBySomebody ? endedBy : null,
                row.getBoolean(12),
                RestrictionSyncReason.of(row.getString(13)),
                row.getTimestamp(14).toInstant(),
                row.getInt(15),
                row.getBoolean(16),
                row.getBoolean(17));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
