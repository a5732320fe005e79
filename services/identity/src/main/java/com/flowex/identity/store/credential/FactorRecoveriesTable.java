package com.flowex.identity.store.credential;

import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Table of recoveries: requests to remove the second factors of users who have lost them. */
public final class FactorRecoveriesTable {

    private static final String COLUMNS =
            "id, user_id, state, needs_approval, asked_by, decided_by, host, asked_at, due_at, next_at, changed_at";
    private static final String OF = "SELECT " + COLUMNS + " FROM identity.factor_recoveries WHERE tenant_id = ?";
    private static final String IS_OPEN = " AND state IN ('asked', 'waiting')";
    private static final String COUNTED =
            "UPDATE identity.tenant_numbers SET recoveries = recoveries + 1 WHERE number = ?";
    private static final String TENANTS =
            "SELECT number FROM identity.tenant_numbers WHERE recoveries > 0 ORDER BY number";
    private static final String ADD = """
            INSERT INTO identity.factor_recoveries
                (tenant_id, user_id, state, needs_approval, asked_by, host, asked_at, due_at, next_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING\s""" + COLUMNS;
    private static final String OPEN = OF + " AND user_id = ?" + IS_OPEN;
    private static final String BY_ID = OF + " AND id = ?";
    private static final String BY_CONFIRM_LINK = OF + IS_OPEN + " AND confirm_hash = ?";
    private static final String BY_CANCEL_LINK = OF + IS_OPEN + " AND ? = ANY (cancel_hashes)";
    private static final String DUE = OF + IS_OPEN + " AND next_at <= ? ORDER BY next_at, id LIMIT 100";
    private static final String PAGE = OF + " AND id < ? AND (?::text IS NULL OR state = ?) ORDER BY id DESC LIMIT ?";
    private static final String SINCE =
            "SELECT asked_at FROM identity.factor_recoveries WHERE tenant_id = ? AND user_id = ? AND asked_at > ?"
                    + " ORDER BY asked_at LIMIT 100";
    private static final String PASSWORD_SINCE =
            "SELECT 1 FROM identity.users WHERE tenant_id = ? AND id = ? AND password_changed_at > ?";
    private static final String MOVE = """
            UPDATE identity.factor_recoveries
            SET state = ?, needs_approval = ?, decided_by = ?, due_at = ?, next_at = ?, changed_at = ?
            WHERE tenant_id = ? AND id = ? AND state = ?""";
    private static final String CONFIRM_LINK =
            "UPDATE identity.factor_recoveries SET confirm_hash = ? WHERE tenant_id = ? AND id = ?";
    private static final String CANCEL_LINK = """
            UPDATE identity.factor_recoveries SET cancel_hashes = array_append(cancel_hashes, ?::bytea)
            WHERE tenant_id = ? AND id = ?""";
    private static final String CANCEL =
            "UPDATE identity.factor_recoveries SET state = 'canceled', changed_at = now() WHERE tenant_id = ?"
                    + " AND user_id = ?" + IS_OPEN;

    private final Database database;

    public FactorRecoveriesTable(Database database) {
        this.database = database;
    }

    /** State of a recovery. */
    public enum State {
        /** Its user has not opened the mailed link yet. */
        ASKED,
        /** The factors stay until {@code dueAt}, or until an operator has approved it. */
        WAITING,
        /** The factors were removed. */
        DONE,
        /** Its user, or a change of their proofs of identity, has ended it. */
        CANCELED,
        /** An operator has ended it. */
        STOPPED,
        /** The link was not opened, or no operator has approved it in time. */
        EXPIRED;

        private final String word = name().toLowerCase(Locale.ROOT);

        public String word() {
            return word;
        }
    }

    /**
     * Recovery of a user.
     *
     * @param needsApproval true if an operator must approve it before the factors are removed
     * @param requestedBy user who asked for it: the user themselves or an administrator
     * @param decidedBy operator who approved or stopped it; null if none did
     * @param host host by which the user came, for links; empty if unknown
     * @param dueAt time at which the factors are removed; in state asked, the end of the link
     * @param nextAt time of the next step or notice
     */
    public record Recovery(
            long id,
            long userId,
            State state,
            boolean needsApproval,
            long requestedBy,
            @Nullable Long decidedBy,
            String host,
            Instant requestedAt,
            Instant dueAt,
            Instant nextAt,
            Instant changedAt) {

        public boolean isOpen() {
            return state == State.ASKED || state == State.WAITING;
        }

        /** Returns this recovery in another state. */
        public Recovery in(State next, Instant now) {
            return new Recovery(
                    id, userId, next, needsApproval, requestedBy, decidedBy, host, requestedAt, dueAt, nextAt, now);
        }

        /** Returns this recovery after the decision of an operator. */
        public Recovery decided(State next, long by, Instant now) {
            return new Recovery(id, userId, next, false, requestedBy, by, host, requestedAt, dueAt, nextAt, now);
        }

        /** Returns this recovery while it waits. */
        public Recovery waiting(boolean approval, Instant due, Instant next, Instant now) {
            return new Recovery(
                    id, userId, State.WAITING, approval, requestedBy, decidedBy, host, requestedAt, due, next, now);
        }

        /** Returns this recovery with another time of the next step. */
        public Recovery next(Instant at) {
            return new Recovery(
                    id, userId, state, needsApproval, requestedBy, decidedBy, host, requestedAt, dueAt, at, changedAt);
        }
    }

