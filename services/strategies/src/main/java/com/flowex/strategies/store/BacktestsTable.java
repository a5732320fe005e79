package com.flowex.strategies.store;

import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Table of back-tests; each belongs to the user who requested it. */
public final class BacktestsTable {

    /** Maximum number of a user's back-tests that wait or run. */
    public static final int OPEN_MAX = 5;

    /** Maximum number of a user's stored back-tests; the newest are kept. */
    public static final int KEPT_MAX = 200;

    /** Maximum number of attempts, of which all but the last were interrupted by the end of a process. */
    public static final int ATTEMPTS_MAX = 3;

    /** Time without a heartbeat after which an attempt counts as interrupted. */
    public static final Duration SILENCE_MAX = Duration.ofMinutes(1);

    private static final String FIELDS =
            "id, owner, state, request::text, requested_at, started_at, ended_at, attempts, progress, reason, "
                    + "summary::text ";
    private static final String COLUMNS = "SELECT " + FIELDS + "FROM strategies.backtests ";
    private static final String OPEN = """
            SELECT count(*) FROM strategies.backtests
            WHERE tenant_id = ? AND owner = ? AND state IN ('waiting', 'running')""";
    private static final String ADD = """
            INSERT INTO strategies.backtests (tenant_id, owner, state, request, requested_at)
            VALUES (?, ?, 'waiting', ?::jsonb, ?)
            RETURNING\s""" + FIELDS;
    private static final String OLD = """
            SELECT id FROM strategies.backtests WHERE tenant_id = ? AND owner = ? AND state NOT IN ('waiting', 'running')
            ORDER BY id DESC OFFSET ? LIMIT 1""";
    private static final String DROP = """
            DELETE FROM strategies.backtests
            WHERE tenant_id = ? AND owner = ? AND id <= ? AND state NOT IN ('waiting', 'running')""";
    private static final String ONE = COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id = ?";
    private static final String PAGE =
            COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String RESULT =
            "SELECT result FROM strategies.backtests WHERE tenant_id = ? AND owner = ? AND id = ? AND result IS NOT NULL";
    private static final String REPORT =
            "SELECT report FROM strategies.backtests WHERE tenant_id = ? AND owner = ? AND id = ? AND report IS NOT NULL";
    private static final String ABANDONED = """
            UPDATE strategies.backtests
            SET state = CASE WHEN attempts >= ? THEN 'failed' ELSE 'waiting' END,
                reason = CASE WHEN attempts >= ? THEN ? ELSE '' END,
                ended_at = CASE WHEN attempts >= ? THEN ?::timestamptz END
            WHERE tenant_id = ? AND state = 'running' AND heartbeat_at < ?""";

    /** The first waiting one of each owner, in the order in which they wait; one that gave its turn waits from then. */
    private static final String FIRST_OF_OWNERS = """
            SELECT id, owner FROM (
                SELECT DISTINCT ON (owner) id, owner, coalesce(turn_at, requested_at) AS since FROM strategies.backtests
                WHERE tenant_id = ? AND state = 'waiting' ORDER BY owner, since, id LIMIT 1000) first
            ORDER BY since, id""";

    private static final String WAITING = """
            SELECT count(*), count(*) FILTER (WHERE turn_at IS NULL) FROM strategies.backtests
            WHERE tenant_id = ? AND state = 'waiting'""";
    private static final String START = """
            UPDATE strategies.backtests SET state = 'running', attempts = attempts + 1, started_at = ?, heartbeat_at = ?,
                progress = CASE WHEN turn_at IS NULL THEN 0 ELSE progress END
            WHERE tenant_id = ? AND id = ? AND state = 'waiting'
            RETURNING\s""" + FIELDS;
    private static final String BEAT = """
            UPDATE strategies.backtests SET heartbeat_at = ?, progress = ?
            WHERE tenant_id = ? AND id = ? AND state = 'running' AND attempts = ?""";
    private static final String DONE = """
            UPDATE strategies.backtests SET state = 'done', progress = 100, summary = ?::jsonb, result = ?,
                report = ?, ended_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'running' AND attempts = ?""";
    private static final String FAIL = """
            UPDATE strategies.backtests SET state = 'failed', reason = ?, ended_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'running' AND attempts = ?""";
    private static final String RELEASE = """
            UPDATE strategies.backtests SET state = 'waiting', attempts = attempts - 1
            WHERE tenant_id = ? AND id = ? AND state = 'running' AND attempts = ?""";
    private static final String GIVE_TURN = """
            UPDATE strategies.backtests SET state = 'waiting', attempts = attempts - 1, turn_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'running' AND attempts = ?""";
    private static final String CANCEL = """
            UPDATE strategies.backtests SET state = 'canceled', ended_at = ?
            WHERE tenant_id = ? AND owner = ? AND id = ? AND state IN ('waiting', 'running')""";
    private static final String REMOVE = """
            DELETE FROM strategies.backtests
            WHERE tenant_id = ? AND owner = ? AND id = ? AND state NOT IN ('waiting', 'running')""";
    private static final String FORGET = """
            DELETE FROM strategies.backtests
            WHERE tenant_id = ? AND requested_at < ? AND state NOT IN ('waiting', 'running')""";

