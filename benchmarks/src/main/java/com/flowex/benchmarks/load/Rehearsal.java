package com.flowex.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What comes before the first order: every connection asks for the exchange's health a few dozen times, and no figure
 * counts it. Otherwise this client would compile itself while the first orders wait, and report that as the exchange's
 * time: at 10,000 orders/s the first 200 ms were half a percent of all answers, and most of the slow ones.
 */
final class Rehearsal {

    private static final int ROUNDS = 50;
    private static final int WAIT_MILLIS = 10;
    private static final long NANOS_MAX = 5_000_000_000L;

    private final Connections connections;
    private final byte[] question;
    private int unsent;
    private int unanswered;

    Rehearsal(Connections connections, String host, int count) {
        this.connections = connections;
        question = ("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        unsent = ROUNDS * count;
        unanswered = unsent;
    }

    /** Returns when all is answered, or after five seconds: an exchange that is so slow is found out by the orders. */
    void run() throws IOException {
        long deadlineNanos = System.nanoTime() + NANOS_MAX;
        while (unanswered > 0 && System.nanoTime() < deadlineNanos) {
            ask();
            connections.poll(WAIT_MILLIS, this::read);
            connections.replaceBroken(_ -> unanswered--);
        }
        connections.breakBusy();
        connections.replaceBroken(_ -> {});
    }

    private void ask() {
        while (unsent > 0 && connections.isAnyFree()) {
            Connection connection = connections.take();
            connection.assign(0, 0, System.nanoTime());
            unsent--;
            try {
                connection.send(question);
            } catch (IOException gone) {
                connections.broke(connection);
            }
        }
    }

    private void read(Connection connection) {
        try {
            if (connection.receive() >= 0) {
                connection.settle();
                connections.release(connection);
                unanswered--;
            }
        } catch (IOException gone) {
            connections.broke(connection);
        }
    }
}
