package com.flowex.systemtests;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The first book of BTC-USDT that the stream of market data sends. */
final class FirstBook {

    private FirstBook() {}

    /**
     * Connects, subscribes and waits for it.
     *
     * @param query query of the address, with its question mark
     * @param token sent along if there is one
     */
    static String of(int port, String query, String token) {
        CompletableFuture<String> snapshot = new CompletableFuture<>();
        WebSocket.Listener listener = new WebSocket.Listener() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
                text.append(data);
                if (last) {
                    if (text.indexOf("depth_snapshot") >= 0) {
                        snapshot.complete(text.toString());
                    }
                    text.setLength(0);
                }
                socket.request(1);
                return CompletableFuture.completedFuture(null);
            }
        };
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(Duration.ofMinutes(2));
            if (!token.isEmpty()) {
                builder.header("Authorization", "Bearer " + token);
            }
            URI uri = URI.create("ws://localhost:" + port + "/ws/market-data" + query);
            WebSocket socket = builder.buildAsync(uri, listener).join();
            socket.sendText("{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"BTC-USDT\"}", true)
                    .join();
            String book = snapshot.orTimeout(300, TimeUnit.SECONDS).join();
            socket.abort();
            return book;
        }
    }
}
