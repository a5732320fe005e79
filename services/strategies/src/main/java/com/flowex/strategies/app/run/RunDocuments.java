package com.flowex.strategies.app.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.IsoTime;
import com.flowex.access.http.response.Json;
import com.flowex.backtest.result.RunFill;
import com.flowex.backtest.result.RunOrder;
import com.flowex.backtest.setup.MarketSetup;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Decimals;
import com.flowex.strategies.app.run.OwnerEvents.OwnerEvent;
import com.flowex.strategies.app.run.market.QuoteRow;
import com.flowex.strategies.store.RunRecord;
import com.flowex.strategy.data.Bar;
import com.flowex.strategy.data.BarInterval;
import com.flowex.strategy.order.OrderType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
     * Input of a live run: bars that closed together, events of one command of the account, or changes of books and
     * trades; the first is empty. A replay of all inputs gives the strategy the state that it had.
     *
     * @param isLate true if it was so old when it was taken that orders which answer it are refused
     * @param quotes changes of books and trades; none, and not stored, if the input is of another kind
     */
    record Step(
            long timeNanos,
            boolean isLate,
            List<BarRow> bars,
            List<OwnerEvent> events,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<QuoteRow> quotes) {

        Step {
            bars = List.copyOf(bars);
            events = List.copyOf(events);
            quotes = List.copyOf(Objects.requireNonNullElse(quotes, List.of()));
        }

        static Step first(long timeNanos) {
            return new Step(timeNanos, false, List.of(), List.of(), List.of());
        }

        static Step ofBars(long timeNanos, boolean isLate, List<BarRow> bars) {
            return new Step(timeNanos, isLate, bars, List.of(), List.of());
        }

        static Step ofEvents(long timeNanos, boolean isLate, List<OwnerEvent> events) {
            return new Step(timeNanos, isLate, List.of(), events, List.of());
        }

        static Step ofQuotes(long timeNanos, boolean isLate, List<QuoteRow> quotes) {
            return new Step(timeNanos, isLate, List.of(), List.of(), quotes);
        }

        @JsonIgnore
        boolean isFirst() {
            return bars.isEmpty() && events.isEmpty() && quotes.isEmpty();
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

    private static Optional<MarketSetup> market(String symbol, List<MarketSetup> markets) {
        return markets.stream().filter(each -> each.symbol().equals(symbol)).findFirst();
    }

    /** Returns the row of an order of a paper run. */
    static OrderRow order(RunOrder order, List<MarketSetup> markets) {
        Optional<MarketSetup> market = market(order.intent().symbol(), markets);
        boolean isLimit = order.intent().type() instanceof OrderType.Limit;
        return new OrderRow(
                order.clientOrderId(),
                null,
                order.intent().symbol(),
                order.intent().side().name().toLowerCase(Locale.ROOT),
                LiveOrder.word(order.intent().type()),
                IsoTime.ofNanos(order.signalNanos()),
                order.status().name().toLowerCase(Locale.ROOT),
                market.map(each -> Decimals.format(order.quantityUnits(), each.baseScale()))
                        .orElse("0"),
                isLimit ? market.map(each -> price(order, each)).orElse(null) : null,
                market.map(each -> Decimals.format(order.filledUnits(), each.baseScale()))
                        .orElse("0"),
                order.reason(),
                order.status().isFinal() ? order.fillability().explanation() : "");
    }

    private static String price(RunOrder order, MarketSetup market) {
        double price = order.intent().type() instanceof OrderType.Limit limit ? limit.price() : 0;
        long tick = market.rules().tickUnits();
        double ticks = Math.rint(price * market.rules().priceScale().unitsPerWhole() / tick);
        return ticks >= 1 && ticks * tick <= market.rules().priceMaxUnits()
                ? Decimals.format(((long) ticks) * tick, market.rules().priceScale())
                : "0";
    }

    /** Returns true if a fee is in the base asset. A rebate, which is negative, is in the asset that the other side receives. */
    static boolean isFeeInBase(Side side, long feeUnits) {
        return (side == Side.BUY) == (feeUnits >= 0);
    }

    /** Returns the row of a fill of a paper run. */
    static FillRow fill(RunFill fill, List<MarketSetup> markets) {
        MarketSetup market = market(fill.symbol(), markets).orElseThrow();
        boolean isBase = isFeeInBase(fill.side(), fill.feeUnits());
        return new FillRow(
                fill.clientOrderId(),
                fill.symbol(),
                fill.side().name().toLowerCase(Locale.ROOT),
                IsoTime.ofNanos(fill.timeNanos()),
                Decimals.format(fill.priceUnits(), market.rules().priceScale()),
                Decimals.format(fill.quantityUnits(), market.baseScale()),
                Decimals.format(fill.quoteUnits(), market.quoteScale()),
                Decimals.format(fill.feeUnits(), isBase ? market.baseScale() : market.quoteScale()),
                isBase ? market.base() : market.quote(),
                fill.isMaker());
    }

    /** Returns the record of a line that the strategy logged. */
    static RunRecord line(long number, long timeNanos, String text) {
        return new RunRecord(RunRecord.Kind.LINE, number, false, json(new LineRow(IsoTime.ofNanos(timeNanos), text)));
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
