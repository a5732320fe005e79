package com.flowex.cluster.node;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import java.util.concurrent.CompletableFuture;

/** The exchange on its log: one node with everything it needs, in this process. */
@SuppressWarnings("DoNotCallSuggester") // until the node runs
public final class ClusterNode implements AutoCloseable {
    private final CompletableFuture<String> stopped = new CompletableFuture<>();

    private ClusterNode() {}

    /**
     * Starts a node and returns when it takes commands and everything in its log has been applied.
     *
     * @throws NodeRefusedException if the directory is in use, of another version, damaged, or its disk is full
     */
    public static ClusterNode start(ClusterConfig config) {
        throw new NodeRefusedException("not there yet: " + config);
    }

    /** The way in for commands; closed with the node. */
    public ExchangeClient client() {
        throw new IllegalStateException("not started");
    }

    /** Reads events from a checkpoint on; closed with the node at the latest. */
    public EventTail openTail(Checkpoint from, BatchConsumer consumer) {
        throw new IllegalStateException("not started: " + from + consumer);
    }

    /** Kept when the node stops by itself, with one line for the operator; the process should end then. */
    public CompletableFuture<String> stopped() {
        return stopped.copy();
    }

    /** Takes a snapshot, if anything happened since the last, and stops. */
    @Override
    public void close() {}
}
