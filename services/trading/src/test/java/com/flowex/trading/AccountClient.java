package com.flowex.trading;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.edge.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of the account stream, as a queue of messages. */
final class AccountClient implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /**
     * Connects.
     *
     * @param token empty: none is shown
     * @param query with its question mark, or empty
     */
    AccountClient(int port, String token, String query) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (!token.isEmpty()) {
            builder.header("Authorization", "Bearer " + token);
        }
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws/account" + query), new Listener())
                .join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The next message as it came. */
    String text() {
        try {
            String text = messages.poll(30, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("no message within 30 s, closed: " + closed);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The next message. */
    JsonNode next() {
        try {
            return Json.mapper().readTree(text());
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON", e);
        }
    }

    /** The next message of these. */
    JsonNode next(Predicate<JsonNode> wanted) {
        while (true) {
            JsonNode message = next();
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** How the server closed the connection: code and reason. */
    String closed() {
        return closed.orTimeout(60, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
