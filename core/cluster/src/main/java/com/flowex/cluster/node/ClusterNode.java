package com.flowex.cluster.node;

import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.QueueingClient;
import com.flowex.cluster.link.ExchangeLog;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.LogClock;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.cluster.tail.EventTails;
import com.flowex.cluster.tail.LocalEvents;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.service.ClusterClock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** The exchange on its log: a single node with all its components, in this process. */
public final class ClusterNode implements ExchangeLog {
    private final ClusterMember member;
    private final ExchangeService.LeaderState leading;
    private final QueueingClient client;
    private final EventTails tails;
    private final CompletableFuture<String> stopped;

    private ClusterNode(ClusterMember member, ClusterConfig config) {
        this.member = member;
        leading = member.awaitLeading();
        client = new QueueingClient(
                this::session,
                member.threads().client(),
                member.pace(),
                config.queueMax(),
                config.answerTimeout(),
                member.stopReason().errorHandler("client"));
        tails = new EventTails(
                new LocalEvents(() -> member.settings().eventClient(member.aeron()), leading::recordingId),
                config.retention().archive(),
                member.threads()::tail);
        try {
            member.await(client.connected());
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
        stopped = member.stopReason().line().thenApplyAsync(this::stopBy, ClusterNode::onItsOwnThread);
    }

    /**
     * Starts a node and returns when it accepts commands and everything in its log has been applied.
     *
     * @throws NodeRefusedException if the directory is in use, of another version, damaged, or its disk is full
     */
    public static ClusterNode start(ClusterConfig config) {
        return start(config, () -> false);
    }

    /**
     * Starts a node, unless the caller gives up.
     *
     * @param givenUp called while the start waits for its components; true ends the start
     */
    public static ClusterNode start(ClusterConfig config, BooleanSupplier givenUp) {
        return start(config, StateMachine.EXCHANGE, LogClock.ofMachine(), givenUp);
    }

    static ClusterNode start(ClusterConfig config, StateMachine.StateMachineFactory maker, ClusterClock clock) {
        return start(config, maker, clock, () -> false);
    }

    static ClusterNode start(
            ClusterConfig config, StateMachine.StateMachineFactory maker, ClusterClock clock, BooleanSupplier givenUp) {
        return ClusterMember.start(config, maker, clock, givenUp, member -> new ClusterNode(member, config));
    }

    @Override
    public long recoveredSequence() {
        return leading.lastSequence();
    }

    @Override
    public ExchangeClient client() {
        return client;
    }

    @Override
    public int rulesVersion() {
        return leading.rulesVersion();
    }

    @Override
    public EventTail openTail(Checkpoint from, BatchConsumer consumer) {
        return tails.open(from, consumer);
    }

    /**
     * Returns the number of tails that a close would end: those being read, and those that ended since the last was
     * opened.
     */
    int retainedTails() {
        return tails.bufferedEvents();
    }

    /**
     * Returns a reason if nothing can be archived, because then the disk may fill. A single node otherwise accepts
     * commands or has stopped.
     */
    @Override
    public Optional<String> impairment() {
        String why = upkeepImpairment();
        return why.isEmpty() ? Optional.empty() : Optional.of("events are not archived: " + why);
    }

    @Override
    public Optional<MemberHealth> member() {
        return Optional.of(member.health());
    }

    @Override
    public Optional<String> takeSnapshot() {
        return member.takeSnapshot();
    }

    String upkeepImpairment() {
        return member.upkeepImpairment();
    }

    /**
     * Returns a promise that completes when the node has stopped by itself, with one line for the operator; the process
     * should end then.
     */
    @Override
    public CompletableFuture<String> stopped() {
        return stopped.copy();
    }

    private String stopBy(String line) {
        tails.end("the exchange has stopped: " + line);
        shutDown(false);
        return line;
    }

    private static void onItsOwnThread(Runnable task) {
        Thread.ofPlatform().name("flowex-stop").start(task);
    }

    /** Returns the settings of a session of its own, for a client other than {@link #client}. */
    AeronCluster.Context session() {
        return member.settings().clusterClient(member.aeron());
    }

    /** Stops the node as after a fault, without a snapshot. */
    void abandon() {
        shutDown(false);
    }

    /** Takes a snapshot if anything happened since the last, and stops the node. */
    @Override
    public void close() {
        shutDown(true);
    }

    private void shutDown(boolean clean) {
        client.close();
        member.shutDown(clean, tails::close);
    }
}
