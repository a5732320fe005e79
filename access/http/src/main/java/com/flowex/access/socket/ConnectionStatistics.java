package com.flowex.access.socket;

import java.time.Instant;

/**
 * Statistics of one connection so far.
 *
 * @param received number of the client's messages
 * @param sent number of messages to the client
 * @param charactersSent characters in these
 * @param subscriptions number of present subscriptions
 */
public record ConnectionStatistics(
        Instant openedAt, long received, long sent, long charactersSent, int subscriptions) {}
