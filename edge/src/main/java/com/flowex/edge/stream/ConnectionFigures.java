package com.flowex.edge.stream;

import java.time.Instant;

/**
 * What went over one connection until now.
 *
 * @param received the client's messages
 * @param sent messages to the client
 * @param charactersSent in these
 * @param subscriptions channels that it follows now
 */
public record ConnectionFigures(Instant openedAt, long received, long sent, long charactersSent, int subscriptions) {}
