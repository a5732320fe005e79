package com.flowex.edge.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as text separated by commas, by RFC 4180. */
public final class Csv {

    public static final String CONTENT_TYPE = "text/csv; charset=utf-8";

    private Csv() {}

    /**
     * A column of a file.
     *
     * @param value null for nothing
     */
    public record Column<T>(String name, Function<T, @Nullable Object> value) {}

    /** Gives a file page by page. */
    @FunctionalInterface
    public interface Pages<T> {

        /**
         * The rows behind a place; none at the end.
         *
         * @param last the last row given, or null for the first page
         */
        List<T> after(@Nullable T last);
    }

    /** A file, as long as it may be. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** A file of these columns, asked for page by page while it is sent. */
    public static <T> Content content(List<Column<T>> columns, Pages<T> pages) {
        List<T> first = pages.after(null); // what can be refused is, before the first byte
        return out -> {
            out.write(head(columns));
            List<T> page = first;
            while (!page.isEmpty()) {
                write(out, columns, page);
                page = pages.after(page.getLast());
            }
        };
    }

    /** What a browser saves a file as. */
    public static String attachment(String name) {
        return "attachment; filename=\"" + name + "\"";
    }

    private static <T> void write(OutputStream out, List<Column<T>> columns, List<T> rows) throws IOException {
        for (T row : rows) {
            out.write(row(columns, row));
        }
    }

    /** The first line, as bytes. */
    public static <T> byte[] head(List<Column<T>> columns) {
        return line(columns.stream().map(Column::name).toList());
    }

    /** A row's line, as bytes. */
    public static <T> byte[] row(List<Column<T>> columns, T row) {
        return line(
                columns.stream().map(column -> text(column.value().apply(row))).toList());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** One line, as bytes. */
    public static byte[] line(List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            line.append(i == 0 ? "" : ",").append(quoted(values.get(i)));
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
