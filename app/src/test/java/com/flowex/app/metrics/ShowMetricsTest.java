package com.flowex.app.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.testsupport.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShowMetricsTest {

    private static final Path ROOT = Repository.file("");

    @Test
    void theDocumentAndTheDashboardsAreThoseOfTheCode() throws IOException {
        for (Map.Entry<String, String> document : ShowMetrics.documents().entrySet()) {
            assertEquals(
                    document.getValue(),
                    Files.readString(ROOT.resolve(document.getKey())),
                    document.getKey() + " is old: ./flowex metrics --write renews it");
        }
        try (var files = Files.list(ROOT.resolve("monitoring/grafana/dashboards"))) {
            Set<String> there = files.map(file -> "monitoring/grafana/dashboards/" + file.getFileName())
                    .collect(Collectors.toCollection(TreeSet::new));
            there.removeAll(ShowMetrics.documents().keySet());
            assertEquals(Set.of(), there, "dashboards that no code makes");
        }
    }

    @Test
    void everyFigureIsThereOnceAndSaysWhatItIs() {
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
            assertTrue(!figure.meaning().isBlank() && !figure.unit().isBlank(), figure::name);
        });
    }

    @Test
    void thereAreTenDashboardsAndEachPanelAsksForFiguresThatThereAre() {
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
}
