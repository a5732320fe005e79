package com.flowex.benchmarks.load;

import java.io.IOException;

/** One request, asked over and over on all connections, each of which has one on its way; nobody reads the answers. */
final class Questions {

    private static final int WAIT_MILLIS = 10;

    private final Connections connections;
    private final byte[] question;
    private int unsent;
    private int unanswered;
    private int refused;

    Questions(Connections connections, byte[] question, int count) {
        this.connections = connections;
        this.question = question.clone();
        unsent = count;
        unanswered = count;
    }

    /** Returns when all is answered, or when the time is over: those that are still on their way then are given up. */
    void run(long nanosMax) throws IOException {
        long deadlineNanos = System.nanoTime() + nanosMax;
        while (unanswered > 0 && System.nanoTime() < deadlineNanos) {
            ask();
            connections.poll(WAIT_MILLIS, this::read);
            connections.replaceBroken(_ -> unanswered--);
        }
        connections.breakBusy();
        connections.replaceBroken(_ -> {});
    }

    /** How many answers were none of success. */
    int refused() {
        return refused;
    }

    int unanswered() {
        return unanswered;
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
                refused += HttpReply.status(connection.reply()) / 100 == 2 ? 0 : 1;
                connection.settle();
                connections.release(connection);
                unanswered--;
                ask();
            }
        } catch (IOException gone) {
            connections.broke(connection);
        }
    }
}
