package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.metrics.ShowMetrics;
import com.flowex.app.process.FlowEx;
import com.flowex.platform.testing.Await;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A Prometheus of Debian scrapes a running exchange, and every query of every dashboard and rule says something, or is known not to. */
@Timeout(900)
@EnabledIfSystemProperty(named = "flowex.full", matches = "true")
class PrometheusTest {

    /** Why a query that names one of these is empty beside one exchange on which little has happened. */
    private static final Map<String, String> EMPTY = Map.ofEntries(
            Map.entry("flowex_gateway_", "there is no gateway"),
            Map.entry("flowex_redis_", "there is no Redis"),
            Map.entry("flowex_backup_", "there are no backups"),
            Map.entry("flowex_http_relay_tokens", "there is no gateway"),
            Map.entry("flowex_http_rate_limited", "nobody asked too much"),
            Map.entry("flowex_binance_", "no client of Binance came"),
            Map.entry("flowex_account_stream_", "nobody follows an account"),
            Map.entry("flowex_market_data_stream_", "nobody follows a market"),
            Map.entry("flowex_orders_expired", "no order expired"),
            Map.entry("flowex_orders_triggered", "no order triggered"),
            Map.entry("flowex_self_trades", "nobody would have traded with themselves"),
            Map.entry("flowex_commands_rejected", "no request was refused"),
            Map.entry("flowex_market_state_changes", "no market changed its state"),
            Map.entry("flowex_market_data_cache", "nobody asked for statistics"),
            Map.entry("flowex_sagas_ended", "no saga ended"),
            Map.entry("flowex_p2p_escrow", "no trade between people is under way"),
            Map.entry("hikaricp_connections_usage", "a summary without quantiles"));

    private static final Pattern RULE = Pattern.compile("expr: '((?:[^']|'')*)'");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void everyQueryOfEveryDashboardAndRuleIsAnswered() throws Exception {
        DebianProgram prometheus = DebianProgram.of("prometheus", "prometheus");
        int port = freePort();
        StartedComponents parts = new StartedComponents();
        try {
            FlowEx flowEx = ExchangeHere.start(folder.resolve("data"), parts);
            HttpApi api = new HttpApi(ExchangeHere.url(flowEx));
            ExchangeWalk.trading(api.newUser("scraped@example.com"));
            Process running = scraping(prometheus, flowEx.port(), port);
            try {
                URI url = URI.create("http://127.0.0.1:" + port);
                Await.until(() -> result(url, "rate(flowex_cluster_sequence[1m])")
                                        .size()
                                > 0
                        && result(url, "flowex_database_index_hit_ratio").size() > 0);
                assertEquals(List.of(), unanswered(url));
            } finally {
                running.destroyForcibly().waitFor();
            }
        } finally {
            parts.close();
        }
    }

    private Process scraping(DebianProgram prometheus, int target, int port) throws IOException {
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ['%s']
                scrape_configs:
                  - job_name: flowex
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(
                Repository.file("monitoring/alert_rules.yml").toAbsolutePath().normalize(), target));
        return new ProcessBuilder(
                        prometheus.file().toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    private static List<String> unanswered(URI url) throws Exception {
        List<String> wrong = new ArrayList<>();
        List<String> shown = ShowMetrics.dashboards().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> panel.queries().stream())
                .map(query -> query.expression())
                .toList();
        for (String query : Stream.concat(shown.stream(), compared().stream()).toList()) {
            boolean isKnown = EMPTY.keySet().stream().anyMatch(query::contains) || isComparison(query);
            if (result(url, query).isEmpty() && !isKnown) {
                wrong.add(query);
            }
        }
        return wrong;
    }

    /**
     * The compared value of a rule, without the comparison: a rule whose figures exist and that does not fire is empty.
     */
    private static Set<String> compared() throws IOException {
        Set<String> queries = new java.util.TreeSet<>();
        RULE.matcher(Files.readString(Repository.file("monitoring/alert_rules.yml")))
                .results()
                .map(found -> found.group(1).replace("''", "'"))
                .filter(rule -> !rule.startsWith("ALERTS"))
                .flatMap(rule -> Stream.of(rule.split(" (?:and|or) ", -1)))
                .map(rule -> rule.replaceFirst(" (?:==|<|>) [0-9.e]+$", "").replaceFirst(" > 0\\.5 \\* .*$", ""))
                .forEach(queries::add);
        return queries;
    }

    private static boolean isComparison(String query) {
        return query.matches(".* (?:==|<|>) [0-9.]+$")
                || query.contains("outcome=\"invalid_credentials\"")
                || query.contains("status=\"5xx\"")
                || query.contains("outcome!~");
    }

    private static JsonNode result(URI url, String query) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(url.resolve(
                                    "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            JsonNode body = MAPPER.readTree(answer.body());
            if (!body.path("status").asText().equals("success")) {
                throw new AssertionError(query + ": " + answer.body());
            }
            return body.path("data").path("result");
        } catch (java.net.ConnectException e) {
            return MAPPER.createArrayNode();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
