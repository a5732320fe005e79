package com.flowex.marketdata.stream;

import java.time.Duration;

/**
 * Bounds of the stream.
 *
 * @param connectionsMax at once
 * @param subscriptionsMax of one connection
 * @param messageLengthMax characters of a client's message
 * @param requestsWaitingMax a client's messages that wait for its sender
 * @param pingEvery how often a connection is asked whether it is there
 * @param silenceMax a connection that is not heard for so long, not even by a pong, is closed
 * @param stallMax a connection whose client takes nothing for so long is cut
 * @param goodbyeMax how long a client may take to answer a close
 */
public record StreamLimits(
        int connectionsMax,
        int subscriptionsMax,
        int messageLengthMax,
        int requestsWaitingMax,
        Duration pingEvery,
        Duration silenceMax,
        Duration stallMax,
        Duration goodbyeMax) {

    /** What docs/api/market-data-stream.md promises. */
    public static final StreamLimits DEFAULT = new StreamLimits(
            20_000,
            100,
            4_096,
            256,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));
}
