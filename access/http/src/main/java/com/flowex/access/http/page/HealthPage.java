package com.flowex.access.http.page;

import com.flowex.platform.health.Health;
import com.flowex.platform.health.HealthChange;
import com.flowex.platform.monitor.HealthHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Health of a process, the same on each of its ports: the schema Health of docs/api/openapi.yaml.
 *
 * @param status "ok", "limited" if some services are not served, or "failing"
 * @param parts each component: "ok", or for operators one line about the fault, for others "impaired" or "down"
 * @param services readiness of the process's services; null if it has none
 * @param components each component in full, for operators; null for others
 */
public record HealthPage(
        String status,
        Map<String, String> parts,
        @Nullable Map<String, String> services,
        @Nullable List<ComponentBody> components) {

    /**
     * Component of the process.
     *
     * @param why one line; null if nothing is wrong
     * @param figures measured values, by names that end with their unit
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
     * Change of a component's state.
     *
     * @param part null for the whole process
     * @param before null if it was never probed
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
     * Returns the present health.
     *
     * @param isForOperators true for all details; otherwise only the state of each component
     */
    public static HealthPage of(Health.HealthSnapshot snapshot, boolean isForOperators) {
        Map<String, String> parts = new LinkedHashMap<>();
        List<ComponentBody> bodies = new ArrayList<>();
        snapshot.components().forEach((name, component) -> {
            parts.put(name, detail(component.state(), isForOperators));
            bodies.add(ComponentBody.of(name, component));
        });
        boolean ok = parts.values().stream().allMatch("ok"::equals);
        return new HealthPage(
                ok ? "ok" : snapshot.servesAny(Health.Group.ALL) ? "limited" : "failing",
                parts,
                services(snapshot),
                isForOperators ? bodies : null);
    }

    /**
     * Returns one component in one line: "ok", or its fault.
     *
     * @param isForOperators true for the reason; others get "impaired" or "down"
     */
    public static String detail(Health.State state, boolean isForOperators) {
        if (state instanceof Health.State.Up) {
            return "ok";
        }
        return isForOperators ? state.why() : state.word();
    }

    private static @Nullable Map<String, String> services(Health.HealthSnapshot snapshot) {
        Map<String, String> services = new LinkedHashMap<>();
        snapshot.services()
                .keySet()
                .forEach(service ->
                        services.put(service, snapshot.ready(service, Health.Group.ALL) ? "ready" : "not ready"));
        return services.isEmpty() ? null : services;
    }
}
