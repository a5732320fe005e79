package com.flowex.benchmarks.load.client;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Sends requests repeatedly on all connections, one in flight on each, and does not read the bodies of the answers. */
public final class RequestLoop {

    private static final int WAIT_MILLIS = 10;
    private static final long MICROS_MAX = TimeUnit.MINUTES.toMicros(10);

    private final LoadConnections connections;
    private final List<byte[]> questions;
    private final Histogram micros = new Histogram(MICROS_MAX, 3);
    private int unsent;
    private int unanswered;
    private int refused;

    /** @param questions requests, whose bytes do not change later */
    public RequestLoop(LoadConnections connections, List<byte[]> questions, int count) {
        this.connections = connections;
        this.questions = List.copyOf(questions);
        unsent = count;
        unanswered = count;
    }

    /** Returns a GET request without a rate limit; {@code headers} end with a line end, or are empty. */
    public static byte[] get(URI url, String path, String headers) {
        return bytes("GET " + path + head(url, headers) + "\r\n");
    }

    /**
     * Returns a POST request with a JSON body and without a rate limit; {@code headers} end with a line end, or are
     * empty.
     */
    static byte[] post(URI url, String path, String headers, String body) {
        return bytes("POST " + path + head(url, headers) + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static String head(URI url, String headers) {
        return " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\n" + headers + "X-Rate-Tier: benchmark\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns when all requests are answered, or when the time is over; requests in flight are then given up. */
    public void run(long nanosMax) throws IOException {
        long deadlineNanos = System.nanoTime() + nanosMax;
        while (unanswered > 0 && System.nanoTime() < deadlineNanos) {
            request();
            connections.poll(WAIT_MILLIS, this::read);
            connections.replaceBroken(_ -> unanswered--);
        }
        connections.breakBusy();
        connections.replaceBroken(_ -> {});
    }

    /** Returns the number of answers without success. */
    public int refused() {
        return refused;
    }

    public int unanswered() {
        return unanswered;
    }

    /** Returns the latencies, in microseconds. */
    public Histogram micros() {
        return micros;
    }

    private void request() {
        while (unsent > 0 && connections.isAnyFree()) {
            Connection connection = connections.take();
            long now = System.nanoTime();
            connection.assign(0, now, now);
            unsent--;
            try {
                connection.send(questions.get(unsent % questions.size()));
            } catch (IOException e) {
                connections.broke(connection);
            }
        }
    }

    private void read(Connection connection) {
        try {
            if (connection.receive() >= 0) {
                refused += HttpReply.status(connection.reply()) / 100 == 2 ? 0 : 1;
                micros.recordValue(Math.min(
                        MICROS_MAX, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - connection.fromNanos())));
                connection.settle();
                connections.release(connection);
                unanswered--;
                request();
            }
        } catch (IOException e) {
            connections.broke(connection);
        }
    }
}
