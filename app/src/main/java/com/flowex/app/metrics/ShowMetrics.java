package com.flowex.app.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./flowex metrics}: lists every metric. {@code --write [FOLDER]}: writes the document and the dashboards that are
 * generated from them below FOLDER.
 */
@Command
public final class ShowMetrics implements Callable<Integer> {

    private static final String DOCUMENT = "docs/metrics.md";

    private static final String HEAD = """
            # Metrics

            Made by `./flowex metrics --write`; a test compares it with what a running exchange shows. `GET /metrics` has them in
            Prometheus' text, for the addresses of `FLOWEX_METRICS_FROM`; nodes and the gateway have theirs on their operators'
            ports.

            Every figure has the tags `application` (`flowex`), `environment` (`dev`, `staging`, `production`) and `service` (`all`,
            `engine`, `gateway`, or the services of the process between dots). `tenant` is the number of one of the first hundred
            tenants of which something is counted, `other` for the rest; assets and markets have the first 200 and 100. A timer has
            `_count`, `_sum` and `_max`, and `_bucket` where it is a histogram. Counters are of the time since the process began.
            Besides, there is what Micrometer measures of Java (`jvm_…`), the process and its machine (`process_…`, `system_…`) and
            the pools of the database (`hikaricp_…`).
            """;

    @Option(
            names = "--write",
            paramLabel = "FOLDER",
            arity = "0..1",
            fallbackValue = ".",
            description = "write the generated documents below this folder, instead of printing")
    private Optional<Path> folder = Optional.empty();

    @Override
    public Integer call() throws IOException {
        if (folder.isPresent()) {
            for (Map.Entry<String, String> document : documents().entrySet()) {
                Files.writeString(folder.get().resolve(document.getKey()), document.getValue());
            }
        } else {
            MetricDescriptor.all().forEach(figure -> System.out.println(figure.name() + "  " + figure.meaning()));
        }
        return 0;
    }

    /** Returns the Grafana dashboards. */
    public static List<Dashboard> dashboards() {
        return Stream.concat(BusinessDashboards.all().stream(), PlatformDashboards.all().stream())
                .toList();
    }

    /** Returns the generated files, by their paths in the repository. */
    public static Map<String, String> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put(DOCUMENT, markdown());
        dashboards()
                .forEach(dashboard ->
                        documents.put("monitoring/grafana/dashboards/" + dashboard.name() + ".json", dashboard.json()));
        return documents;
    }

    private static String markdown() {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        String group = "";
        for (MetricDescriptor figure : MetricDescriptor.all()) {
            if (!figure.group().equals(group)) {
                group = figure.group();
                lines.addAll(List.of(
                        "",
                        "## " + group,
                        "",
                        "| name | type | unit | tags | where, when | meaning |",
                        "|---|---|---|---|---|---|"));
            }
            lines.add(figure.row());
        }
        return String.join("\n", lines) + "\n";
    }
}
