package com.flowex.cluster.node;

/**
 * What a snapshot restores.
 *
 * @param place up to where the event log has to be there
 * @param timeNanos log time of the last command, nanoseconds since 1970
 */
record Snapshot(Core core, EventPlace place, long timeNanos) {}