    private final Database database;

    public BacktestsTable(Database database) {
        this.database = database;
    }

    /**
     * Adds a waiting back-test and deletes the oldest ended ones above {@link #KEPT_MAX}.
     *
     * @param request spec of the back-test, as JSON
     * @throws Refusal if too many of the user's back-tests wait or run
     */
    public StoredBacktest add(int tenant, long owner, String request, Instant at) {
        return database.transaction(tenant, connection -> {
            Sql.alone(connection, "backtests of " + tenant + "/" + owner);
            long open = Sql.one(connection, row -> row.getLong(1), OPEN, tenant, owner)
                    .orElse(0L);
            if (open >= OPEN_MAX) {
                throw Refusal.forNow(
                        RefusalCode.OVERLOADED,
                        OPEN_MAX + " of your back-tests wait or run already: cancel one or wait for its end",
                        10);
            }
            StoredBacktest added = Sql.one(connection, BacktestsTable::backtest, ADD, tenant, owner, request, at)
                    .orElseThrow();
            Optional<Long> old = Sql.one(connection, row -> row.getLong(1), OLD, tenant, owner, KEPT_MAX);
            if (old.isPresent()) {
                Sql.execute(connection, DROP, tenant, owner, old.get());
            }
            return added;
        });
    }

    public Optional<StoredBacktest> one(int tenant, long owner, long id) {
        return database.query(
                tenant, connection -> Sql.one(connection, BacktestsTable::backtest, ONE, tenant, owner, id));
    }

    /** Returns back-tests of a user, newest first. */
    public List<StoredBacktest> page(int tenant, long owner, long before, int limit) {
        return database.query(
                tenant,
                connection -> Sql.all(connection, BacktestsTable::backtest, PAGE, tenant, owner, before, limit));
    }

    /** Returns the compressed result; empty if there is none. */
    public Optional<byte[]> result(int tenant, long owner, long id) {
        return database.query(
                tenant, connection -> Sql.one(connection, row -> row.getBytes(1), RESULT, tenant, owner, id));
    }

    /** Returns the compressed page of the result; empty if there is none. */
    public Optional<byte[]> report(int tenant, long owner, long id) {
        return database.query(
                tenant, connection -> Sql.one(connection, row -> row.getBytes(1), REPORT, tenant, owner, id));
    }

    /**
     * Lets interrupted back-tests wait again; those interrupted too often fail.
     *
     * @param before time before which the last heartbeat of an interrupted one was
     */
    public int recover(int tenant, Instant before, Instant at) {
        return database.transaction(
                tenant,
                connection -> Sql.execute(
                        connection,
                        ABANDONED,
                        ATTEMPTS_MAX,
                        ATTEMPTS_MAX,
                        "interrupted " + ATTEMPTS_MAX + " times by a fault or the end of its process",
                        ATTEMPTS_MAX,
                        at,
                        tenant,
                        before));
    }

    /**
     * Starts the first waiting back-test of an owner; empty if none waits.
     *
     * @param served owners who had their turn; they are passed over while another owner waits
     */
    public Optional<StoredBacktest> start(int tenant, Set<Long> served, Instant at) {
        return database.transaction(tenant, connection -> {
            Sql.alone(connection, "start of backtests of " + tenant);
            List<long[]> first =
                    Sql.all(connection, row -> new long[] {row.getLong(1), row.getLong(2)}, FIRST_OF_OWNERS, tenant);
            Optional<long[]> next = first.stream()
                    .filter(each -> !served.contains(each[1]))
                    .findFirst()
                    .or(() -> first.stream().findFirst());
            return next.isEmpty()
                    ? Optional.<StoredBacktest>empty()
                    : Sql.one(connection, BacktestsTable::backtest, START, at, at, tenant, next.get()[0]);
        });
    }

