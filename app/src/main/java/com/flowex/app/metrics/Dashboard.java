package com.flowex.app.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Grafana dashboard.
 *
 * @param name name of its file, and its id
 */
public record Dashboard(String name, String title, List<Panel> panels) {

    static final Map<String, String> SOURCE = Map.of("type", "prometheus", "uid", "prometheus");

    private static final int COLUMNS = 2;
    private static final int WIDTH = 12;
    private static final int HEIGHT = 8;

    /** Schema version of Grafana 10 and later. */
    private static final int SCHEMA = 39;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    static Dashboard of(String name, String title, Panel... panels) {
        return new Dashboard(name, title, List.of(panels));
    }

    /** Returns the content of its file. */
    public String json() {
        Map<String, Object> dashboard = new LinkedHashMap<>();
        dashboard.put("uid", "flowex-" + name);
        dashboard.put("title", "FlowEx " + title);
        dashboard.put("tags", List.of("flowex"));
        dashboard.put("schemaVersion", SCHEMA);
        dashboard.put("version", 1);
        dashboard.put("editable", false);
        dashboard.put("refresh", "15s");
        dashboard.put("time", Map.of("from", "now-1h", "to", "now"));
        dashboard.put("templating", Map.of("list", List.of()));
        List<Map<String, Object>> shown = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            shown.add(panels.get(i).json(i + 1, i % COLUMNS * WIDTH, i / COLUMNS * HEIGHT, WIDTH, HEIGHT));
        }
        dashboard.put("panels", shown);
        try {
            return MAPPER.writeValueAsString(dashboard) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is made of maps and lists can be written", e);
        }
    }
}
