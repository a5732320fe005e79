package com.flowex.operations.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flowex.platform.database.Database;
import com.flowex.platform.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Task that stores a report on the day before of each tenant's markets, every day at a quarter past midnight, UTC. The
 * report is kept as it was then.
 *
 * @param figures figures of a day
 */
public record DailyReport(Database database, Figures figures, InstantSource clock) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<List<Map<String, String>>> LINES = new TypeReference<>() {};
    private static final int ATTEMPTS_MAX = 8;

    private static final String WRITE = """
            INSERT INTO operations.reports (tenant_id, day, made_at, figures) VALUES (?, ?, ?, ?::jsonb)
            ON CONFLICT (tenant_id, day) DO UPDATE SET made_at = excluded.made_at, figures = excluded.figures""";
    private static final String PAGE = """
            SELECT day, made_at, figures::text FROM operations.reports WHERE tenant_id = ? AND day < ?
            ORDER BY day DESC LIMIT ?""";

    /** Source of the lines of a tenant's day; a line maps names to values. */
    @FunctionalInterface
    public interface Figures {
        List<Map<String, String>> of(int tenant, LocalDate day);
    }

    /** Report on one day of a tenant. */
    public record Report(LocalDate day, Instant madeAt, List<Map<String, String>> figures) {}

    public TaskKind kind() {
        return new TaskKind(
                TaskKindNames.REPORT,
                TaskKind.Whose.TENANT,
                List.of(TaskStep.of("report", Duration.ofMinutes(5), this::make)),
                ATTEMPTS_MAX,
                Optional.of("15 0 * * *"));
    }

    private String make(TaskHandle task) throws JsonProcessingException {
        LocalDate day = task.wanted().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        List<Map<String, String>> lines = figures.of(task.tenant(), day);
        String json = MAPPER.writeValueAsString(lines);
        int number = Math.toIntExact(day.toEpochDay());
        database.transaction(
                task.tenant(),
                connection -> Sql.execute(connection, WRITE, task.tenant(), number, clock.instant(), json));
        return day + ": " + lines.size() + " lines";
    }

    /** Returns the reports on days before {@code beforeDay}, in days since 1970, newest first. */
    public List<Report> page(int tenant, long beforeDay, int limit) {
        return database.query(
                tenant, connection -> Sql.all(connection, DailyReport::report, PAGE, tenant, beforeDay, limit));
    }

    private static Report report(ResultSet row) throws SQLException {
        try {
            return new Report(
                    LocalDate.ofEpochDay(row.getInt(1)),
                    row.getTimestamp(2).toInstant(),
                    MAPPER.readValue(row.getString(3), LINES));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is not what was written", e);
        }
    }
}
