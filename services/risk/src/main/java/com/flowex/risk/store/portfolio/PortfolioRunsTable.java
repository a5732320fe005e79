package com.flowex.risk.store.portfolio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.risk.app.portfolio.PortfolioReport;
import com.flowex.risk.app.portfolio.PortfolioRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table of portfolio runs; each belongs to the user who ordered it. */
public final class PortfolioRunsTable {

    /** Maximum number of an owner's waiting runs. */
    public static final int WAITING_MAX = 5;

    /** Maximum number of an owner's stored runs; the newest are kept. */
    public static final int KEPT_MAX = 100;

    private static final ObjectMapper MAPPER = Json.mapper();
    private static final String COLUMNS =
            "SELECT id, state, wish::text, ordered_at, ended_at, result::text, why FROM risk.portfolio_runs ";
    private static final String WITHOUT_REPORT =
            "SELECT id, state, wish::text, ordered_at, ended_at, NULL, why FROM risk.portfolio_runs ";
    private static final String WAITING = """
            SELECT count(*) FROM risk.portfolio_runs WHERE tenant_id = ? AND owner = ? AND state = 'queued'""";
    private static final String ORDER = """
            INSERT INTO risk.portfolio_runs (tenant_id, owner, state, wish, ordered_at) VALUES (?, ?, 'queued', ?::jsonb, ?)
            RETURNING id, state, wish::text, ordered_at, ended_at, result::text, why""";
    private static final String ONE = COLUMNS + "WHERE tenant_id = ? AND owner = ? AND id = ?";
    private static final String PAGE =
            WITHOUT_REPORT + "WHERE tenant_id = ? AND owner = ? AND id < ? ORDER BY id DESC LIMIT ?";
    private static final String NEXT =
            COLUMNS + "WHERE tenant_id = ? AND state = 'queued' AND id > ? ORDER BY id LIMIT 1";
    private static final String DONE = """
            UPDATE risk.portfolio_runs SET state = 'done', result = ?::jsonb, ended_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'queued'""";
    private static final String FAILED = """
            UPDATE risk.portfolio_runs SET state = 'failed', why = ?, ended_at = ?
            WHERE tenant_id = ? AND id = ? AND state = 'queued'""";
    private static final String OLD = """
            SELECT id FROM risk.portfolio_runs WHERE tenant_id = ? AND owner = ? ORDER BY id DESC OFFSET ? LIMIT 1""";
    private static final String DROP = "DELETE FROM risk.portfolio_runs WHERE tenant_id = ? AND owner = ? AND id <= ?";
    private static final String FORGET = "DELETE FROM risk.portfolio_runs WHERE tenant_id = ? AND ordered_at < ?";

    private final Database database;

    public PortfolioRunsTable(Database database) {
        this.database = database;
    }

    /** @throws Refusal 503 if too many of the owner's runs wait already */
    public PortfolioRun order(int tenant, long owner, PortfolioRequest request, Instant at) {
        return database.transaction(tenant, transaction -> {
            long waiting = Sql.one(transaction, row -> row.getLong(1), WAITING, tenant, owner)
                    .orElse(0L);
            if (waiting >= WAITING_MAX) {
                throw Refusal.forNow(
                        RefusalCode.OVERLOADED, WAITING_MAX + " of your portfolios wait already: none was added", 10);
            }
            PortfolioRun run = Sql.one(transaction, PortfolioRunsTable::run, ORDER, tenant, owner, json(request), at)
                    .orElseThrow();
            dropOld(transaction, tenant, owner);
            return run;
        });
    }

    private static void dropOld(Transaction transaction, int tenant, long owner) {
        Optional<Long> old = Sql.one(transaction, row -> row.getLong(1), OLD, tenant, owner, KEPT_MAX);
        if (old.isPresent()) {
            Sql.execute(transaction, DROP, tenant, owner, old.get());
        }
    }

    public Optional<PortfolioRun> one(int tenant, long owner, long id) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, PortfolioRunsTable::run, ONE, tenant, owner, id));
    }

    /** Returns runs, newest first, without their reports. */
    public List<PortfolioRun> page(int tenant, long owner, long before, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(transaction, PortfolioRunsTable::run, PAGE, tenant, owner, before, limit));
    }

    /** Returns the next waiting run after the given id. */
    public Optional<PortfolioRun> next(int tenant, long behind) {
        return database.query(
                tenant, transaction -> Sql.one(transaction, PortfolioRunsTable::run, NEXT, tenant, behind));
    }

    public void done(int tenant, long id, PortfolioReport report, Instant at) {
        database.transaction(tenant, transaction -> Sql.execute(transaction, DONE, json(report), at, tenant, id));
    }

    public void failed(int tenant, long id, String why, Instant at) {
        database.transaction(tenant, transaction -> Sql.execute(transaction, FAILED, why, at, tenant, id));
    }

    /** Deletes runs ordered before the given time; returns their number. */
    public int forget(int tenant, Instant before) {
        return database.transaction(tenant, transaction -> Sql.execute(transaction, FORGET, tenant, before));
    }

    private static PortfolioRun run(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp(5);
        String result = row.getString(6);
        try {
            return new PortfolioRun(
                    row.getLong(1),
                    row.getString(2),
                    MAPPER.readValue(row.getString(3), PortfolioRequest.class),
                    row.getTimestamp(4).toInstant(),
                    ended == null ? null : ended.toInstant(),
                    result == null ? null : MAPPER.readValue(result, PortfolioReport.class),
                    row.getString(7));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a run is not what was written", e);
        }
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it can be written", e);
        }
    }
}
