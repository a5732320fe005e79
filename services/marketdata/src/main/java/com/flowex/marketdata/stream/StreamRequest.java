package com.flowex.marketdata.stream;

import com.flowex.domain.Instrument;
import com.flowex.edge.http.Json;
import com.flowex.ground.refusal.Fields;
import com.flowex.ground.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client asks of a stream, once understood. */
sealed interface StreamRequest {

    /** Length of a symbol that can exist: two asset codes and a dash. */
    int SYMBOL_LENGTH_MAX = Instrument.SYMBOL_LENGTH_MAX;

    /** Of what a client calls its message, to find the answer. */
    int ID_LENGTH_MAX = 64;

    record Subscribe(Topic topic, @Nullable String id) implements StreamRequest {}

    record Unsubscribe(Topic topic, @Nullable String id) implements StreamRequest {}

    record Ping(@Nullable String id) implements StreamRequest {}

    /** Not understood; the client is told why and may go on. */
    record Malformed(Refusal why, @Nullable String id) implements StreamRequest {}

    /** What there is to subscribe to. */
    record Topic(Kind kind, String symbol) {}

    /** The kinds of channels; their lower-case names are those of the wire. */
    enum Kind {
        DEPTH,
        TRADES,
        TICKER
    }

    /** The operations; their lower-case names are those of the wire. */
    enum Operation {
        SUBSCRIBE,
        UNSUBSCRIBE,
        PING
    }

    /** A request as it is sent; what an operation does not need is absent. */
    record Wire(
            @Nullable String op,
            @Nullable String channel,
            @Nullable String symbol,
            @Nullable String id) {}

    /** Understands a message; never throws. */
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
        if (operation == Operation.PING) {
            return new Ping(wire.id);
        }
        Kind kind = fields.oneOf("channel", wire.channel, Kind.class);
        String symbol = fields.text("symbol", wire.symbol, SYMBOL_LENGTH_MAX);
        fields.check();
        Topic topic = new Topic(kind, symbol);
        return operation == Operation.SUBSCRIBE ? new Subscribe(topic, wire.id) : new Unsubscribe(topic, wire.id);
    }
}
