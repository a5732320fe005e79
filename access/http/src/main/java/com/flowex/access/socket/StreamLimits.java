package com.flowex.access.socket;

import java.time.Duration;

/**
 * Limits of a stream.
 *
 * @param connectionsMax concurrent connections
 * @param subscriptionsMax subscriptions of one connection
 * @param messageLengthMax characters of a client's message
 * @param requestsWaitingMax a client's messages that wait for its sender
 * @param charactersWaitingMax characters of these together
 * @param answersAwaitedMax asynchronous answers of one connection in progress
 * @param pingEvery interval between pings
 * @param silenceMax time after which a silent connection, without even a pong, is closed
 * @param stallMax time after which a connection is cut whose client reads nothing
 * @param goodbyeMax time for a client to answer a close frame
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

    /** Limits promised by docs/api/market-data-stream.md, and defaults of any other stream. */
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

    /** Returns these limits with others for subscriptions and the length of a message. */
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
