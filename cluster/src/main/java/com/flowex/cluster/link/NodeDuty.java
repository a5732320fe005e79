package com.flowex.cluster.link;

/**
 * How a node's threads keep up, since it started.
 *
 * @param engineCycleMaxNanos longest that the engine's thread worked without looking for more
 * @param consensusCycleMaxNanos the same of the thread that agrees with other nodes
 * @param slowCycles times that either took longer than Aeron's threshold
 * @param writeMaxNanos longest write to a recording of the log or the event log, its fsync included
 * @param writtenBytes to both
 * @param writeNanos time that all writes took, fsync included
 * @param errors that Aeron's parts counted
 */
public record NodeDuty(
        long engineCycleMaxNanos,
        long consensusCycleMaxNanos,
        long slowCycles,
        long writeMaxNanos,
        long writtenBytes,
        long writeNanos,
        long errors) {

    /** Of a node that is not up. */
    public static final NodeDuty NONE = new NodeDuty(0, 0, 0, 0, 0, 0, 0);
}