    /**
     * Adds a recovery.
     *
     * @param holding connection that holds the lock on the user's row: a user has one open recovery at a time
     * @param added recovery without an id
     */
    public static Recovery add(Transaction holding, User user, Recovery added) {
        Sql.execute(holding, COUNTED, user.tenant());
        return Sql.one(
                        holding,
                        FactorRecoveriesTable::recovery,
                        ADD,
                        user.tenant(),
                        user.id(),
                        added.state().word(),
                        added.needsApproval(),
                        added.requestedBy(),
                        added.host(),
                        added.requestedAt(),
                        added.dueAt(),
                        added.nextAt(),
                        added.changedAt())
                .orElseThrow();
    }

    /** Returns the tenants that ever had a recovery. */
    public List<Integer> tenants() {
        return database.query(transaction -> Sql.all(transaction, row -> row.getInt(1), TENANTS));
    }

    public static Optional<Recovery> open(Transaction transaction, User user) {
        return Sql.one(transaction, FactorRecoveriesTable::recovery, OPEN, user.tenant(), user.id());
    }

    public Optional<Recovery> open(int tenant, long userId) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, FactorRecoveriesTable::recovery, OPEN, tenant, userId));
    }

    public Optional<Recovery> byId(int tenant, long id) {
        return database.query(tenant, transaction -> byId(transaction, tenant, id));
    }

    public static Optional<Recovery> byId(Transaction transaction, int tenant, long id) {
        return Sql.one(transaction, FactorRecoveriesTable::recovery, BY_ID, tenant, id);
    }

    /** Returns the open recovery that a link confirms or cancels; empty if the link is of none. */
    public Optional<Recovery> byLink(OpaqueToken link, boolean cancels) {
        return database.query(
                link.tenant(),
                transaction -> Sql.one(
                        transaction,
                        FactorRecoveriesTable::recovery,
                        cancels ? BY_CANCEL_LINK : BY_CONFIRM_LINK,
                        link.tenant(),
                        link.hash()));
    }

    /** Returns the open recoveries whose next step or notice is due, oldest first. */
    public List<Recovery> due(int tenant, Instant now) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, FactorRecoveriesTable::recovery, DUE, tenant, now));
    }

    /** Returns the recoveries below {@code before}, newest first; a null state matches every one. */
    public List<Recovery> page(int tenant, @Nullable String state, long before, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(
                        transaction, FactorRecoveriesTable::recovery, PAGE, tenant, before, state, state, limit));
    }

    /** Returns the times of a user's requests since then, oldest first. */
    public static List<Instant> requestedSince(Transaction holding, User user, Instant since) {
        return Sql.all(holding, row -> Sql.instant(row, 1, Instant.MIN), SINCE, user.tenant(), user.id(), since);
    }

    /** Returns true if the password was replaced since then. */
    public static boolean hasNewPassword(Transaction holding, User user, Instant since) {
        return Sql.one(holding, row -> row.getInt(1), PASSWORD_SINCE, user.tenant(), user.id(), since)
                .isPresent();
    }

    /** Changes a recovery; returns false if its state is no longer the one that was read. */
    public static boolean move(Transaction holding, int tenant, Recovery from, Recovery to) {
        return Sql.execute(
                        holding,
                        MOVE,
                        to.state().word(),
                        to.needsApproval(),
                        to.decidedBy(),
                        to.dueAt(),
                        to.nextAt(),
                        to.changedAt(),
                        tenant,
                        from.id(),
                        from.state().word())
                == 1;
    }

    /** Makes a fresh link that confirms the recovery, in place of an earlier one. */
    public static OpaqueToken confirmLink(Transaction holding, int tenant, Recovery of) {
        return link(holding, CONFIRM_LINK, tenant, of);
    }

    /** Makes a fresh link that cancels the recovery; earlier ones stay good. */
    public static OpaqueToken cancelLink(Transaction holding, int tenant, Recovery of) {
        return link(holding, CANCEL_LINK, tenant, of);
    }

    private static OpaqueToken link(Transaction holding, String sql, int tenant, Recovery of) {
        OpaqueToken link = OpaqueToken.fresh(tenant);
        Sql.execute(holding, sql, link.hash(), tenant, of.id());
        return link;
    }

    /** Cancels the open recovery of a user whose row is locked; returns false if none is open. */
    public static boolean cancel(Transaction holding, User user) {
        return Sql.execute(holding, CANCEL, user.tenant(), user.id()) > 0;
    }

    private static Recovery recovery(ResultSet row) throws SQLException {
        long decidedBy = row.getLong(6);
        boolean isDecided = !row.wasNull();
        return new Recovery(
                row.getLong(1),
                row.getLong(2),
                State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getBoolean(4),
                row.getLong(5),
                isDecided ? decidedBy : null,
                row.getString(7),
                Sql.instant(row, 8, Instant.MIN),
                Sql.instant(row, 9, Instant.MIN),
                Sql.instant(row, 10, Instant.MIN),
                Sql.instant(row, 11, Instant.MIN));
    }
}
