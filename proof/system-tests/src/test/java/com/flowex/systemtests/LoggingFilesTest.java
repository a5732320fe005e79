package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.testsupport.Repository;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The configuration under logging/ fits together, and goes where it belongs. */
@Timeout(900)
class LoggingFilesTest {

    private static final Path FOLDER =
            Repository.file("").toAbsolutePath().normalize().resolve("logging");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern QUERIED = Pattern.compile("([a-z@_.]+) : ");

    private static JsonNode read(String file) throws IOException {
        return JSON.readTree(FOLDER.resolve(file).toFile());
    }

    /** Every field that Elasticsearch maps, by its whole name. */
    static Set<String> fields() throws IOException {
        Set<String> names = new TreeSet<>();
        addTo(names, "", read("elasticsearch/fields.json").at("/template/mappings/properties"));
        return names;
    }

    private static void addTo(Set<String> names, String prefix, JsonNode properties) {
        properties.properties().forEach(each -> {
            if (each.getValue().has("properties")) {
                addTo(names, prefix + each.getKey() + ".", each.getValue().path("properties"));
            } else {
                names.add(prefix + each.getKey());
            }
        });
    }

    private static List<JsonNode> kibana() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String line : Files.readAllLines(FOLDER.resolve("kibana/flowex.ndjson"))) {
            all.add(JSON.readTree(line));
        }
        return all;
    }

    @Test
    void everyNameLeadsToSomething() throws IOException {
        String setup = Files.readString(FOLDER.resolve("setup.sh"));
        for (String template : List.of("elasticsearch/logs.json", "elasticsearch/security.json")) {
            String lifecycle =
                    read(template).at("/template/settings/index.lifecycle.name").asText();
            assertTrue(setup.contains("_ilm/policy/" + lifecycle + " "), lifecycle);
            assertTrue(setup.contains(
                    "_component_template/" + read(template).at("/composed_of/0").asText() + " "));
        }
        List<JsonNode> all = kibana();
        Set<String> ids = all.stream()
                .map(each -> each.path("type").asText() + " " + each.path("id").asText())
                .collect(Collectors.toSet());
        assertEquals(all.size(), ids.size(), "no id twice");
        for (JsonNode each : all) {
            each.path("references")
                    .forEach(to -> assertTrue(
                            ids.contains(to.path("type").asText() + " "
                                    + to.path("id").asText()),
                            to.toString()));
        }
        assertTrue(Files.readString(FOLDER.resolve("filebeat/filebeat.yml")).contains("FLOWEX_LOG_DIR"));
    }

    /** Findings: rolled files were not read, and the firewall's log did not leave its machine. */
    @Test
    void rolledFilesAndTheFirewallsLogAreRead() throws IOException {
        String filebeat = Files.readString(FOLDER.resolve("filebeat/filebeat.yml"));
        for (String name : List.of("flowex", "audit", "security", "performance")) {
            assertTrue(filebeat.contains("/" + name + ".json\n"), name);
            assertTrue(filebeat.contains("/" + name + ".*.json\n"), name);
        }
        assertTrue(filebeat.contains("\n    file_identity.native: ~\n"), "a renamed file is the same file");
        assertTrue(filebeat.contains("has_fields: [transaction.client_ip]"), "lines of the firewall are kept");
        List<String> firewall = Files.readAllLines(Repository.file("nginx/modsecurity/main.conf"));
        assertTrue(firewall.containsAll(List.of("SecAuditLogFormat JSON", "SecAuditLog /dev/stdout")));
    }

    @Test
    void dashboardsAskForFieldsThatAreThere() throws IOException {
        Set<String> known = fields();
        Set<String> requested = new TreeSet<>();
        for (JsonNode each : kibana()) {
            JsonNode attributes = each.path("attributes");
            attributes.path("columns").forEach(column -> requested.add(column.asText()));
            if (attributes.has("visState")) {
                JSON.readTree(attributes.path("visState").asText())
                        .path("aggs")
                        .forEach(agg -> requested.add(agg.at("/params/field").asText("@timestamp")));
            }
            if (attributes.has("panelsJSON")) {
                assertEquals(
                        each.path("references").size(),
                        JSON.readTree(attributes.path("panelsJSON").asText()).size());
            }
            JsonNode source = JSON.readTree(
                    attributes.at("/kibanaSavedObjectMeta/searchSourceJSON").asText("{}"));
            Matcher query = QUERIED.matcher(source.at("/query/query").asText());
            while (query.find()) {
                requested.add(query.group(1));
            }
        }
        requested.remove("");
        assertTrue(requested.size() > 10, requested.toString());
        requested.removeAll(known);
        assertEquals(Set.of(), requested);
    }

    @Test
    void setupPutsEverythingWhereItBelongsAndKeepsItsPasswordToItself() throws Exception {
        ConcurrentHashMap<String, String> got = new ConcurrentHashMap<>();
        HttpServer stand = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stand.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String who = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
                got.put(exchange.getRequestMethod() + " " + exchange.getRequestURI(), who + " " + body);
                exchange.sendResponseHeaders(200, -1);
            }
        });
        stand.start();
        try {
            String url = "http://127.0.0.1:" + stand.getAddress().getPort();
            ProcessBuilder setup = new ProcessBuilder(FOLDER.resolve("setup.sh").toString()).redirectErrorStream(true);
            setup.environment().put("ELASTICSEARCH_URL", url);
            setup.environment().put("KIBANA_URL", url);
            setup.environment().put("ELASTICSEARCH_PASSWORD", "s3cret");
            Process process = setup.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(300, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), text);
        } finally {
            stand.stop(0);
        }
        assertEquals(6, got.size(), got.keySet().toString());
        String who = "Basic " + Base64.getEncoder().encodeToString("elastic:s3cret".getBytes(StandardCharsets.UTF_8));
        new TreeMap<>(got).forEach((where, subject) -> assertTrue(subject.startsWith(who), where));
        assertTrue(String.valueOf(got.get("PUT /_index_template/flowex-logs")).contains("\"data_stream\""));
        assertTrue(String.valueOf(got.get("POST /api/saved_objects/_import?overwrite=true"))
                .contains("flowex-audit-trail"));
    }
}
