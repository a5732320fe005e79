package com.flowex.cluster.node;

import com.flowex.cluster.check.Scrubbing;
import com.flowex.cluster.check.StartCheck;
import com.flowex.cluster.check.TornTail;
import com.flowex.cluster.client.ExchangeClient;
import com.flowex.cluster.client.QueueingClient;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventFormat;
import com.flowex.cluster.fold.Core;
import com.flowex.cluster.pace.Pace;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.Threads;
import com.flowex.cluster.snapshot.DamagedSnapshotException;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.cluster.stop.StopReason;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventSource;
import com.flowex.cluster.tail.EventTail;
import com.flowex.cluster.tail.ReplayTail;
import com.flowex.cluster.tail.SharedTail;
import com.flowex.cluster.tail.TailStoppedException;
import io.aeron.Aeron;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.NanosecondClusterClock;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.service.ClusterClock;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.status.AtomicCounter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exchange on its log: one node with everything it needs, in this process. */
public final class ClusterNode implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterNode.class);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SNAPSHOT_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final NodeParts parts = new NodeParts();
    private final List<ReplayTail> tails = new CopyOnWriteArrayList<>();
    private final Pace pace = new Pace();
    private final Threads threads = new Threads(pace);
    private final SharedTail shared = new SharedTail((from, consumer) -> replay(from, consumer, null));
    private final StopReason stopReason;
    private final AeronSettings settings;
    private final ExchangeService service;
    private final ConsensusModule consensus;
    private final Aeron aeron;
    private final ExchangeClient client;
    private final CompletableFuture<String> stopped;
    private final ReentrantLock stopping = new ReentrantLock();
    private final BooleanSupplier givenUp;
    private boolean closed;

    private ClusterNode(
            ClusterConfig config,
            Core.Maker maker,
            ClusterClock clock,
            BooleanSupplier givenUp,
            @Nullable String spoilt) {
        this.givenUp = givenUp;
        try {
            DataDirectory directory = parts.keep(DataDirectory.open(config.dataDirectory()));
            stopReason = new StopReason(directory.root());
            checkSpace(directory, config);
            StartCheck.run(directory, spoilt);
            settings = new AeronSettings(config, directory, stopReason, threads, clock);
            service = new ExchangeService(maker, config, settings, directory, stopReason, pace);
            pace.command();
            parts.keep(MediaDriver.launch(settings.driver()));
            parts.keep(TornTail.launch(settings::logArchive));
            parts.keep(TornTail.launch(settings::eventArchive));
            consensus = parts.keep(ConsensusModule.launch(settings.consensusModule()));
            parts.keep(ClusteredServiceContainer.launch(settings.container(service)));
            aeron = parts.keep(Aeron.connect(settings.sharedClient()));
            await(service.leading());
            client = parts.keep(connect(config));
            parts.keep(new Scrubbing(directory.root()));
            stopped = stopReason.line().thenApplyAsync(this::stopBy, ClusterNode::onItsOwnThread);
        } catch (RuntimeException e) {
            parts.close();
            throw e instanceof NodeRefusedException
                    ? e
                    : new NodeRefusedException("the exchange does not start: " + e, e);
        }
    }

    /**
     * Starts a node and returns when it takes commands and everything in its log has been applied.
     *
     * @throws NodeRefusedException if the directory is in use, of another version, damaged, or its disk is full
     */
    public static ClusterNode start(ClusterConfig config) {
        return start(config, () -> false);
    }

    /**
     * The same, for as long as somebody wants it.
     *
     * @param givenUp asked while it waits for its parts: true ends the start
     */
    public static ClusterNode start(ClusterConfig config, BooleanSupplier givenUp) {
        return start(config, Core.EXCHANGE, new NanosecondClusterClock(), givenUp);
    }

    static ClusterNode start(ClusterConfig config, Core.Maker maker, ClusterClock clock) {
        return start(config, maker, clock, () -> false);
    }

    static ClusterNode start(ClusterConfig config, Core.Maker maker, ClusterClock clock, BooleanSupplier givenUp) {
        String spoilt = null;
        while (true) {
            try {
                return new ClusterNode(config, maker, clock, givenUp, spoilt);
            } catch (NodeRefusedException e) {
                if (!(e.getCause() instanceof DamagedSnapshotException)) {
                    throw e;
                }
                // The newest snapshot is passed over, each time: it ends with the whole log.
                spoilt = String.valueOf(e.getMessage());
            }
        }
    }

    private static void checkSpace(DataDirectory directory, ClusterConfig config) {
        if (directory.freeBytes() < config.minFreeBytes()) {
            throw new NodeRefusedException("the disk of " + directory.root() + " has " + (directory.freeBytes() >> 20)
                    + " MiB free, the exchange needs " + (config.minFreeBytes() >> 20) + ": free some and start again");
        }
    }

    /** Number of the last event of the log when this node began to lead. */
    public long recoveredSequence() {
        return service.leading().join().lastSequence();
    }

    private QueueingClient connect(ClusterConfig config) {
        QueueingClient queueing = new QueueingClient(
                () -> settings.clusterClient(aeron),
                threads.client(),
                pace,
                config.queueMax(),
                config.answerTimeout(),
                stopReason.errorHandler("client"));
        parts.keep(queueing);
        await(queueing.connected());
        return queueing;
    }

    /** Waits for something that the node's own threads do, however long it takes, unless they or the caller give up. */
    private void await(CompletableFuture<?> event) {
        awaitUntil(event::isDone, Long.MAX_VALUE);
        if (!event.isDone()) {
            if (stopReason.line().isDone()) {
                throw stopReason.refusal();
            }
            stopReason.closing();
            throw new NodeRefusedException("told to stop while the log was opened");
        }
    }

    private boolean awaitUntil(BooleanSupplier condition, long timeoutNanos) {
        long begin = System.nanoTime();
        boolean met = condition.getAsBoolean();
        while (!met
                && !stopReason.line().isDone()
                && !givenUp.getAsBoolean()
                && System.nanoTime() - begin < timeoutNanos) {
            pace.command();
            LockSupport.parkNanos(STEP_NANOS);
            met = condition.getAsBoolean();
        }
        return met;
    }

    /** The way in for commands; closed with the node. */
    public ExchangeClient client() {
        return client;
    }

    /** Whether nothing had happened in the log when this node started. */
    public boolean isNew() {
        return service.leading().join().lastSequence() == 0;
    }

    /** Which rules the log followed when this node started. */
    public int rulesVersion() {
        return service.leading().join().rulesVersion();
    }

    /** Reads events from a checkpoint on; closed with the node at the latest. */
    public EventTail openTail(Checkpoint from, BatchConsumer consumer) {
        tails.removeIf(ReplayTail::isOver);
        ReplayTail tail = replay(from, consumer, shared);
        tails.add(tail);
        return tail;
    }

    /** How many tails it would close: no more than are read, and those that ended since the last was opened. */
    int tailsKept() {
        return tails.size();
    }

    private ReplayTail replay(Checkpoint from, BatchConsumer consumer, @Nullable SharedTail host) {
        EventSource source = new EventSource(
                () -> settings.eventClient(aeron), service.leading().join().recordingId(), EventFormat.TAIL_STREAM);
        return new ReplayTail(source, from, consumer, threads.tail(), host);
    }

    /** Kept when the node has stopped by itself, with one line for the operator; the process should end then. */
    public CompletableFuture<String> stopped() {
        return stopped.copy();
    }

    private String stopBy(String line) {
        tails.forEach(tail -> tail.end(new TailStoppedException("the exchange has stopped: " + line)));
        shutDown(false);
        return line;
    }

    private static void onItsOwnThread(Runnable task) {
        Thread.ofPlatform().name("flowex-stop").start(task);
    }

    /** Settings of a session of its own, for a client that is not {@link #client}. */
    AeronCluster.Context session() {
        return settings.clusterClient(aeron);
    }

    /** Stops as after a fault: without a snapshot. */
    void abandon() {
        shutDown(false);
    }

    /** Takes a snapshot, if anything happened since the last, and stops. */
    @Override
    public void close() {
        shutDown(true);
    }

    /** Whoever comes second waits until the first is done. */
    private void shutDown(boolean clean) {
        stopping.lock();
        try {
            if (!closed) {
                closed = true;
                stop(clean);
            }
        } finally {
            stopping.unlock();
        }
    }

    private void stop(boolean clean) {
        client.close();
        if (clean && service.commandsSinceSnapshot() > 0) {
            takeSnapshot();
        }
        stopReason.closing();
        pace.command();
        tails.forEach(ReplayTail::close);
        shared.close();
        parts.close();
    }

    private void takeSnapshot() {
        AtomicCounter toggle = consensus.context().controlToggleCounter();
        long before = consensus.context().snapshotCounter().get();
        boolean taken = awaitUntil(() -> ClusterControl.ToggleState.SNAPSHOT.toggle(toggle), SNAPSHOT_TIMEOUT_NANOS)
                && awaitUntil(() -> consensus.context().snapshotCounter().get() > before, SNAPSHOT_TIMEOUT_NANOS);
        if (!taken) {
            LOGGER.warn(
                    "no snapshot was taken; the next start applies {} commands again", service.commandsSinceSnapshot());
        }
    }
}
