package com.flowex.risk.store.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.risk.app.score.AssetScore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table of daily scores. */
public final class DailyScoresTable {

    private static final ObjectMapper MAPPER = Json.mapper();

    private static final String WRITE = """
            INSERT INTO risk.score_days (tenant_id, day, asset, score, made_at, document) VALUES (?, ?, ?, ?, ?, ?::jsonb)
            ON CONFLICT (tenant_id, day, asset) DO UPDATE
            SET score = excluded.score, made_at = excluded.made_at, document = excluded.document""";
    private static final String END = """
            INSERT INTO risk.score_runs (tenant_id, day, ended_at, assets, scored) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, day) DO UPDATE
            SET ended_at = excluded.ended_at, assets = excluded.assets, scored = excluded.scored""";
    private static final String LAST_RUN = """
            SELECT day, ended_at, assets, scored FROM risk.score_runs WHERE tenant_id = ? ORDER BY day DESC LIMIT 1""";
    private static final String PAGE = """
            SELECT document::text, made_at FROM risk.score_days WHERE tenant_id = ? AND day = ?
            ORDER BY score DESC NULLS LAST, asset LIMIT ? OFFSET ?""";
    private static final String HISTORY = """
            SELECT document::text, made_at FROM risk.score_days WHERE tenant_id = ? AND asset = ? AND day < ?
            ORDER BY day DESC LIMIT ?""";
    private static final String FORGET_SCORES = "DELETE FROM risk.score_days WHERE tenant_id = ? AND day < ?";
    private static final String FORGET_RUNS = "DELETE FROM risk.score_runs WHERE tenant_id = ? AND day < ?";

    private final Database database;

    public DailyScoresTable(Database database) {
        this.database = database;
    }

    /** Writes some scores of a day; replaces those that exist. */
    public void write(int tenant, List<AssetScore> scores, Instant at) {
        database.transaction(tenant, transaction -> {
            for (AssetScore each : scores) {
                Double value = each.score() == null ? null : each.score().value();
                int day = Math.toIntExact(each.day());
                Sql.execute(transaction, WRITE, tenant, day, each.asset(), value, at, json(each));
            }
            return scores;
        });
    }

    /** Marks a day as complete; from now on it is the one shown, if it is the newest. */
    public void end(int tenant, ScoreRun run) {
        database.transaction(
                tenant,
                transaction ->
                        Sql.execute(transaction, END, tenant, run.day(), run.endedAt(), run.assets(), run.scored()));
    }

    /** Deletes earlier days; returns the number of deleted scores. */
    public int forget(int tenant, int beforeDay) {
        return database.transaction(tenant, transaction -> {
            Sql.execute(transaction, FORGET_RUNS, tenant, beforeDay);
            return Sql.execute(transaction, FORGET_SCORES, tenant, beforeDay);
        });
    }

    public Optional<ScoreRun> lastRun(int tenant) {
        return database.query(tenant, transaction -> Sql.one(transaction, DailyScoresTable::run, LAST_RUN, tenant));
    }

    /**
     * Returns a day's scores, the riskiest first, those without a score last.
     *
     * @param passed number of scores to skip
     */
    public List<StoredScore> page(int tenant, int day, int limit, long passed) {
        return database.query(
                tenant, transaction -> Sql.all(transaction, DailyScoresTable::score, PAGE, tenant, day, limit, passed));
    }

    /** Returns an asset's scores, newest first. */
    public List<StoredScore> history(int tenant, String asset, long beforeDay, int limit) {
        return database.query(
                tenant,
                transaction -> Sql.all(transaction, DailyScoresTable::score, HISTORY, tenant, asset, beforeDay, limit));
    }

    private static ScoreRun run(ResultSet row) throws SQLException {
        return new ScoreRun(row.getInt(1), row.getTimestamp(2).toInstant(), row.getInt(3), row.getInt(4));
    }

    private static StoredScore score(ResultSet row) throws SQLException {
        try {
            return new StoredScore(
                    MAPPER.readValue(row.getString(1), AssetScore.class),
                    row.getTimestamp(2).toInstant());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a score is not what was written", e);
        }
    }

    private static String json(AssetScore score) {
        try {
            return MAPPER.writeValueAsString(score);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a score can be written", e);
        }
    }
}
