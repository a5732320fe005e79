package com.flowex.marketdata.stream;

import com.flowex.domain.Instrument;
import com.flowex.platform.http.Fields;
import com.flowex.platform.http.Json;
import com.flowex.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a client asks of a stream, once understood. */
sealed interface StreamRequest {

    /** Length of a symbol that can exist: two asset codes and a dash. */
    int SYMBOL_LENGTH_MAX = Instrument.SYMBOL_LENGTH_MAX;

    record Subscribe(Topic topic) implements StreamRequest {}

    record Unsubscribe(Topic topic) implements StreamRequest {}

    record Ping() implements StreamRequest {}

    /** A ping of the WebSocket itself. */
    record Pinged() implements StreamRequest {}

    /** Not understood; the client is told why and may go on. */
    record Malformed(ProblemException why) implements StreamRequest {}

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
            @Nullable String symbol) {}

    /** Understands a message; never throws. */
    static StreamRequest parse(String text) {
        try {
            return of(Json.read(text.getBytes(StandardCharsets.UTF_8), Wire.class));
        } catch (ProblemException e) {
            return new Malformed(e);
        }
    }

    private static StreamRequest of(Wire wire) {
        Fields fields = new Fields();
        Operation operation = fields.oneOf("op", wire.op, Operation.class);
        fields.check();
        if (operation == Operation.PING) {
            return new Ping();
        }
        Kind kind = fields.oneOf("channel", wire.channel, Kind.class);
        String symbol = fields.text("symbol", wire.symbol, SYMBOL_LENGTH_MAX);
        fields.check();
        Topic topic = new Topic(kind, symbol);
        return operation == Operation.SUBSCRIBE ? new Subscribe(topic) : new Unsubscribe(topic);
    }
}
