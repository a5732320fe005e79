package com.flowex.app.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Description of one metric.
 *
 * @param group group under which it is listed
 * @param name name in Prometheus; for a timer without {@code _count}, {@code _sum}, {@code _max}, {@code _bucket}
 * @param type counter, gauge or timer
 * @param unit unit of its value
 * @param tags tags besides {@code application}, {@code environment}, {@code service}
 * @param where processes or conditions in which it exists; empty if it always does, in every process that has services
 * @param meaning description in one line
 */
public record MetricDescriptor(
        String group, String name, String type, String unit, List<String> tags, String where, String meaning) {

    private static final String FILE = "/metrics.txt";
    private static final int COLUMNS = 7;

    /** Returns all metrics, in the order of the document. */
    public static List<MetricDescriptor> all() {
        return lines(FILE).map(MetricDescriptor::of).toList();
    }

    /** Returns the lines of a table in this jar, without comments. */
    static Stream<String> lines(String file) {
        try (InputStream in =
                Objects.requireNonNull(MetricDescriptor.class.getResourceAsStream(file), "it is in this jar")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MetricDescriptor of(String line) {
        String[] columns = line.split("\\|", COLUMNS);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException("a metric has " + COLUMNS + " columns: " + line);
        }
        List<String> tags = columns[4].isEmpty()
                ? List.of()
                : Arrays.stream(columns[4].split(",", -1)).toList();
        return new MetricDescriptor(columns[0], columns[1], columns[2], columns[3], tags, columns[5], columns[6]);
    }

    /** Returns a row of the document. */
    String row() {
        return "| `" + name + "` | " + type + " | " + unit + " | " + String.join(", ", tags) + " | " + where + " | "
                + meaning + " |";
    }
}
