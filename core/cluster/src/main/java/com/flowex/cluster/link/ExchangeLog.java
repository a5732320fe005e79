package com.flowex.cluster.link;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The replicated log as a process uses it: a client for commands, and readers of the resulting events. */
public interface ExchangeLog extends AutoCloseable {

    /** Returns the client for commands; closed with the log. */
    ExchangeClient client();

    /** Reads events from a checkpoint on; closed with the log at the latest. */
    EventTail openTail(Checkpoint from, BatchConsumer consumer);

    /** Returns the number of the log's last event when this process opened it, 0 if it had none. */
    long recoveredSequence();

    /**
     * Returns the version of the rules that the log followed then; 0 if only its nodes know it, which report to their
     * own operators.
     */
    int rulesVersion();

    /**
     * Returns the reason why commands are not accepted now, in one line for the operator; empty if they are. It may end
     * by itself.
     */
    Optional<String> impairment();

    /** Returns the health of the node in this process; empty if all nodes are elsewhere. */
    Optional<MemberHealth> member();

    /**
     * Takes a snapshot of the node in this process and waits until it is on the disk.
     *
     * @return the reason why there is no snapshot; empty if there is one
     */
    Optional<String> takeSnapshot();

    /**
     * Returns a promise that completes with one line for the operator when the log can no longer be used in this
     * process. The process should end then.
     */
    CompletableFuture<String> stopped();

    @Override
    void close();
}
