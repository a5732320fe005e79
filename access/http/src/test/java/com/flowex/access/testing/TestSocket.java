package com.flowex.access.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.http.response.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The JDK's own WebSocket client, as a queue of messages. */
public final class TestSocket implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final Duration timeout;
    private final WebSocket socket;

    /**
     * Connects.
     *
     * @param address path and query
     * @param timeout how long a message, or a goodbye, is waited for
     */
    public TestSocket(int port, String address, Map<String, String> headers, Duration timeout) {
        this.timeout = timeout;
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + address), new Listener())
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

    public void send(String text) {
        socket.sendText(text, true).join();
    }

    public void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next message as it came. */
    public String text() {
        try {
            String text = messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (text == null) {
                throw new AssertionError("no message within " + timeout + ", closed: " + closed);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The next message. */
    public JsonNode next() {
        try {
            return Json.mapper().readTree(text());
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON", e);
        }
    }

    /** The next message of these. */
    public JsonNode next(Predicate<JsonNode> filter) {
        while (true) {
            JsonNode message = next();
            if (filter.test(message)) {
                return message;
            }
        }
    }

    /** How the server closed the connection: code and reason. */
    public String closed() {
        return closed.orTimeout(2 * timeout.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
    }
}
