package com.flowex.systemtests;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A stream of market data that stays open until the exchange ends it. */
final class OpenStream implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final WebSocket socket;

    /** @param query query of the address, with its question mark */
    OpenStream(int port, String query) {
        WebSocket.Listener listener = new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onClose(WebSocket closed, int code, String reason) {
                ended.complete(reason);
                return CompletableFuture.completedFuture(null);
            }
        };
        socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofMinutes(2))
                .buildAsync(URI.create("ws://localhost:" + port + "/ws/market-data" + query), listener)
                .join();
    }

    boolean isOpen() {
        return !ended.isDone();
    }

    /** Why the exchange ended it; waits for that. */
    String ended() {
        return ended.orTimeout(300, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }
}
