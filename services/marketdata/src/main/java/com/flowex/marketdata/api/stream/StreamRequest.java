package com.flowex.marketdata.api.stream;

import com.flowex.access.http.response.Json;
import com.flowex.domain.market.Instrument;
import com.flowex.marketdata.store.Interval;
import com.flowex.marketdata.view.PublishedDepth;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Request of a stream's client, once parsed. */
sealed interface StreamRequest {

    /** Longest symbol that can exist: two asset codes and a dash. */
    int SYMBOL_LENGTH_MAX = Instrument.SYMBOL_LENGTH_MAX;

    /** Longest {@code id} that a client may give its request, in characters. */
    int ID_LENGTH_MAX = 64;

    record Subscribe(Topic topic, @Nullable String id) implements StreamRequest {}

    record Unsubscribe(Topic topic, @Nullable String id) implements StreamRequest {}

    record Ping(@Nullable String id) implements StreamRequest {}

    /** Request for the numbers of messages that this connection has sent and received. */
    record Statistics(@Nullable String id) implements StreamRequest {}

    /** Request that could not be parsed. The client gets the reason and may go on. */
    record Malformed(Refusal why, @Nullable String id) implements StreamRequest {}

    /**
     * Subject of a subscription.
     *
     * @param symbol symbol of the market; empty for a channel of no market
     * @param interval interval of candles; empty for other channels
     * @param levels number of levels of a partial depth; 0 for other channels
     */
    record Topic(Kind kind, String symbol, Optional<Interval> interval, int levels) {}

    /** Kind of channel; the lower-case names are those of the wire. */
    enum Kind {
        DEPTH(true),
        TRADES(true),
        TICKER(true),
        KLINES(true),
        MINI_TICKER(true),
        BEST_PRICE(true),
        PARTIAL_DEPTH(true),
        MINI_TICKERS(false),
        HEARTBEAT(false);

        private final boolean ofMarket;

        Kind(boolean ofMarket) {
            this.ofMarket = ofMarket;
        }

        boolean isOfMarket() {
            return ofMarket;
        }
    }

    /** Operation of a request; the lower-case names are those of the wire. */
    enum Operation {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PING,
        STATISTICS
    }

    /** Request as it is sent; a field that its operation does not need is absent. */
    record Wire(
            @Nullable String op,
            @Nullable String channel,
            @Nullable String symbol,
            @Nullable String interval,
            @Nullable Integer levels,
            @Nullable String id) {}

    /** Parses a message; never throws. */
    static StreamRequest parse(String text) {
        Wire wire;
        try {
            wire = Json.read(text.getBytes(StandardCharsets.UTF_8), Wire.class);
        } catch (Refusal e) {
            return new Malformed(e, null);
        }
        boolean named = wire.id == null || wire.id.length() <= ID_LENGTH_MAX;
        try {
            return of(wire, named);
        } catch (Refusal e) {
            return new Malformed(e, named ? wire.id : null);
        }
    }

    private static StreamRequest of(Wire wire, boolean named) {
        Fields fields = new Fields();
        if (!named) {
            fields.refuse("id", "at most " + ID_LENGTH_MAX + " characters long");
        }
        Operation operation = fields.oneOf("op", wire.op, Operation.class);
        fields.check();
        return switch (operation) {
            case PING -> new Ping(wire.id);
            case STATISTICS -> new Statistics(wire.id);
            case SUBSCRIBE -> new Subscribe(topic(wire, fields), wire.id);
            case UNSUBSCRIBE -> new Unsubscribe(topic(wire, fields), wire.id);
        };
    }

    private static Topic topic(Wire wire, Fields fields) {
        Kind kind = fields.oneOf("channel", wire.channel, Kind.class);
        fields.check();
        String symbol = "";
        if (kind.isOfMarket()) {
            symbol = fields.text("symbol", wire.symbol, SYMBOL_LENGTH_MAX);
        } else {
            requireAbsent(fields, "symbol", wire.symbol);
        }
        Topic topic = new Topic(kind, symbol, interval(kind, wire.interval, fields), levels(kind, wire.levels, fields));
        fields.check();
        return topic;
    }

    private static Optional<Interval> interval(Kind kind, @Nullable String code, Fields fields) {
        if (kind != Kind.KLINES) {
            requireAbsent(fields, "interval", code);
            return Optional.empty();
        }
        Optional<Interval> interval = Interval.of(code == null ? "" : code);
        if (interval.isEmpty()) {
            fields.refuse(
                    "interval",
                    "one of "
                            + Arrays.stream(Interval.values())
                                    .map(Interval::code)
                                    .collect(Collectors.joining(", ")));
        }
        return interval;
    }

    private static int levels(Kind kind, @Nullable Integer levels, Fields fields) {
        if (kind != Kind.PARTIAL_DEPTH) {
            requireAbsent(fields, "levels", levels);
            return 0;
        }
        if (levels == null || !PublishedDepth.PARTS.contains(levels)) {
            fields.refuse("levels", "5, 10 or 20");
            return 0;
        }
        return levels;
    }

    private static void requireAbsent(Fields fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.refuse(name, "left out: this channel has none");
        }
    }
}
