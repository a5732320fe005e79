package com.flowex.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestSocket;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/** A client of the account stream, as a queue of messages. */
final class AccountClient implements AutoCloseable {

    private final TestSocket socket;

    /**
     * Connects.
     *
     * @param token empty: none is shown
     * @param query with its question mark, or empty
     */
    AccountClient(int port, String token, String query) {
        Map<String, String> shown = token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
        socket = new TestSocket(port, "/ws/account" + query, shown, Duration.ofMinutes(5));
    }

    void send(String text) {
        socket.send(text);
    }

    /** The next message as it came. */
    String text() {
        return socket.text();
    }

    /** The next message. */
    JsonNode next() {
        return socket.next();
    }

    /** The next message of these. */
    JsonNode next(Predicate<JsonNode> filter) {
        return socket.next(filter);
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
