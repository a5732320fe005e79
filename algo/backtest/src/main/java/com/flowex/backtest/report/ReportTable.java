package com.flowex.backtest.report;

import java.util.List;
import java.util.function.Function;

/**
 * Table of a report, for a CSV file or a part of the JSON. Numbers are plain decimals, times are ISO 8601 in UTC.
 *
 * @param name name of the file without its ending, "trades"
 * @param columns names of the columns
 * @param lines rows, each with a text for each column; empty for no value
 */
public record ReportTable(String name, List<String> columns, Iterable<List<String>> lines) {

    static <T> ReportTable of(String name, List<String> columns, List<T> rows, Function<T, List<String>> line) {
        return new ReportTable(name, columns, () -> rows.stream().map(line).iterator());
    }
}
