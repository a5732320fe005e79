package com.flowex.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Client that follows one book and reconnects when a connection is lost. Everything runs on one thread of its own, so
 * nothing here needs a lock; messages of an abandoned connection are ignored.
 */
public final class MarketDataClient implements AutoCloseable {

    /** Maximum silence before a connection is abandoned; a heartbeat comes every second. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final long RECONNECT_FIRST_MILLIS = 250;
    private static final long RECONNECT_MAX_MILLIS = 15_000;

    private final URI address;
    private final String symbol;
    private final LocalOrderBook book;
    private final Consumer<LocalOrderBook> onChange;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    private final ScheduledExecutorService own = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("flowex-client").factory());
    private @Nullable Connection now;
    private int failures;

    private MarketDataClient(URI address, String symbol, Consumer<LocalOrderBook> onChange) {
        this.address = address;
        this.symbol = symbol;
        this.book = new LocalOrderBook(symbol);
        this.onChange = onChange;
    }

    /**
     * Follows a book until closed.
     *
     * @param address such as {@code ws://localhost:8000/ws/market-data}
     * @param onChange receives the book after every message that changed it, and after a loss of the connection; must
     *     not keep it
     */
    public static MarketDataClient follow(URI address, String symbol, Consumer<LocalOrderBook> onChange) {
        MarketDataClient client = new MarketDataClient(address, symbol, onChange);
        client.own.execute(client::connect);
        return client;
    }

    /** Returns the followed market. */
    public String symbol() {
        return symbol;
    }

    private void connect() {
        Connection next = new Connection();
        now = next;
        var _ = http.newWebSocketBuilder()
                .connectTimeout(CONNECT_MAX)
                .buildAsync(address, next)
                .whenComplete((socket, failed) -> next.act(() -> {
                    if (failed == null) {
                        next.opened(socket);
                    } else {
                        next.lose();
                    }
                }));
        watch(next, System.nanoTime());
    }

    private void watch(Connection connection, long heardNanos) {
        var _ = own.schedule(
                () -> connection.act(() -> {
                    if (connection.heardNanos == heardNanos && connection.isOpen()) {
                        connection.lose();
                    } else {
                        watch(connection, connection.heardNanos);
                    }
                }),
                SILENCE_MAX.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Schedules a reconnect, with a longer delay after each failure and a random part, so that clients do not reconnect
     * all at once.
     */
    private void connectLater() {
        long most = Math.min(RECONNECT_MAX_MILLIS, RECONNECT_FIRST_MILLIS << Math.min(failures, 6));
        failures++;
        var _ = own.schedule(this::connect, most / 2 + (long) (Math.random() * most / 2), TimeUnit.MILLISECONDS);
    }

    /** One connection; its callbacks are passed to the client's own thread, in order. */
    private final class Connection implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();
        private @Nullable WebSocket socket;
        private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
        private long heardNanos = System.nanoTime();

        boolean isOpen() {
            return socket != null;
        }

        /** Runs an action, unless this connection has been abandoned. */
        void act(Runnable what) {
            if (!own.isShutdown()) {
                own.execute(() -> {
                    if (now == this) {
                        what.run();
                    }
                });
            }
        }

        void opened(WebSocket opened) {
            socket = opened;
            send("{\"op\":\"subscribe\",\"channel\":\"heartbeat\"}");
            subscribe();
        }

        void subscribe() {
            send("{\"op\":\"subscribe\",\"channel\":\"depth\",\"symbol\":\"" + symbol + "\"}");
        }

        /** Sends a message after the previous one: a socket sends one at a time. */
        private void send(String message) {
            WebSocket open = socket;
            if (open != null) {
                sent = sent.thenCompose(_ -> open.sendText(message, true));
            }
        }

        void heard(String message) {
            heardNanos = System.nanoTime();
            failures = 0;
            long before = book.sequence();
            if (book.on(message) == LocalOrderBook.Next.SUBSCRIBE) {
                subscribe();
            }
            if (book.sequence() != before) {
                onChange.accept(book);
            }
        }

        void lose() {
            now = null;
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
            book.lost();
            onChange.accept(book);
            connectLater();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                act(() -> heard(message));
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            act(this::lose);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            act(this::lose);
        }
    }

    @Override
    public void close() {
        own.execute(() -> {
            Connection last = now;
            now = null;
            if (last != null && last.socket != null) {
                last.socket.abort();
            }
        });
        own.shutdown();
        http.shutdownNow();
    }
}
