package com.flowex.orderentry;

/**
 * Position of the log at a moment. Events with a later number are of this time or later.
 *
 * @param sequence number of the last event
 * @param timeNanos log time, nanoseconds since 1970
 */
public record LogPosition(long sequence, long timeNanos) {}
