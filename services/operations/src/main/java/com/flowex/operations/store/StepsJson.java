package com.flowex.operations.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON of a task's steps, as its row stores it. A field that this version does not know comes from a newer version and
 * is ignored.
 */
final class StepsJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<List<StepRow>> KEPT = new TypeReference<>() {};

    private StepsJson() {}

    private record StepRow(
            String name,
            StepReport.State state,
            int attempts,
            String note,
            @Nullable String startedAt,
            @Nullable String endedAt) {}

    static String of(List<StepReport> steps) {
        try {
            return MAPPER.writeValueAsString(steps.stream()
                    .map(step -> new StepRow(
                            step.name(),
                            step.state(),
                            step.attempts(),
                            step.note(),
                            text(step.startedAt()),
                            text(step.endedAt())))
                    .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("steps can be written", e);
        }
    }

    static List<StepReport> read(String json) {
        try {
            return MAPPER.readValue(json, KEPT).stream()
                    .map(row -> new StepReport(
                            row.name, row.state, row.attempts, row.note, instant(row.startedAt), instant(row.endedAt)))
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the steps of a task are not what was written", e);
        }
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
