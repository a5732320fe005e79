package com.flowex.platform.projection;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;

/** Factory of readers of the event log: {@code node::openTail}, or a test's own. */
@FunctionalInterface
public interface TailFactory {
    EventTail open(Checkpoint from, BatchConsumer consumer);
}
