package com.flowex.cluster.snapshot;

import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;

/**
 * State restored from a snapshot.
 *
 * @param place position up to which the event log must exist
 * @param timeNanos log time of the last command, nanoseconds since 1970
 */
public record Snapshot(StateMachine core, EventLogPosition place, long timeNanos) {}
