package com.flowex.systemtests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.app.metrics.MetricDescriptor;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Prometheus and Alertmanager take the files under monitoring/, and alerts fire where they should. */
@Timeout(900)
class MonitoringTest {

    private static final Path FOLDER = Repository.file("monitoring");
    private static final Path RUNBOOK = Repository.file("docs/operations/alerts.md");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern FIGURE = Pattern.compile(
            "\\b(?:flowex|http|exchange|projection|worker|database|redis|outbox|gateway|mail|cache|sagas|deposits|wallet|backup|hikaricp)_[a-z0-9_]+");

    private static List<String> alerts() throws IOException {
        return ALERT.matcher(Files.readString(FOLDER.resolve("alert_rules.yml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void everyAlertFiresWhereItShouldAndNoneWhereAllIsWell() throws Exception {
        DebianProgram promtool = DebianProgram.of("promtool", "prometheus");

        DebianProgram.ProgramOutput output = promtool.run(FOLDER, "test", "rules", "alert_rules_test.yml");

        assertEquals(0, output.code(), output.text());
        String tests = Files.readString(FOLDER.resolve("alert_rules_test.yml"));
        assertEquals(
                List.of(),
                alerts().stream()
                        .filter(alert -> !tests.contains("- name: " + alert + "\n"))
                        .toList(),
                "alerts without a test");
    }

    @Test
    void prometheusAcceptsTheRulesAndTheConfiguration() throws Exception {
        DebianProgram promtool = DebianProgram.of("promtool", "prometheus");

        DebianProgram.ProgramOutput output = promtool.run(FOLDER, "check", "config", "prometheus.yml");

        assertEquals(0, output.code(), output.text());
    }

    @Test
    void alertsAreRoutedToSlackThePagerAndTheEscalationContact() throws Exception {
        DebianProgram amtool = DebianProgram.of("amtool", "prometheus-alertmanager");

        DebianProgram.ProgramOutput output = amtool.run(FOLDER, "check-config", "alertmanager.yml");
        assertEquals(0, output.code(), output.text());
        assertEquals("warnings", routed(amtool, "warning"));
        assertEquals("pages,warnings", routed(amtool, "critical"));
        assertEquals("escalation", routed(amtool, "escalated"));
    }

    private static String routed(DebianProgram amtool, String severity) throws Exception {
        return amtool.run(
                        FOLDER,
                        "config",
                        "routes",
                        "test",
                        "--config.file=alertmanager.yml",
                        "alertname=FlowExAny",
                        "severity=" + severity)
                .text()
                .lines()
                .filter(line -> !line.startsWith("Warning: "))
                .collect(Collectors.joining());
    }

    @Test
    void everyAlertHasARunbookWithAQueryAndAnAction() throws IOException {
        String runbook = Files.readString(RUNBOOK);
        String rules = Files.readString(FOLDER.resolve("alert_rules.yml"));
        for (String alert : alerts()) {
            int begin = runbook.indexOf("\n## " + alert + "\n");
            assertTrue(begin >= 0, alert + " has no section");
            int end = runbook.indexOf("\n## ", begin + 1);
            String section = runbook.substring(begin, end < 0 ? runbook.length() : end);
            assertTrue(section.contains("\n- Look: `") && section.contains("\n- Do: "), alert);
            assertTrue(rules.contains("docs/operations/alerts.md#" + alert.toLowerCase(Locale.ROOT)), alert);
        }
        assertTrue(alerts().size() >= 20);
    }

    @Test
    void rulesQueryExistingMetrics() throws IOException {
        Set<String> known =
                MetricDescriptor.all().stream().map(MetricDescriptor::name).collect(Collectors.toSet());
        TreeSet<String> unknown = new TreeSet<>();
        Files.readString(FOLDER.resolve("alert_rules.yml"))
                .lines()
                .filter(line -> line.contains(" expr: "))
                .map(line -> line.replaceAll("\"[^\"]*\"", ""))
                .flatMap(line -> FIGURE.matcher(line).results())
                .map(found -> found.group().replaceFirst("_seconds_(count|sum|max|bucket)$", "_seconds"))
                .filter(name -> !known.contains(name))
                .forEach(unknown::add);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void noSecretIsInTheConfiguration() throws IOException {
        String alertmanager = Files.readString(FOLDER.resolve("alertmanager.yml"));
        assertTrue(alertmanager
                .lines()
                .noneMatch(line -> line.matches("\\s*(slack_api_url|routing_key|service_key|smtp_auth_password):.*")));
    }
}
