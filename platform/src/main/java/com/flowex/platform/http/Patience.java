package com.flowex.platform.http;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cuts off connections on which no new request begins for too long: a client that stops in the middle of its headers or
 * its body, or drips them, or reads its answer too slowly. Helidon itself only watches the time between two requests.
 *
 * <p>Each connection is one virtual thread; interrupting it closes its socket. A WebSocket is let go: it has its own
 * heartbeat.
 */
final class Patience implements Http1ConnectionListener, AutoCloseable {

    private final Map<Thread, Long> begunNanos = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration longest;

    Patience(Duration longest) {
        this.longest = longest;
    }

    void start() {
        Thread.ofVirtual().name("http-patience").start(this::watch);
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        begunNanos.put(Thread.currentThread(), System.nanoTime());
    }

    /** This thread's connection has become a WebSocket. */
    void release() {
        begunNanos.remove(Thread.currentThread());
    }

    private void watch() {
        try {
            while (!closed.await(longest.toMillis() / 16, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                begunNanos.forEach((connection, begun) -> look(connection, begun, now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Thread connection, long begun, long now) {
        if (!connection.isAlive()) {
            begunNanos.remove(connection);
        } else if (now - begun > longest.toNanos() && begunNanos.remove(connection, begun)) {
            connection.interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
