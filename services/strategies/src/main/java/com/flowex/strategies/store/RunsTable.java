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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Table of runs; each belongs to the user who started it. */
public final class RunsTable {

    /** Maximum number of a user's runs that have not ended. */
    public static final int OPEN_MAX = 10;

    /** Maximum number of a tenant's runs that have not ended. */
    public static final int TENANT_OPEN_MAX = 200;

    /** Maximum number of a user's ended runs; the newest are kept. */
    public static final int KEPT_MAX = 100;

    /** Time without a heartbeat after which another process takes a run over. */
    public static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private static final String FIELDS =
            "id, owner, mode, state, reason, detail, request::text, start::text, created_at,"
                    + " started_at, last_bar_at, ended_at, figures::text, step, entry ";
    private static final String COLUMNS = "SELECT " + FIELDS + "FROM strategies.runs ";
    private static final String OPEN_OF_OWNER =
            "SELECT count(*) FROM strategies.runs WHERE tenant_id = ? AND owner = ? AND ended_at IS NULL";
    private static final String OPEN_OF_TENANT =
            "SELECT count(*) FROM strategies.runs WHERE tenant_id = ? AND ended_at IS NULL";
    private static final String ADD = """
            INSERT INTO strategies.runs
                (tenant_id, owner, mode, state, request, start, created_at, started_at, figures, entry)
            VALUES (?, ?, ?, 'starting', ?::jsonb, ?::jsonb, ?, ?, ?::jsonb, ?)
            RETURNING\s""" + FIELDS;
    private static final String OLD = """
            SELECT id FROM strategies.runs WHERE tenant_id = ? AND owner = ? AND ended_at IS NOT NULL
            ORDER BY id DESC OFFSET ? LIMIT 1""";
    private static final String DROP =
            "DELETE FROM strategies.runs WHERE tenant_id = ? AND owner = ? AND id <= ? AND ended_at IS NOT NULL";
    private static final String ONE = COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id = ?";
    private static final String PAGE =
            COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String PAGE_OF_ALL = COLUMNS + "WHERE tenant_id = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String PAGE_OF_OPEN =
            COLUMNS + "WHERE tenant_id = ? AND id < ? AND ended_at IS NULL ORDER BY id DESC LIMIT ?";
    private static final String CLAIM = """
            UPDATE strategies.runs SET holder = ?, heartbeat_at = ?
            WHERE tenant_id = ? AND ended_at IS NULL AND id IN (
                SELECT id FROM strategies.runs
                WHERE tenant_id = ? AND ended_at IS NULL AND holder <> ? AND (holder = '' OR heartbeat_at < ?)
                ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING\s""" + FIELDS;
    private static final String BEAT = """
            UPDATE strategies.runs SET heartbeat_at = ? WHERE tenant_id = ? AND ended_at IS NULL AND holder = ?
            RETURNING id, state, reason""";
    private static final String RELEASE =
            "UPDATE strategies.runs SET holder = '' WHERE tenant_id = ? AND ended_at IS NULL AND holder = ?";
    private static final String BEGIN = """
            UPDATE strategies.runs SET state = 'running'
            WHERE tenant_id = ? AND id = ? AND holder = ? AND state = 'starting'""";
    private static final String STOP = """
            UPDATE strategies.runs SET state = 'stopping', reason = ?, detail = ?
            WHERE tenant_id = ? AND owner = ? AND id = ? AND state IN ('starting', 'running')""";
    private static final String STOP_ALL = """
            UPDATE strategies.runs SET state = 'stopping', reason = ?, detail = ?
            WHERE tenant_id = ? AND ended_at IS NULL AND state IN ('starting', 'running')""";
    private static final String END = """
            UPDATE strategies.runs SET state = ?, ended_at = ?, holder = ''
            WHERE tenant_id = ? AND id = ? AND holder = ? AND state = 'stopping'""";
    private static final String REMOVE = """
            DELETE FROM strategies.runs WHERE tenant_id = ? AND owner = ? AND id = ? AND ended_at IS NOT NULL""";
    private static final String FORGET =
            "DELETE FROM strategies.runs WHERE tenant_id = ? AND created_at < ? AND ended_at IS NOT NULL";

    private final Database database;

    public RunsTable(Database database) {
        this.database = database;
    }

    /**
     * Run that is to start.
     *
     * @param request spec of the run, as JSON
     * @param start balances at the start, as JSON
     * @param figures figures before the first trade, as JSON
     * @param entry last entry of the account before the start
     */
    public record NewRun(
            long owner,
            StoredRun.Mode mode,
            String request,
            String start,
            Instant startedAt,
            String figures,
            long entry) {}

