package com.flowex.operations.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.database.transaction.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SQL statements of health reports and operators' alerts. They belong to no tenant. */
public record HealthReportTables(Database database) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> PARTS = new TypeReference<>() {};

    private static final String WRITE =
            "INSERT INTO operations.health_reports (at, worker, ready, parts) VALUES (?, ?, ?, ?::jsonb)";
    private static final String REPORTS = """
            SELECT id, at, worker, ready, parts::text FROM operations.health_reports WHERE id < ? ORDER BY id DESC LIMIT ?""";
    private static final String OPEN = """
            INSERT INTO operations.alerts (name, why, since) VALUES (?, ?, ?)
            ON CONFLICT (name) WHERE ended_at IS NULL DO NOTHING""";
    private static final String SAY = "UPDATE operations.alerts SET why = ? WHERE name = ? AND ended_at IS NULL";
    private static final String STILL = "SELECT name FROM operations.alerts WHERE ended_at IS NULL";
    private static final String END = "UPDATE operations.alerts SET ended_at = ? WHERE name = ? AND ended_at IS NULL";
    private static final String ALERTS =
            "SELECT id, name, why, since, ended_at FROM operations.alerts WHERE id < ? ORDER BY id DESC LIMIT ?";
    private static final String FORGET_REPORTS = "DELETE FROM operations.health_reports WHERE at < ?";
    private static final String FORGET_ALERTS = "DELETE FROM operations.alerts WHERE ended_at < ?";

    /**
     * Health report of one process.
     *
     * @param parts state by name of the part: "up", or the reason why it is not
     */
    public record Report(long id, Instant at, String worker, boolean ready, Map<String, String> parts) {}

    /** @param endedAt null while the alert lasts */
    public record Alert(
            long id,
            String name,
            String why,
            Instant since,
            @Nullable Instant endedAt) {}

    /** Names of the alerts that began and of those that are over. */
    public record Changes(List<String> begun, List<String> over) {}

    public void write(Instant at, String worker, boolean ready, Map<String, String> parts) {
        database.transaction(transaction -> Sql.execute(transaction, WRITE, at, worker, ready, json(parts)));
    }

    /** Returns health reports with an id below {@code before}, newest first. */
    public List<Report> reports(long before, int limit) {
        return database.query(transaction -> Sql.all(transaction, HealthReportTables::report, REPORTS, before, limit));
    }

    /** Returns alerts with an id below {@code before}, newest first. */
    public List<Alert> alerts(long before, int limit) {
        return database.query(transaction -> Sql.all(transaction, HealthReportTables::alert, ALERTS, before, limit));
    }

    /** Replaces the open alerts by these, each with its reason by its name; returns what changed. */
    public Changes now(Map<String, String> all, Instant at) {
        return database.transaction(transaction -> now(transaction, all, at));
    }

    private static Changes now(Transaction transaction, Map<String, String> all, Instant at) {
        List<String> begun = new ArrayList<>();
        for (Map.Entry<String, String> each : all.entrySet()) {
            if (Sql.execute(transaction, OPEN, each.getKey(), each.getValue(), at) == 1) {
                begun.add(each.getKey());
            } else {
                Sql.execute(transaction, SAY, each.getValue(), each.getKey());
            }
        }
        List<String> over = new ArrayList<>();
        for (String name : Sql.all(transaction, row -> row.getString(1), STILL)) {
            if (!all.containsKey(name) && Sql.execute(transaction, END, at, name) == 1) {
                over.add(name);
            }
        }
        return new Changes(begun, over);
    }

    /** Removes health reports and ended alerts before a time; returns the number of rows. */
    public int forget(Instant before) {
        return database.transaction(transaction ->
                Sql.execute(transaction, FORGET_REPORTS, before) + Sql.execute(transaction, FORGET_ALERTS, before));
    }

    private static Report report(ResultSet row) throws SQLException {
        return new Report(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getBoolean(4),
                parts(row.getString(5)));
    }

    private static Alert alert(ResultSet row) throws SQLException {
        Timestamp ended = row.getTimestamp(5);
        return new Alert(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getTimestamp(4).toInstant(),
                ended == null ? null : ended.toInstant());
    }

    private static Map<String, String> parts(String json) {
        try {
            return MAPPER.readValue(json, PARTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a health report is not what was written", e);
        }
    }

    private static String json(Map<String, String> parts) {
        try {
            return MAPPER.writeValueAsString(parts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }
}
