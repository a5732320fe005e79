package com.flowex.cluster.link;

/**
 * Performance of a node's threads since its start.
 *
 * @param engineCycleMaxNanos longest time that the engine's thread worked without polling for more
 * @param consensusCycleMaxNanos the same for the thread that reaches consensus with other nodes
 * @param slowCycles number of times that either took longer than Aeron's threshold
 * @param writeMaxNanos longest write to a recording of the log or the event log, its fsync included
 * @param writtenBytes bytes written to both
 * @param writeNanos total time of all writes, fsync included
 * @param errors number of errors counted by Aeron's components
 */
public record NodePerformance(
        long engineCycleMaxNanos,
        long consensusCycleMaxNanos,
        long slowCycles,
        long writeMaxNanos,
        long writtenBytes,
        long writeNanos,
        long errors) {

    /** Value for a node that is not up. */
    public static final NodePerformance NONE = new NodePerformance(0, 0, 0, 0, 0, 0, 0);
}
