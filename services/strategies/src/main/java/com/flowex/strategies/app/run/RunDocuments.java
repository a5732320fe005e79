package com.flowex.strategies.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.strategies.app.run.OwnerEvents.OwnerEvent;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of a run as they are stored and, but for steps, shown. */
public final class RunDocuments {

    private static final ObjectMapper MAPPER = Json.mapper();

    private RunDocuments() {}

    /**
     * Order: the schema RunOrder of docs/api/openapi.yaml.
     *
     * @param id client order id
     * @param orderId number of the exchange; null before it has accepted the order, and on paper
     * @param price price of a limit order; null for others
     */
    public record OrderRow(
            String id,
            @Nullable String orderId,
            String symbol,
            String side,
            String type,
            String time,
            String status,
            String quantity,
            @Nullable String price,
            String filled,
            String reason,
            String message) {}

    /** Fill: the schema RunFill of docs/api/openapi.yaml. */
    public record FillRow(
            String order,
            String symbol,
            String side,
            String time,
            String price,
            String quantity,
            String total,
            String fee,
            String feeAsset,
            boolean maker) {}

    /** Log line: the schema BacktestLine of docs/api/openapi.yaml. */
    public record LineRow(String time, String text) {}

    /** Figures: the schema RunFigures of docs/api/openapi.yaml. */
    public record Figures(
            String asset, String profit, String profitToday, long orders, long fills, List<PositionRow> positions) {

        public Figures {
            positions = List.copyOf(positions);
        }

        /** Returns the figures of a run that has not traded. */
        static Figures none(String asset) {
            return new Figures(asset, "0", "0", 0, 0, List.of());
        }
    }

    /** Position: the schema RunPosition of docs/api/openapi.yaml. */
    public record PositionRow(String symbol, String quantity) {}

    /**
     * Input of a live run: bars that closed together, or events of one command of the account; the first is empty. A replay of all inputs gives the strategy the state
     * that it had.
     *
     * @param isLate true if it was so old when it was taken that orders which answer it are refused
     */
    record Step(long timeNanos, boolean isLate, List<BarRow> bars, List<OwnerEvent> events) {

        Step {
            bars = List.copyOf(bars);
            events = List.copyOf(events);
        }
    }

    /**
     * Balances at the start, exact decimals by asset.
     *
     * @param totals everything that the account owns
     * @param held the part that open orders of the account hold
     */
    public record Start(Map<String, String> totals, Map<String, String> held) {

        public Start {
            totals = Map.copyOf(totals);
            held = Map.copyOf(held);
        }
    }

    /** Closed bar. */
    record BarRow(
            String symbol,
            long nanos,
            long openNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {

        static BarRow of(Bar bar) {
            return new BarRow(
                    bar.symbol(),
                    bar.interval().nanos(),
                    bar.openNanos(),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    bar.volume());
        }

        Bar bar() {
            return new Bar(symbol, new BarInterval(nanos), openNanos, open, high, low, close, volume);
        }
    }

    /** Returns the JSON of a document. */
    public static String json(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of a run can be written", e);
        }
    }

    /** Returns the document of JSON that {@link #json} has written. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a document of a run is stored as it was written", e);
        }
    }
}
