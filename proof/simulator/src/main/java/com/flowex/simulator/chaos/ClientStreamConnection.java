package com.flowex.simulator.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a stream, read message by message: the next is requested when the one before was taken. It is used
 * by one thread.
 */
final class ClientStreamConnection implements AutoCloseable {

    /** Thrown if the exchange answered without opening a connection. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1;

        private final int status;

        RefusedException(int status) {
            super("answered " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** A message, or the reason why there are no further ones. */
    private record StreamItem(String text, boolean isEnd) {}

    private static final Duration OPEN_MAX = Duration.ofSeconds(10);

    private final WebSocket socket;
    private final Ear ear;

    private ClientStreamConnection(WebSocket socket, Ear ear) {
        this.socket = socket;
        this.ear = ear;
    }

    /** @throws IOException if no connection can be opened now; {@link RefusedException} if the exchange refused it */
    static ClientStreamConnection open(HttpClient http, URI address, Map<String, String> headers)
            throws IOException, InterruptedException {
        Ear ear = new Ear();
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(OPEN_MAX);
        headers.forEach(builder::header);
        CompletableFuture<WebSocket> opened = builder.buildAsync(address, ear);
        try {
            return new ClientStreamConnection(opened.get(OPEN_MAX.toMillis(), TimeUnit.MILLISECONDS), ear);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof WebSocketHandshakeException handshake
                    ? new RefusedException(handshake.getResponse().statusCode())
                    : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            var _ = opened.thenAccept(WebSocket::abort);
            throw new IOException("no answer to a handshake", late);
        }
    }

    /**
     * Returns the next message.
     *
     * @return the message; empty if none comes within this time
     * @throws IOException if the connection has ended
     */
    Optional<String> next(Duration max) throws IOException, InterruptedException {
        StreamItem observed = ear.observed.poll(max.toMillis(), TimeUnit.MILLISECONDS);
        if (observed == null) {
            return Optional.empty();
        }
        if (observed.isEnd()) {
            throw new IOException(observed.text());
        }
        socket.request(1);
        return Optional.of(observed.text());
    }

    /** Disconnects without a close, like a client that lost its network; messages under way are lost. */
    @Override
    public void close() {
        socket.abort();
    }

    private static final class Ear implements WebSocket.Listener {

        private final BlockingQueue<StreamItem> observed = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                observed.add(new StreamItem(text.toString(), false));
                text.setLength(0);
            } else {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            observed.add(new StreamItem("closed: " + code + " " + reason, true));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            observed.add(new StreamItem(error.toString(), true));
        }
    }
}
