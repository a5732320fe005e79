package com.flowex.benchmarks.load;

import com.flowex.benchmarks.load.client.LoadConnections;
import com.flowex.benchmarks.load.client.RequestLoop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Warm-up of the client before the first order: every connection asks for the exchange's health a few dozen times, and
 * no figure counts that. Otherwise the JVM of this client would compile its code while the first orders wait, and
 * report that as the exchange's time. At 10,000 orders/s the first 200 ms were half a percent of all answers, and most
 * of the slow ones.
 */
final class ClientWarmUp {

    private static final int ROUNDS = 50;
    private static final long NANOS_MAX = 5_000_000_000L;

    private final RequestLoop questions;

    ClientWarmUp(LoadConnections connections, String host, int count) {
        byte[] question = ("GET /health HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        questions = new RequestLoop(connections, List.of(question), ROUNDS * count);
    }

    /**
     * Returns when all requests are answered, or after five seconds: the orders then show that the exchange is slow.
     */
    void run() throws IOException {
        questions.run(NANOS_MAX);
    }
}
