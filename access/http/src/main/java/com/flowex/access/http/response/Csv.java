package com.flowex.access.http.response;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows as comma-separated text, by RFC 4180. A text that a spreadsheet would evaluate as a formula gets a leading
 * apostrophe; numbers stay numbers, also negative ones. A reader takes away one apostrophe in front of apostrophes and
 * such a character.
 */
public final class Csv {

    public static final String CONTENT_TYPE = "text/csv; charset=utf-8";

    /** Beginning of a text that a spreadsheet evaluates; after apostrophes, so that reading gives back what was written. */
    private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\t\r\n].*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("-[0-9]+(\\.[0-9]+)?");

    private Csv() {}

    /**
     * Column of a file.
     *
     * @param value returns null for an empty value
     */
    public record Column<T>(String name, Function<T, @Nullable Object> value) {}

    /** Source of a file, page by page. */
    @FunctionalInterface
    public interface Pages<T> {

        /**
         * Returns the rows behind a row; none at the end.
         *
         * @param last last row returned, or null for the first page
         */
        List<T> after(@Nullable T last);
    }

    /** Content of a file of any length. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Returns a file of these columns, which reads its pages while it is sent. */
    public static <T> Content content(List<Column<T>> columns, Pages<T> pages) {
        List<T> first = pages.after(null); // a refusal must come before the first byte
        return out -> {
            out.write(head(columns));
            List<T> page = first;
            while (!page.isEmpty()) {
                write(out, columns, page);
                page = pages.after(page.getLast());
            }
        };
    }

    /** Returns the header for saving the response as a file of this name. */
    public static String attachment(String name) {
        return "attachment; filename=\"" + name + "\"";
    }

    private static <T> void write(OutputStream out, List<Column<T>> columns, List<T> rows) throws IOException {
        for (T row : rows) {
            out.write(row(columns, row));
        }
    }

    /** Returns the first line, as bytes. */
    public static <T> byte[] head(List<Column<T>> columns) {
        return line(columns.stream().map(Column::name).toList());
    }

    /** Returns a row's line, as bytes. */
    public static <T> byte[] row(List<Column<T>> columns, T row) {
        return line(
                columns.stream().map(column -> text(column.value().apply(row))).toList());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /** Returns one line, as bytes. */
    public static byte[] line(List<String> values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            line.append(i == 0 ? "" : ",").append(quoted(values.get(i)));
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        boolean isFormula =
                FORMULA.matcher(value).matches() && !NUMBER.matcher(value).matches();
        String safe = isFormula ? "'" + value : value;
        boolean isPlain = safe.chars().noneMatch(each -> each == ',' || each == '"' || each == '\r' || each == '\n');
        return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
