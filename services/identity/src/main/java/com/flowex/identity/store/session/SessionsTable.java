package com.flowex.identity.store.session;

import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.TransactionRetry;
import com.flowex.platform.database.sql.ChangeNumbers;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.jobs.Follower.FollowPosition;
import com.flowex.platform.jobs.Follower.NewItems;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions in PostgreSQL. */
public final class SessionsTable implements SessionStore {

    private static final String INSERT_SESSION = """
            INSERT INTO identity.sessions (tenant_id, id, user_id, address, agent, expires_at)
            VALUES (?, ?, ?, ?, ?, now() + ? * INTERVAL '1 second')""";
    private static final String INSERT_TOKEN =
            "INSERT INTO identity.refresh_tokens (tenant_id, token_hash, session_id) VALUES (?, ?, ?)";
    /** Locks the session before its tokens, in the same order as ending it (identity's README, lock order). */
    private static final String LOCK = """
            SELECT id, user_id, expires_at <= now() FROM identity.sessions
            WHERE tenant_id = ?
                AND id = (SELECT session_id FROM identity.refresh_tokens WHERE tenant_id = ? AND token_hash = ?)
            FOR UPDATE""";

    private static final String USED =
            "SELECT used FROM identity.refresh_tokens WHERE tenant_id = ? AND token_hash = ? FOR UPDATE";
    private static final String USE = """
            UPDATE identity.refresh_tokens SET used = true, used_at = clock_timestamp(), successor = ?
            WHERE tenant_id = ? AND token_hash = ?""";

    /**
     * A separate statement after the lock, so that its clock is read after an earlier holder of the lock has finished.
     */
    private static final String SUCCESSOR = """
            SELECT t.successor
            FROM identity.refresh_tokens t JOIN identity.sessions s ON s.id = t.session_id AND s.tenant_id = t.tenant_id
            WHERE t.tenant_id = ? AND t.token_hash = ? AND t.successor IS NOT NULL AND s.agent = ?
                AND clock_timestamp() BETWEEN t.used_at AND t.used_at + ? * INTERVAL '1 second'""";

    private static final String UNUSED = """
            SELECT 1 FROM identity.refresh_tokens
            WHERE tenant_id = ? AND session_id = ? AND token_hash = ? AND NOT used""";
    private static final String TOUCH = """
            UPDATE identity.sessions SET last_used_at = now(), address = ?, expires_at = now() + ? * INTERVAL '1 second'
            WHERE tenant_id = ? AND id = ?""";
    private static final String END = "DELETE FROM identity.sessions WHERE tenant_id = ? AND %s RETURNING id";
    private static final String END_ONE = END.formatted("user_id = ? AND id = ?");
    private static final String END_ALL = END.formatted("user_id = ? AND id IS DISTINCT FROM ?");
    private static final String END_BY_TOKEN = END.formatted(
            "id = (SELECT session_id FROM identity.refresh_tokens WHERE tenant_id = ? AND token_hash = ?)");

    private static final String REPORT = """
            INSERT INTO identity.ended_sessions (number, session_id)
            SELECT ? + place, session FROM unnest(?::uuid[]) WITH ORDINALITY AS ended (session, place)""";
    private static final String PURGE =
            "DELETE FROM identity.sessions WHERE tenant_id = ? AND user_id = ? AND expires_at <= now()";
    private static final String LIST = """
            SELECT id, created_at, last_used_at, expires_at, address, agent FROM identity.sessions
            WHERE tenant_id = ? AND user_id = ? AND expires_at > now() ORDER BY created_at DESC LIMIT 500""";
    private static final String FORGET =
            "DELETE FROM identity.ended_sessions WHERE ended_at < now() - INTERVAL '2 days'";

    private static final String ENDED_AFTER = """
            SELECT number, session_id FROM identity.ended_sessions
            WHERE number > ? AND ended_at > now() - INTERVAL '2 days' ORDER BY number LIMIT 10000""";

    private final Database database;
    private final Duration life;

    public SessionsTable(Database database, Duration life) {
        this.database = database;
        this.life = life;
    }

    @Override
    public IssuedSession begin(Transaction holding, int tenant, long userId, Device device) {
        Sql.execute(holding, PURGE, tenant, userId);
        UUID session = UUID.randomUUID();
        Sql.execute(
                holding, INSERT_SESSION, tenant, session, userId, device.address(), device.agent(), life.toSeconds());
        return issue(holding, tenant, userId, session);
    }

    @Override
    public Use use(OpaqueToken token, Device device) {
        return TransactionRetry.change(database, token.tenant(), transaction -> {
            Optional<LockedSession> session =
                    Sql.one(transaction, LockedSession::of, LOCK, token.tenant(), token.tenant(), token.hash());
            Optional<Boolean> used = session.isEmpty()
                    ? Optional.empty()
                    : Sql.one(transaction, row -> row.getBoolean(1), USED, token.tenant(), token.hash());
            return used.isEmpty()
                    ? new Use.Unknown()
                    : used(transaction, token, device, session.orElseThrow(), used.get());
        });
    }