    /**
     * Renews the heartbeat of an attempt.
     *
     * @return false if it is no longer the one that runs: it was canceled, or another attempt took its place
     */
    public boolean beat(int tenant, StoredBacktest attempt, int progress, Instant at) {
        return database.transaction(
                tenant,
                connection ->
                        Sql.execute(connection, BEAT, at, progress, tenant, attempt.id(), attempt.attempts()) == 1);
    }

    /**
     * Result of a back-test.
     *
     * @param summary figures, as JSON
     * @param whole the whole result, JSON compressed by gzip
     * @param report the result as one page, compressed by gzip
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Result(String summary, byte[] whole, byte[] report) {}

    /** Stores the result, unless another attempt runs by now. */
    public void done(int tenant, StoredBacktest attempt, Result result, Instant at) {
        database.transaction(
                tenant,
                connection -> Sql.execute(
                        connection,
                        DONE,
                        result.summary(),
                        result.whole(),
                        result.report(),
                        at,
                        tenant,
                        attempt.id(),
                        attempt.attempts()));
    }

    /** Ends a back-test that cannot run, unless another attempt runs by now. */
    public void failed(int tenant, StoredBacktest attempt, String reason, Instant at) {
        database.transaction(
                tenant,
                connection -> Sql.execute(connection, FAIL, reason, at, tenant, attempt.id(), attempt.attempts()));
    }

    /** Lets a back-test wait again whose task was stopped; the attempt does not count. */
    public void release(int tenant, StoredBacktest attempt) {
        database.transaction(
                tenant, connection -> Sql.execute(connection, RELEASE, tenant, attempt.id(), attempt.attempts()));
    }

    /**
     * Lets a search wait again behind the others that wait now; the attempt does not count.
     *
     * @param at time from which it waits
     */
    public void giveTurn(int tenant, StoredBacktest attempt, Instant at) {
        database.transaction(
                tenant, connection -> Sql.execute(connection, GIVE_TURN, at, tenant, attempt.id(), attempt.attempts()));
    }

    /** Back-tests that wait. */
    public enum Waiting {
        NONE,
        /** Searches that have had a turn, and nothing else. */
        SEARCHES,
        /** Back-tests that have had no turn, among others. */
        NEW
    }

    /** Returns the kind of the back-tests of a tenant that wait. */
    public Waiting waiting(int tenant) {
        return database.query(tenant, connection -> Sql.one(connection, BacktestsTable::waiting, WAITING, tenant)
                .orElse(Waiting.NONE));
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        if (row.getLong(1) == 0) {
            return Waiting.NONE;
        }
        return row.getLong(2) > 0 ? Waiting.NEW : Waiting.SEARCHES;
    }

    /** Cancels a back-test; returns false if it had ended or is not the user's. */
    public boolean cancel(int tenant, long owner, long id, Instant at) {
        return database.transaction(tenant, connection -> Sql.execute(connection, CANCEL, at, tenant, owner, id) == 1);
    }

    /** Deletes an ended back-test; returns false if it has not ended or is not the user's. */
    public boolean remove(int tenant, long owner, long id) {
        return database.transaction(tenant, connection -> Sql.execute(connection, REMOVE, tenant, owner, id) == 1);
    }

    /** Deletes ended back-tests that were requested before a time; returns their number. */
    public int forget(int tenant, Instant before) {
        return database.transaction(tenant, connection -> Sql.execute(connection, FORGET, tenant, before));
    }

    private static StoredBacktest backtest(ResultSet row) throws SQLException {
        Timestamp started = row.getTimestamp(6);
        Timestamp ended = row.getTimestamp(7);
        return new StoredBacktest(
                row.getLong(1),
                row.getLong(2),
                StoredBacktest.State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                started == null ? null : started.toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getInt(8),
                row.getInt(9),
                row.getString(10),
                row.getString(11));
    }
}
