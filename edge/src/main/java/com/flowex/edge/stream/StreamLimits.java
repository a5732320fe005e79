package com.flowex.edge.stream;

import java.time.Duration;

/**
 * Bounds of a stream.
 *
 * @param connectionsMax at once
 * @param subscriptionsMax of one connection
 * @param messageLengthMax characters of a client's message
 * @param requestsWaitingMax a client's messages that wait for its sender
 * @param charactersWaitingMax of these together
 * @param answersAwaitedMax answers of one connection that are being made aside
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
        int charactersWaitingMax,
        int answersAwaitedMax,
        Duration pingEvery,
        Duration silenceMax,
        Duration stallMax,
        Duration goodbyeMax) {

    /** What docs/api/market-data-stream.md promises, and what a stream has that says nothing else. */
    public static final StreamLimits DEFAULT = new StreamLimits(
            20_000,
            100,
            4_096,
            256,
            65_536,
            16,
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    /** With other limits of what a client says at once. */
    public StreamLimits with(int subscriptions, int messageLength) {
        return new StreamLimits(
                connectionsMax,
                subscriptions,
                messageLength,
                requestsWaitingMax,
                charactersWaitingMax,
                answersAwaitedMax,
                pingEvery,
                silenceMax,
                stallMax,
                goodbyeMax);
    }
}