    /** Locked session. */
    private record LockedSession(UUID id, long userId, boolean expired) {

        static LockedSession of(ResultSet row) throws SQLException {
            return new LockedSession(row.getObject(1, UUID.class), row.getLong(2), row.getBoolean(3));
        }
    }

    private Use used(Transaction transaction, OpaqueToken token, Device device, LockedSession session, boolean used) {
        UUID id = session.id();
        long userId = session.userId();
        if (used) {
            Optional<OpaqueToken> again = successor(transaction, token, id, device);
            if (again.isPresent()) {
                return new Use.Rotated(new IssuedSession(userId, id, again.get()));
            }
            ended(transaction, END_ONE, token.tenant(), userId, id);
            return new Use.Reused(userId, id);
        }
        if (session.expired()) {
            return new Use.Expired();
        }
        IssuedSession successor = issue(transaction, token.tenant(), userId, id);
        Sql.execute(transaction, USE, successor.token().coveredBy(token), token.tenant(), token.hash());
        Sql.execute(transaction, TOUCH, device.address(), life.toSeconds(), token.tenant(), id);
        return new Use.Rotated(successor);
    }

    /** Returns the recent successor of a used token, if the successor is still unused. */
    private static Optional<OpaqueToken> successor(
            Transaction transaction, OpaqueToken token, UUID session, Device device) {
        Optional<OpaqueToken> successor = Sql.one(
                        transaction,
                        row -> row.getBytes(1),
                        SUCCESSOR,
                        token.tenant(),
                        token.hash(),
                        device.agent(),
                        LOST_ANSWER.toSeconds())
                .map(token::uncovers);
        boolean isUnused = successor.isPresent()
                && Sql.one(
                                transaction,
                                row -> row.getInt(1),
                                UNUSED,
                                token.tenant(),
                                session,
                                successor.get().hash())
                        .isPresent();
        return isUnused ? successor : Optional.empty();
    }

    private static IssuedSession issue(Transaction transaction, int tenant, long userId, UUID session) {
        OpaqueToken token = OpaqueToken.fresh(tenant);
        Sql.execute(transaction, INSERT_TOKEN, tenant, token.hash(), session);
        return new IssuedSession(userId, session, token);
    }

    @Override
    public Optional<UUID> end(OpaqueToken token) {
        return TransactionRetry.change(
                        database,
                        token.tenant(),
                        transaction -> ended(transaction, END_BY_TOKEN, token.tenant(), token.tenant(), token.hash()))
                .stream()
                .findFirst();
    }

    @Override
    public List<Session> of(int tenant, long userId) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, SessionsTable::session, LIST, tenant, userId));
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getObject(1, UUID.class),
                instant(row, 2),
                instant(row, 3),
                instant(row, 4),
                row.getString(5),
                row.getString(6));
    }

    @Override
    public boolean end(int tenant, long userId, UUID session) {
        return !TransactionRetry.change(
                        database, tenant, transaction -> ended(transaction, END_ONE, tenant, userId, session))
                .isEmpty();
    }

    @Override
    public List<UUID> endAll(Transaction holding, int tenant, long userId, Optional<UUID> but) {
        // No session has the nil id.
        return ended(holding, END_ALL, tenant, userId, but.orElse(new UUID(0, 0)));
    }

    private static List<UUID> ended(Transaction transaction, String end, Object... values) {
        List<UUID> ended = Sql.all(transaction, row -> row.getObject(1, UUID.class), end, values);
        if (!ended.isEmpty()) {
            // The counter is drawn last, so that a transaction that holds it does not wait for anything else.
            long before = ChangeNumbers.ENDED_SESSIONS.draw(transaction, ended.size()) - ended.size();
            Sql.execute(
                    transaction,
                    REPORT,
                    before,
                    ended.stream().map(UUID::toString).toArray(String[]::new));
        }
        return ended;
    }

    @Override
    public NewItems<UUID> endedAfter(FollowPosition mark) {
        return database.query(transaction -> {
            long last = ChangeNumbers.ENDED_SESSIONS.goOnFrom(transaction, mark.number());
            try (PreparedStatement select = Sql.prepared(transaction.jdbc(), ENDED_AFTER, last);
                    ResultSet row = select.executeQuery()) {
                List<UUID> ended = new ArrayList<>();
                while (row.next()) {
                    last = row.getLong(1);
                    ended.add(row.getObject(2, UUID.class));
                }
                if (!ended.isEmpty()) {
                    Sql.execute(transaction, FORGET);
                }
                return new NewItems<>(
                        new FollowPosition(mark.of(), last), ended, false); // never anew: the table loses no session
            }
        });
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
