package com.flowex.edge.http;

import com.flowex.ground.work.Worker;
import com.flowex.ground.work.Workers;
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
 * Cuts off connections on which no new request begins for too long: a client that stops in the middle of its headers or
 * its body, or drips them, or reads its answer too slowly. Helidon itself only watches the time between two requests. Keeps
 * answers back from who goes on after a refusal.
 *
 * <p>Each connection is one virtual thread; interrupting it closes its socket. A WebSocket is let go: it has its own
 * heartbeat.
 */
final class Patience implements Http1ConnectionListener, AutoCloseable {

    /** Answers kept back at once; beyond it they go out at once and the connection ends. */
    private static final int HELD_MAX = 4_096;

    /** So much of a long answer has to be taken within the longest time. */
    static final int BYTES_IN_TIME = 1 << 20;

    /** So often within the longest time connections are looked at. */
    private static final int LOOKS = 16;

    /** A connection, while it is open. */
    private static final class Seat {
        private final Restraint restraint = new Restraint();
        private volatile long begunNanos;

        /** Of an answer since then; of its own thread. */
        private int sentBytes;
    }

    private final Map<Thread, Seat> seats = new ConcurrentHashMap<>();
    private final AtomicInteger held = new AtomicInteger();
    private final Worker watch;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Duration longest;

    Patience(Duration longest, Workers workers) {
        this.longest = longest;
        this.watch = workers.every("http-patience", longest.dividedBy(LOOKS), this::watch);
    }

    void start() {
        watch.start();
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        seats.computeIfAbsent(Thread.currentThread(), _ -> new Seat()).begunNanos = System.nanoTime();
    }

    /**
     * This thread's connection has taken so many more bytes of an answer that is made while it is sent. Who takes a megabyte
     * in time may go on; who drips is cut off like anybody.
     */
    void sent(int bytes) {
        Seat seat = seats.get(Thread.currentThread());
        if (seat == null) {
            return;
        }
        seat.sentBytes += bytes;
        if (seat.sentBytes >= BYTES_IN_TIME) {
            seat.sentBytes = 0;
            seat.begunNanos = System.nanoTime();
        }
    }

    /** This thread's connection has become a WebSocket. */
    void release() {
        seats.remove(Thread.currentThread());
    }

    /**
     * Keeps the answer to this thread's connection back, if it was refused before and went on all the same.
     *
     * @param waitNanos how long it is told to wait
     * @return how long it was kept back; negative if too many are kept back already, and the connection is to end
     */
    long hold(long waitNanos) {
        Seat seat = seats.get(Thread.currentThread());
        long nanos = seat == null ? 0 : seat.restraint.refused(System.nanoTime(), waitNanos);
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
        seats.forEach((connection, seat) -> look(connection, seat, now));
    }

    private void look(Thread connection, Seat seat, long now) {
        if (!connection.isAlive()) {
            seats.remove(connection);
        } else if (now - seat.begunNanos > longest.toNanos() && seats.remove(connection, seat)) {
            connection.interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        watch.close();
    }
}
