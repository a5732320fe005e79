package com.flowex.cluster.link;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The log: a way in for commands, and readers of what they led to. */
public interface ExchangeLog extends AutoCloseable {

    /** The way in for commands; closed with the log. */
    ExchangeClient client();

    /** Reads events from a checkpoint on; closed with the log at the latest. */
    EventTail openTail(Checkpoint from, BatchConsumer consumer);

    /** Number of the last event of the log when this process had opened it, 0 if it had none. */
    long recoveredSequence();

    /** Which rules the log followed then; 0 where only its nodes know, which tell their operators themselves. */
    int rulesVersion();

    /** Why commands are not taken just now, in one line for the operator; empty if they are. It may end by itself. */
    Optional<String> impairment();

    /** Where the node in this process stands; empty where all nodes are elsewhere. */
    Optional<MemberHealth> member();

    /**
     * Takes a snapshot of the node in this process and waits until it is on the disk.
     *
     * @return why there is none; empty if there is
     */
    Optional<String> takeSnapshot();

    /** Kept when the log can be used no more in this process, with one line for the operator; the process should end then. */
    CompletableFuture<String> stopped();

    @Override
    void close();
}
