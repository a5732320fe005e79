package com.flowex.app.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A panel of a dashboard.
 *
 * @param unit Grafana's name of the unit
 * @param queries queries with their legends
 */
public record Panel(String title, String unit, List<Query> queries) {

    /**
     * A query for one line or a group of lines.
     *
     * @param expression expression in PromQL
     * @param legend Grafana's legend; empty for a single line
     */
    public record Query(String expression, String legend) {}

    static Panel of(String title, String unit, String... expressionsAndLegends) {
        List<Query> queries = new ArrayList<>();
        for (int i = 0; i < expressionsAndLegends.length; i += 2) {
            queries.add(new Query(expressionsAndLegends[i], expressionsAndLegends[i + 1]));
        }
        return new Panel(title, unit, List.copyOf(queries));
    }

    /** Returns the panel in Grafana's form. */
    Map<String, Object> json(int id, int x, int y, int width, int height) {
        Map<String, Object> panel = new LinkedHashMap<>();
        panel.put("id", id);
        panel.put("title", title);
        panel.put("type", "timeseries");
        panel.put("datasource", Dashboard.SOURCE);
        panel.put("gridPos", Map.of("x", x, "y", y, "w", width, "h", height));
        panel.put("fieldConfig", Map.of("defaults", Map.of("unit", unit, "min", 0), "overrides", List.of()));
        List<Map<String, Object>> targets = new ArrayList<>();
        for (Query query : queries) {
            Map<String, Object> target = new LinkedHashMap<>();
            target.put("refId", Character.toString('A' + targets.size()));
            target.put("datasource", Dashboard.SOURCE);
            target.put("expr", query.expression());
            target.put("legendFormat", query.legend());
            targets.add(target);
        }
        panel.put("targets", targets);
        return panel;
    }
}
