package com.flowex.operations.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flowex.operations.store.ReportsTable;
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
public record DailyReport(ReportsTable reports, Figures figures, InstantSource clock) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TypeReference<List<Map<String, String>>> LINES = new TypeReference<>() {};
    private static final int ATTEMPTS_MAX = 8;

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
        LocalDate day = task.requestedFor().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
        List<Map<String, String>> lines = figures.of(task.tenant(), day);
        String json = MAPPER.writeValueAsString(lines);
        reports.put(task.tenant(), new ReportsTable.StoredReport(day, clock.instant(), json));
        return day + ": " + lines.size() + " lines";
    }

    /** Returns the reports on days before {@code beforeDay}, in days since 1970, newest first. */
    public List<Report> page(int tenant, long beforeDay, int limit) {
        return reports.page(tenant, beforeDay, limit).stream()
                .map(DailyReport::report)
                .toList();
    }

    private static Report report(ReportsTable.StoredReport stored) {
        try {
            return new Report(stored.day(), stored.madeAt(), MAPPER.readValue(stored.json(), LINES));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored report cannot be read", e);
        }
    }
}
