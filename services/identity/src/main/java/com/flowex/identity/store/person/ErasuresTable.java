package com.flowex.identity.store.person;

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

/** Table of requested erasures. */
public final class ErasuresTable {

    private static final String COLUMNS = "id, user_id, state, why, asked_at, due_at, changed_at";
    private static final String ADD = """
            INSERT INTO identity.erasures (tenant_id, user_id, state, asked_at, due_at, changed_at)
            VALUES (?, ?, 'waiting', ?, ?, ?)""";
    private static final String NEWEST = "SELECT " + COLUMNS
            + " FROM identity.erasures WHERE tenant_id = ? AND user_id = ? ORDER BY id DESC LIMIT 1";
    private static final String DUE = "SELECT " + COLUMNS + " FROM identity.erasures"
            + " WHERE tenant_id = ? AND state IN ('waiting', 'closing') AND due_at <= ? ORDER BY due_at, id LIMIT 100";
    private static final String REMOVED = "SELECT " + COLUMNS
            + " FROM identity.erasures WHERE tenant_id = ? AND state = 'removed' ORDER BY id LIMIT 10000";
    private static final String ERASED = """
            SELECT user_id, max(due_at) FROM identity.erasures
            WHERE tenant_id = ? AND state IN ('removed', 'done') AND user_id > ?
            GROUP BY user_id ORDER BY user_id LIMIT ?""";
    private static final String AGAIN = """
            INSERT INTO identity.erasures (tenant_id, user_id, state, asked_at, due_at, changed_at)
            VALUES (?, ?, 'removed', ?, ?, ?)""";
    private static final String MOVE = """
            UPDATE identity.erasures SET state = ?, why = ?, due_at = ?, changed_at = ?
            WHERE tenant_id = ? AND id = ? AND state = ?""";

    private final Database database;

    public ErasuresTable(Database database) {
        this.database = database;
    }

    /** State of an erasure. */
    public enum State {
        WAITING,
        CLOSING,
        /** The person's rows are removed; the files of the database are still to be rewritten. */
        REMOVED,
        DONE,
        CANCELED,
        REFUSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Requested erasure.
     *
     * @param why reason of a refusal; in state {@link State#REMOVED} the first segment of the database's log after the
     *     rewrite, empty before it
     */
    public record Erasure(
            long id, long userId, State state, String why, Instant requestedAt, Instant dueAt, Instant changedAt) {

        public boolean isOpen() {
            return state == State.WAITING || state == State.CLOSING;
        }

        /** Returns true if the access was closed for it, or the person is erased. */
        public boolean keepsOut() {
            return state == State.CLOSING || state == State.REMOVED || state == State.DONE;
        }

        /** Returns this erasure after a change of its state. */
        public Erasure moved(State to, String why, Instant due, Instant now) {
            return new Erasure(id, userId, to, why, requestedAt, due, now);
        }
    }

    /**
     * Adds an erasure.
     *
     * @param holding connection that holds the lock on the user's row: a user has one open erasure at a time
     */
    public static Erasure add(Transaction holding, User user, Instant now, Instant due) {
        Sql.execute(holding, ADD, user.tenant(), user.id(), now, due, now);
        return newest(holding, user.tenant(), user.id()).orElseThrow();
    }

    public static Optional<Erasure> newest(Transaction transaction, int tenant, long user) {
        return Sql.one(transaction, ErasuresTable::erasure, NEWEST, tenant, user);
    }

    public Optional<Erasure> newest(int tenant, long user) {
        return database.query(tenant, transaction -> newest(transaction, tenant, user));
    }

    public List<Erasure> due(int tenant, Instant now) {
        return database.query(tenant, transaction -> Sql.all(transaction, ErasuresTable::erasure, DUE, tenant, now));
    }

    /** Returns the erasures whose people's bytes may still be in the files of the database, oldest first. */
    public List<Erasure> removed(int tenant) {
        return database.query(tenant, transaction -> Sql.all(transaction, ErasuresTable::erasure, REMOVED, tenant));
    }

    /** Person whose rows were removed, and the time of it. */
    public record ErasedPerson(long userId, Instant at) {}

    /** Returns people whose rows were removed, by the numbers of the users. */
    public static List<ErasedPerson> erased(Transaction transaction, int tenant, long after, int limit) {
        return Sql.all(
                transaction,
                row -> new ErasedPerson(row.getLong(1), Sql.instant(row, 2, Instant.MIN)),
                ERASED,
                tenant,
                after,
                limit);
    }

    /** Records a person who was erased again without a request in this database. */
    public static void again(Transaction holding, User user, Instant at) {
        Sql.execute(holding, AGAIN, user.tenant(), user.id(), at, at, at);
    }

    /** Records that the tables were rewritten before this segment of the database's log. */
    public void rewritten(int tenant, Erasure of, String segment, Instant now) {
        database.query(
                tenant,
                transaction -> move(transaction, tenant, of, of.moved(State.REMOVED, segment, of.dueAt(), now)));
    }

    /** Records that no bytes of the person are left; returns false if another process has recorded it. */
    public boolean done(int tenant, Erasure of, String note, Instant now) {
        return database.query(
                tenant, transaction -> move(transaction, tenant, of, of.moved(State.DONE, note, of.dueAt(), now)));
    }

    /** Changes the state of an erasure; returns false if its state is no longer the one that was read. */
    public static boolean move(Transaction transaction, int tenant, Erasure from, Erasure to) {
        return Sql.execute(
                        transaction,
                        MOVE,
                        to.state().word(),
                        to.why(),
                        to.dueAt(),
                        to.changedAt(),
                        tenant,
                        from.id(),
                        from.state().word())
                == 1;
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                row.getLong(1),
                row.getLong(2),
                State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                Sql.instant(row, 5, Instant.MIN),
                Sql.instant(row, 6, Instant.MIN),
                Sql.instant(row, 7, Instant.MIN));
    }
}
