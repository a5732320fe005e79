package com.flowex.cluster.snapshot;

import com.flowex.cluster.fold.Core;
import com.flowex.cluster.fold.EventPlace;

/**
 * What a snapshot restores.
 *
 * @param place up to where the event log has to be there
 * @param timeNanos log time of the last command, nanoseconds since 1970
 */
public record Snapshot(Core core, EventPlace place, long timeNanos) {}
