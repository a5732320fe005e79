package com.flowex.access.http.connection;

import com.flowex.platform.jobs.Worker;
import com.flowex.platform.jobs.Workers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Time-outs of connections. It cuts off a connection on which no new request begins for too long: a client that stops
 * in the middle of its headers or body, drips them, or reads its answer too slowly. Helidon itself checks only the time
 * between two requests. It also delays the answers to a client that continues after a refusal.
 *
 * <p>Each connection is one virtual thread; interrupting it closes its socket. A WebSocket is exempt, because it has
 * its own heartbeat.
 */
public final class ConnectionTimeouts implements Http1ConnectionListener, AutoCloseable {

    /** Number of answers delayed at a time; beyond it an answer goes out at once and its connection ends. */
    private static final int HELD_MAX = 4_096;

    /** Bytes of a long answer that the client has to read within the time limit. */
    static final int BYTES_IN_TIME = 1 << 20;

    /** Number of checks of the connections within the time limit. */
    private static final int CHECKS = 16;

    /** Open connection. */
    private static final class TimedConnection {
        private final RefusalBackoff backoff = new RefusalBackoff();
        private volatile long startNanos;

        /** Bytes of an answer since then; used only by its own thread. */
        private int sentBytes;
    }

    private final Map<Thread, TimedConnection> connections = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private final Worker watch;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration longest;

    public ConnectionTimeouts(Duration longest, Workers workers) {
        this.longest = longest;
        this.watch = workers.every("http-timeouts", longest.dividedBy(CHECKS), this::watch);
    }

    public void start() {
        watch.start();
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        connections.computeIfAbsent(Thread.currentThread(), _ -> new TimedConnection()).startNanos = System.nanoTime();
    }

    /**
     * Notes that this thread's client has read more bytes of a streamed answer. A client that reads a megabyte in time
     * may continue; one that drips is cut off like any other.
     */
    public void sent(int bytes) {
        TimedConnection connection = connections.get(Thread.currentThread());
        if (connection == null) {
            return;
        }
        connection.sentBytes += bytes;
        if (connection.sentBytes >= BYTES_IN_TIME) {
            connection.sentBytes = 0;
            connection.startNanos = System.nanoTime();
        }
    }

    /** Exempts this thread's connection, which has become a WebSocket. */
    public void release() {
        connections.remove(Thread.currentThread());
    }

    /**
     * Delays the answer to this thread's client if it was refused before and continued all the same.
     *
     * @param waitNanos time that the client is asked to wait
     * @return time by which the answer was delayed; negative if too many are delayed already, and the connection has to
     *     end
     */
    public long hold(long waitNanos) {
        TimedConnection connection = connections.get(Thread.currentThread());
        long nanos = connection == null ? 0 : connection.backoff.refused(System.nanoTime(), waitNanos);
        if (nanos == 0) {
            return 0;
        }
        try {
            if (held.incrementAndGet() > HELD_MAX) {
                return -1;
            }
            return closed.await(nanos, TimeUnit.NANOSECONDS) ? -1 : nanos;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloseConnectionException("interrupted", e);
        } finally {
            held.decrementAndGet();
        }
    }

    private void watch() {
        long now = System.nanoTime();
        connections.forEach((connection, timedConnection) -> check(connection, timedConnection, now));
    }

    private void check(Thread connection, TimedConnection timedConnection, long now) {
        if (!connection.isAlive()) {
            connections.remove(connection);
        } else if (now - timedConnection.startNanos > longest.toNanos()
                && connections.remove(connection, timedConnection)) {
            connection.interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        watch.close();
    }
}
