package com.flowex.marketdata.api.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestSocket;
import java.time.Duration;
import java.util.Map;

/** A client of the market data stream, as a queue of messages. */
final class StreamClient implements AutoCloseable {

    private final TestSocket socket;

    private StreamClient(int port) {
        socket = new TestSocket(port, "/ws/market-data", Map.of(), Duration.ofMinutes(5));
    }

    static StreamClient connect(int port) {
        return new StreamClient(port);
    }

    void send(String text) {
        socket.send(text);
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(bytes);
    }

    /** Subscribes to a channel of BTC-USD and takes the acknowledgement. */
    void subscribed(String channel) {
        send("{\"op\":\"subscribe\",\"channel\":\"" + channel + "\",\"symbol\":\"BTC-USD\"}");
        assertEquals("subscribed", next().path("type").asText());
    }

    /** The next message. */
    JsonNode next() {
        return socket.next();
    }

    /** How the server closed the connection: code and reason. */
    String closed() {
        return socket.closed();
    }

    @Override
    public void close() {
        socket.close();
    }
}