    /**
     * Adds a run and deletes the oldest ended ones above {@link #KEPT_MAX}.
     *
     * @throws Refusal if too many runs of the user or the tenant are open
     */
    public StoredRun add(int tenant, NewRun run, Instant at) {
        return database.transaction(tenant, connection -> {
            Sql.alone(connection, "runs of " + tenant);
            long own = Sql.one(connection, row -> row.getLong(1), OPEN_OF_OWNER, tenant, run.owner())
                    .orElse(0L);
            if (own >= OPEN_MAX) {
                throw tooMany(OPEN_MAX + " of your runs are open already: stop one first");
            }
            long all = Sql.one(connection, row -> row.getLong(1), OPEN_OF_TENANT, tenant)
                    .orElse(0L);
            if (all >= TENANT_OPEN_MAX) {
                throw tooMany(TENANT_OPEN_MAX + " runs of this exchange are open, which is the limit: try again later");
            }
            StoredRun added = Sql.one(
                            connection,
                            RunsTable::run,
                            ADD,
                            tenant,
                            run.owner(),
                            run.mode().word(),
                            run.request(),
                            run.start(),
                            at,
                            run.startedAt(),
                            run.figures(),
                            run.entry())
                    .orElseThrow();
            Optional<Long> old = Sql.one(connection, row -> row.getLong(1), OLD, tenant, run.owner(), KEPT_MAX);
            if (old.isPresent()) {
                Sql.execute(connection, DROP, tenant, run.owner(), old.get());
            }
            return added;
        });
    }

    private static Refusal tooMany(String detail) {
        return Refusal.forNow(RefusalCode.OVERLOADED, detail, 60);
    }

    public Optional<StoredRun> one(int tenant, long owner, long id) {
        return database.query(tenant, connection -> Sql.one(connection, RunsTable::run, ONE, tenant, owner, id));
    }

    /** Returns runs of a user, newest first. */
    public List<StoredRun> page(int tenant, long owner, long before, int limit) {
        return database.query(
                tenant, connection -> Sql.all(connection, RunsTable::run, PAGE, tenant, owner, before, limit));
    }

    /** Returns runs of all users of a tenant, newest first. */
    public List<StoredRun> pageOfAll(int tenant, long before, int limit, boolean isOpenOnly) {
        String sql = isOpenOnly ? PAGE_OF_OPEN : PAGE_OF_ALL;
        return database.query(tenant, connection -> Sql.all(connection, RunsTable::run, sql, tenant, before, limit));
    }

    /** Takes runs that no process holds, or whose process is silent, and returns them. */
    public List<StoredRun> claim(int tenant, String holder, Instant at, int limit) {
        return database.transaction(
                tenant,
                connection -> Sql.all(
                        connection,
                        RunsTable::run,
                        CLAIM,
                        holder,
                        at,
                        tenant,
                        tenant,
                        holder,
                        at.minus(SILENCE_MAX),
                        limit));
    }

    /** State of a run that a process holds, with the reason if it stops. */
    public record HeldState(StoredRun.State state, String reason) {}

    /** Sends the heartbeat of all runs that a process holds, and returns their states. */
    public Map<Long, HeldState> beat(int tenant, String holder, Instant at) {
        Map<Long, HeldState> held = new HashMap<>();
        database.transaction(
                tenant,
                connection -> Sql.all(
                        connection,
                        row -> held.put(row.getLong(1), new HeldState(state(row.getString(2)), row.getString(3))),
                        BEAT,
                        at,
                        tenant,
                        holder));
        return held;
    }

    /** Lets other processes take the runs of this one at once. */
    public void release(int tenant, String holder) {
        database.transaction(tenant, connection -> Sql.execute(connection, RELEASE, tenant, holder));
    }

    /** Marks a run as running; returns false if it stops already or another process holds it. */
    public boolean begin(int tenant, long id, String holder) {
        return database.transaction(tenant, connection -> Sql.execute(connection, BEGIN, tenant, id, holder) == 1);
    }

    /** Lets a run stop; returns false if it does already, has ended, or is not the user's. */
    public boolean stop(int tenant, long owner, long id, StoredRun.Reason reason, String detail) {
        return database.transaction(
                tenant, connection -> Sql.execute(connection, STOP, reason.word(), detail, tenant, owner, id) == 1);
    }

    /** Lets all runs of a tenant stop; returns their number. */
    public int stopAll(int tenant, StoredRun.Reason reason, String detail) {
        return database.transaction(
                tenant, connection -> Sql.execute(connection, STOP_ALL, reason.word(), detail, tenant));
    }

    /** Ends a run that stops; returns false if another process holds it. */
    public boolean end(int tenant, long id, String holder, StoredRun.State state, Instant at) {
        return database.transaction(
                tenant, connection -> Sql.execute(connection, END, state.word(), at, tenant, id, holder) == 1);
    }

    /** Deletes an ended run with its rows; returns false if it has not ended or is not the user's. */
    public boolean remove(int tenant, long owner, long id) {
        return database.transaction(tenant, connection -> Sql.execute(connection, REMOVE, tenant, owner, id) == 1);
    }

    /** Deletes ended runs that were started before a time; returns their number. */
    public int forget(int tenant, Instant before) {
        return database.transaction(tenant, connection -> Sql.execute(connection, FORGET, tenant, before));
    }

    private static StoredRun.State state(String word) {
        return StoredRun.State.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static StoredRun run(ResultSet row) throws SQLException {
        Timestamp lastBar = row.getTimestamp(11);
        Timestamp ended = row.getTimestamp(12);
        return new StoredRun(
                row.getLong(1),
                row.getLong(2),
                StoredRun.Mode.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                state(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getTimestamp(9).toInstant(),
                row.getTimestamp(10).toInstant(),
                lastBar == null ? null : lastBar.toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString(13),
                row.getLong(14),
                row.getLong(15));
    }
}
