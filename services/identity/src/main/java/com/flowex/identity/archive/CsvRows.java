package com.flowex.identity.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writer of rows as comma-separated values (RFC 4180), the names of the columns first. */
final class CsvRows implements RowSink {

    /** Characters at the beginning of a text that make a spreadsheet evaluate it as a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final OutputStream out;
    private List<Column> columns = List.of();

    CsvRows(OutputStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> all) throws IOException {
        columns = all;
        line(all.stream().map(Column::name).collect(Collectors.joining(",")));
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            String value = values.get(i);
            line.append(i == 0 ? "" : ",").append(value == null ? "" : cell(value, columns.get(i)));
        }
        line(line.toString());
    }

    private static String cell(String value, Column column) {
        boolean isFormula = column.shape() == Shape.TEXT && !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
        String safe = isFormula ? "'" + value : value;
        boolean isPlain = safe.chars().noneMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    private void line(String text) throws IOException {
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
