package com.flowex.strategies.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Csv;
import com.flowex.access.http.response.Csv.Column;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tables of a result that can be had as CSV. */
enum ResultTable {
    EQUITY,
    FILLS,
    ORDERS,
    ROUND_TRIPS,
    TRIALS;

    private List<String> columns() {
        return switch (this) {
            case EQUITY -> List.of("time", "equity", "benchmark", "position");
            case FILLS -> List.of("order", "symbol", "side", "time", "price", "quantity", "total", "fee", "maker");
            case ORDERS ->
                List.of(
                        "id",
                        "symbol",
                        "side",
                        "type",
                        "time",
                        "status",
                        "quantity",
                        "filled",
                        "reason",
                        "explanation");
            case ROUND_TRIPS ->
                List.of(
                        "symbol",
                        "side",
                        "opened",
                        "closed",
                        "quantity",
                        "entry_price",
                        "exit_price",
                        "profit",
                        "fees");
            case TRIALS -> List.of("number", "score", "reason");
        };
    }

    /** Returns the table with a name of a path, "round_trips". */
    static Optional<ResultTable> named(String name) {
        return Arrays.stream(values()).filter(each -> each.label().equals(name)).findFirst();
    }

    /** Returns the name, "round_trips". */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the rows of a result, a JSON document, as CSV. */
    byte[] csv(JsonNode result) {
        JsonNode rows = this == TRIALS ? result.path("search").path("trials") : result.path(label());
        List<Column<JsonNode>> all = new ArrayList<>();
        columns()
                .forEach(
                        each -> all.add(new Column<>(each, row -> row.path(each).asText(""))));
        parameters(rows)
                .forEach(each -> all.add(new Column<>(
                        "parameter " + each,
                        row -> row.path("parameters").path(each).asText(""))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Csv.head(all));
        rows.forEach(row -> out.writeBytes(Csv.row(all, row)));
        return out.toByteArray();
    }

    /** Returns the names of the parameters that the rows have. */
    private static Set<String> parameters(JsonNode rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> row.path("parameters").fieldNames().forEachRemaining(names::add));
        return names;
    }
}
