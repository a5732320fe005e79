package com.flowex.domain.state;

/**
 * Counters of the engine; always the first record.
 *
 * @param sequence number of the last event, 0 if none
 * @param nextOrder id of the next order
 * @param nextTrade id of the next trade
 * @param timeNanos log time of the last command, nanoseconds since 1970
 * @param rulesVersion version of the rules that the log follows, 1 or more
 */
public record Counters(long sequence, long nextOrder, long nextTrade, long timeNanos, int rulesVersion)
        implements StateRecord {}
