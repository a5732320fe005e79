package com.flowex.trading.api.report;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.response.Json;
import com.flowex.access.http.route.Request;
import com.flowex.domain.value.InstrumentId;
import com.flowex.orderentry.LogTime;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.store.report.ReportFilter;
import com.flowex.trading.store.report.ReportQueries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters and output of reports, as CSV or as JSON with the same rows. */
final class ReportPages {

    /** Names of the query parameters of a report of trades. */
    static final String[] NAMES = {"from_sequence", "to_sequence", "from", "to", "symbol", "account", "format"};

    private static final String JSON_TYPE = "application/json";

    private ReportPages() {}

    /** Receiver of rows. */
    @FunctionalInterface
    interface Sink<T> {
        void row(T row) throws IOException;
    }

    /** Source of all rows, in order. */
    @FunctionalInterface
    interface Rows<T> {
        void into(Sink<T> sink) throws IOException;
    }

    /**
     * Returns a response that is written while the rows are read.
     *
     * @param fields fields of the JSON object before its items
     * @throws Refusal {@code invalid_field} for an unknown format
     */
    static <T> Answer of(
            Request request, String name, Map<String, Object> fields, List<Csv.Column<T>> columns, Rows<T> rows) {
        return switch (request.query("format").orElse("csv")) {
            case "csv" ->
                Answer.lines(Csv.CONTENT_TYPE, out -> csv(out, columns, rows))
                        .header("Content-Disposition", Csv.attachment(name + ".csv"));
            case "json" -> Answer.lines(JSON_TYPE, out -> json(out, fields, columns, rows));
            default -> throw Refusal.invalid("format", "csv or json");
        };
    }

    private static <T> void csv(OutputStream out, List<Csv.Column<T>> columns, Rows<T> rows) throws IOException {
        out.write(Csv.head(columns));
        rows.into(row -> out.write(Csv.row(columns, row)));
    }

    private static <T> void json(
            OutputStream out, Map<String, Object> fields, List<Csv.Column<T>> columns, Rows<T> rows)
            throws IOException {
        byte[] head = Json.bytes(fields);
        out.write(head, 0, head.length - 1);
        out.write(bytes(fields.isEmpty() ? "\"items\":[" : ",\"items\":["));
        String[] between = {""};
        rows.into(row -> {
            out.write(bytes(between[0]));
            out.write(Json.bytes(values(columns, row)));
            between[0] = ",";
        });
        out.write(bytes("]}"));
    }

    private static <T> Map<String, @Nullable Object> values(List<Csv.Column<T>> columns, T row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        columns.forEach(column -> values.put(column.name(), column.value().apply(row)));
        return values;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the filter from the parameters {@code from_sequence}, {@code to_sequence}, {@code from}, {@code to},
     * {@code symbol} and {@code account}.
     *
     * <p>Where only times are given, the range begins behind the last trade before {@code from} and ends with the last trade
     * before {@code to}, so that the range of a past period never changes.
     *
     * @param shown sequence of the last event that can be reported; the end of the range where none is given
     */
    static ReportFilter filter(Request request, InstrumentDirectory directory, ReportQueries queries, long shown) {
        int tenant = request.tenant();
        LogTime.Span executed = LogTime.span(request::query);
        long first = request.query("from").isEmpty() ? 1 : queries.lastBefore(tenant, executed.fromNanos()) + 1;
        long last =
                request.query("to").isEmpty() ? shown : Math.min(shown, queries.lastBefore(tenant, executed.toNanos()));
        long from = request.queryNumber("from_sequence", first, 1, Long.MAX_VALUE);
        long to = request.queryNumber("to_sequence", last, 0, Long.MAX_VALUE);
        if (to > shown) {
            throw Refusal.invalid("to_sequence", "not behind event " + shown + ", the last that is shown");
        }
        return new ReportFilter(tenant, from, to, executed, instrument(request, directory), account(request));
    }

    static @Nullable InstrumentId instrument(Request request, InstrumentDirectory directory) {
        return request.query("symbol")
                .map(symbol ->
                        directory.named(request.tenant(), symbol).instrument().id())
                .orElse(null);
    }

    static @Nullable Long account(Request request) {
        return request.query("account").isEmpty() ? null : request.queryNumber("account", 0, 1, Long.MAX_VALUE);
    }
}
