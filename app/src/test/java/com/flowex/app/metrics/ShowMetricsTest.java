package com.flowex.app.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.app.cli.DocumentGenerator;
import com.flowex.app.cli.FlowexCommand;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.p2p.rule.TradeState;
import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowMetricsTest {

    @TempDir
    private Path folder;

    @Test
    void buildAndVerbWriteTheSameFilesAndGitIgnoresThem() throws IOException {
        DocumentGenerator.main(new String[] {folder.resolve("build").toString()});
        assertEquals(0, run("--write", folder.resolve("verb").toString()));
        assertEquals(0, run("--dashboards", folder.resolve("dashboards").toString()));
        Set<String> ignored =
                Files.readString(Repository.file(".gitignore")).lines().collect(Collectors.toSet());

        for (Map.Entry<String, String> document : ShowMetrics.documents().entrySet()) {
            String path = document.getKey();
            assertEquals(document.getValue(), Files.readString(folder.resolve("build/" + path)), path);
            assertEquals(document.getValue(), Files.readString(folder.resolve("verb/" + path)), path);
            if (path.endsWith(".json")) {
                Path dashboard = folder.resolve("dashboards").resolve(path.replaceFirst(".*/", ""));
                assertEquals(document.getValue(), Files.readString(dashboard), path);
                new ObjectMapper().readTree(document.getValue());
            }
            assertTrue(ignored.contains(path) || ignored.contains(path.replaceFirst("[^/]*[.]json$", "*.json")), path);
        }
    }

    private static int run(String... arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        List<String> all =
                Stream.concat(Stream.of("metrics"), Stream.of(arguments)).toList();
        return FlowexCommand.run(all, new CommandContext(Map.of(), nowhere, nowhere));
    }

    /** The next release has none of the former names, so that nothing may be left to read them. */
    @Test
    void formerNamesAreRecordedFromExistingMetricsAndListed() throws IOException {
        Set<String> known =
                MetricDescriptor.all().stream().map(MetricDescriptor::name).collect(Collectors.toSet());
        String notes = Files.readString(Repository.file("docs/operations/upgrade-notes.md"));
        String rules = FormerMetric.rules();

        for (FormerMetric metric : FormerMetric.all()) {
            assertTrue(known.contains(metric.present()) && !known.contains(metric.former()), metric::toString);
            assertTrue(notes.contains(metric.row() + "\n"), metric::row);
        }
        assertTrue(rules.contains("""
                      - record: exchange_turns_waiting
                        expr: 'flowex_commands_queued'
                """), rules);
        assertTrue(rules.contains("""
                      - record: gateway_calls_seconds_bucket
                        expr: 'flowex_gateway_requests_seconds_bucket'
                """), rules);
        assertTrue(rules.contains("""
                      - record: outbox_waiting
                        expr: 'label_replace(flowex_outbox_pending, "to", "$1", "consumer", "(.*)")'
                """), rules);
    }

    @Test
    void everyMetricIsListedOnceAndDescribed() {
        List<MetricDescriptor> all = MetricDescriptor.all();
        Set<String> names = all.stream().map(MetricDescriptor::name).collect(Collectors.toSet());
        assertEquals(all.size(), names.size());
        assertTrue(all.stream()
                        .filter(figure -> !figure.name().startsWith("hikaricp"))
                        .count()
                >= 60);
        all.forEach(figure -> {
            assertTrue(Set.of("counter", "gauge", "timer").contains(figure.type()), figure::name);
            assertTrue(figure.type().equals("counter") == figure.name().endsWith("_total"), figure::name);
            assertTrue(figure.name().matches("(flowex|hikaricp|process|http_server)_[a-z0-9_]+"), figure::name);
            assertTrue(!figure.meaning().isBlank() && !figure.unit().isBlank(), figure::name);
        });
    }

    @Test
    void dashboardPanelsQueryExistingMetrics() {
        assertTrue(ShowMetrics.dashboards().size() >= 10);
        Set<String> known =
                MetricDescriptor.all().stream().map(MetricDescriptor::name).collect(Collectors.toSet());
        TreeSet<String> unknown = new TreeSet<>();
        ShowMetrics.dashboards().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> panel.queries().stream())
                .flatMap(query -> FigureNamesIn.of(query.expression()).stream())
                .filter(name -> !known.contains(name))
                .forEach(unknown::add);
        assertEquals(Set.of(), unknown);
    }

    /** A state that its query lacks would be a dispute that no panel counts. */
    @Test
    void theDashboardOfTradesBetweenPeopleHasEachFigureAndEachStateOfADispute() {
        List<String> queries = ShowMetrics.dashboards().stream()
                .filter(dashboard -> dashboard.name().equals("p2p"))
                .flatMap(dashboard -> dashboard.panels().stream())
                .flatMap(panel -> panel.queries().stream())
                .map(Panel.Query::expression)
                .toList();
        Set<String> figures = MetricDescriptor.all().stream()
                .map(MetricDescriptor::name)
                .filter(name -> name.startsWith("flowex_p2p_") && !name.startsWith("flowex_p2p_translation"))
                .collect(Collectors.toSet());
        String disputed = Stream.of(TradeState.values())
                .filter(state -> state.waitsFor() == TradeState.WaitsFor.MODERATORS)
                .map(TradeState::label)
                .collect(Collectors.joining("|"));

        assertEquals(
                figures,
                queries.stream()
                        .flatMap(query -> FigureNamesIn.of(query).stream())
                        .collect(Collectors.toSet()));
        assertTrue(queries.stream().anyMatch(query -> query.contains("{state=~\"" + disputed + "\"}")), disputed);
    }
}
