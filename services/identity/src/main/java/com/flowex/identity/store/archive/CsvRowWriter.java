package com.flowex.identity.store.archive;

import com.flowex.access.http.response.Csv;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writer of rows as comma-separated values (RFC 4180), the names of the columns first. */
final class CsvRowWriter implements RowSink {

    private final OutputStream out;

    CsvRowWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> all) throws IOException {
        out.write(Csv.line(all.stream().map(Column::name).toList()));
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
        out.write(Csv.line(values.stream()
                .map(value -> Objects.requireNonNullElse(value, ""))
                .toList()));
    }
}
