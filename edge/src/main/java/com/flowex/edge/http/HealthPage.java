package com.flowex.edge.http;

import com.flowex.ground.health.Health;
import com.flowex.ground.health.HealthChange;
import com.flowex.ground.watch.HealthHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a process is, as every port of it tells: the schema Health of docs/api/openapi.yaml.
 *
 * @param status "ok", "limited" where some are not served, or "failing"
 * @param parts each part: "ok", or for operators in one line what is wrong, for others "impaired" or "down"
 * @param services which services of the process are ready; null where it has none
 * @param components each part in full, for operators; null for others
 */
public record HealthPage(
        String status,
        Map<String, String> parts,
        @Nullable Map<String, String> services,
        @Nullable List<ComponentBody> components) {

    /**
     * One part.
     *
     * @param why one line; null where nothing is wrong
     * @param figures what was measured, by names that carry their unit last
     */
    public record ComponentBody(
            String name, String state, @Nullable String why, Instant since, Map<String, Number> figures) {

        static ComponentBody of(String name, Health.Component component) {
            String why = component.state().why();
            return new ComponentBody(
                    name, component.state().word(), why.isEmpty() ? null : why, component.since(), component.figures());
        }
    }

    /** The schema HealthHistory of docs/api/openapi.yaml: newest first. */
    public record History(List<ChangeBody> items) {

        public static History of(List<HealthHistory.Entry> entries) {
            return new History(entries.stream().map(ChangeBody::of).toList());
        }
    }

    /**
     * One change.
     *
     * @param part null where it is of the whole process
     * @param before null where nobody had looked before
     */
    public record ChangeBody(
            Instant at,
            String process,
            @Nullable String part,
            @Nullable String before,
            String state,
            @Nullable String why) {

        static ChangeBody of(HealthHistory.Entry entry) {
            HealthChange change = entry.change();
            return new ChangeBody(
                    change.at(),
                    entry.process(),
                    given(change.part()),
                    given(change.before()),
                    change.state(),
                    given(change.why()));
        }

        private static @Nullable String given(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /**
     * What is told now.
     *
     * @param isForOperators whether all of it is told; others hear no more than which parts are well
     */
    public static HealthPage of(Health.Looked looked, boolean isForOperators) {
        Map<String, String> parts = new LinkedHashMap<>();
        List<ComponentBody> bodies = new ArrayList<>();
        looked.components().forEach((name, component) -> {
            parts.put(name, told(component.state(), isForOperators));
            bodies.add(ComponentBody.of(name, component));
        });
        boolean ok = parts.values().stream().allMatch("ok"::equals);
        return new HealthPage(
                ok ? "ok" : looked.ready() ? "limited" : "failing",
                parts,
                services(looked),
                isForOperators ? bodies : null);
    }

    /**
     * One part in one line: "ok", or what is wrong.
     *
     * @param isForOperators whether it says what; others hear "impaired" or "down"
     */
    public static String told(Health.State state, boolean isForOperators) {
        if (state instanceof Health.State.Up) {
            return "ok";
        }
        return isForOperators ? state.why() : state.word();
    }

    private static @Nullable Map<String, String> services(Health.Looked looked) {
        Map<String, String> services = new LinkedHashMap<>();
        looked.services()
                .keySet()
                .forEach(service ->
                        services.put(service, looked.ready(service, Health.Group.ALL) ? "ready" : "not ready"));
        return services.isEmpty() ? null : services;
    }
}
