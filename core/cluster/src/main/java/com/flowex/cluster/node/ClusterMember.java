package com.flowex.cluster.node;

import com.flowex.cluster.archive.LogRetention;
import com.flowex.cluster.check.BackgroundScrubber;
import com.flowex.cluster.check.SnapshotRetention;
import com.flowex.cluster.check.StartCheck;
import com.flowex.cluster.check.TornWriteRepair;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.link.MemberHealth;
import com.flowex.cluster.pace.IdlePolicy;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.settings.LogClock;
import com.flowex.cluster.settings.ThreadIdleStrategies;
import com.flowex.cluster.snapshot.DamagedSnapshotException;
import com.flowex.cluster.stop.CloseableStack;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.cluster.stop.StopReason;
import io.aeron.Aeron;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusterClock;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node of the exchange: its log, its engine, its event log. Clients and readers of events are elsewhere. */
public final class ClusterMember implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ClusterMember.class);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long SNAPSHOT_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final CloseableStack parts = new CloseableStack();
    private final IdlePolicy pace;
    private final ClusterConfig config;
    private final ThreadIdleStrategies threads;
    private final StopReason stopReason;
    private final AeronSettings settings;
    private final ExchangeService service;
    private final Aeron aeron;
    private final NodeCounters counters;
    private final BooleanSupplier givenUp;
    private final ReentrantLock stopping = new ReentrantLock();
    private volatile @Nullable LogRetention upkeep;
    private boolean closed;

    private ClusterMember(
            ClusterConfig config,
            StateMachine.StateMachineFactory maker,
            ClusterClock clock,
            BooleanSupplier givenUp,
            String spoilt) {
        this.config = config;
        this.givenUp = givenUp;
        pace = new IdlePolicy(!config.members().isAlone());
        threads = new ThreadIdleStrategies(pace);
        stopReason = new StopReason(config.dataDirectory());
        try {
            DataDirectory directory = parts.push(DataDirectory.open(config.dataDirectory()));
            checkSpace(directory, config);
            StartCheck.run(directory, spoilt.isEmpty() ? null : spoilt);
            SnapshotRetention.forget(directory);
            settings = new AeronSettings(config, directory, stopReason, threads, clock);
            service = new ExchangeService(
                    maker, new NodeContext(config, settings, directory, stopReason), this::snapshotTaken, pace);
            pace.command();
            parts.push(MediaDriver.launch(settings.driver()));
            parts.push(TornWriteRepair.launch(settings::logArchive));
            parts.push(TornWriteRepair.launch(settings::eventArchive));
            ConsensusModule consensus = parts.push(ConsensusModule.launch(settings.consensusModule()));
            parts.push(ClusteredServiceContainer.launch(settings.container(service)));
            aeron = parts.push(Aeron.connect(settings.sharedClient()));
            counters = new NodeCounters(consensus.context(), aeron);
            parts.push(new BackgroundScrubber(directory.root()));
            upkeep = parts.push(new LogRetention(settings, directory, config.retention()));
        } catch (RuntimeException e) {
            stopReason.closing();
            parts.close();
            throw refused(e);
        }
    }

    /** Starts the upkeep after a snapshot. A snapshot taken before there is an upkeep is handled when it starts. */
    private void snapshotTaken() {
        LogRetention now = upkeep;
        if (now != null) {
            now.begin();
        }
    }

    private static NodeRefusedException refused(RuntimeException e) {
        return e instanceof NodeRefusedException refused
                ? refused
                : new NodeRefusedException("the exchange does not start: " + e, e);
    }

    /**
     * Starts one of several nodes and returns when it is about to find the others; {@link #health} shows its progress.
     *
     * @throws NodeRefusedException if the directory is in use, of another version, damaged, or its disk is full
     */
    public static ClusterMember start(ClusterConfig config) {
        return start(config, StateMachine.EXCHANGE, LogClock.ofMachine(), () -> false, member -> {
            // A snapshot whose damage shows now is skipped, as with a single node.
            member.await(member.service.loaded());
            return member;
        });
    }

    /**
     * Starts a node with components chosen by tests.
     *
     * @param completion work to be done with a started node before it counts as started; if a snapshot makes it fail,
     *     the start is repeated with the one before
     */
    static <T> T start(
            ClusterConfig config,
            StateMachine.StateMachineFactory maker,
            ClusterClock clock,
            BooleanSupplier givenUp,
            Function<ClusterMember, T> completion) {
        String spoilt = "";
        while (true) {
            try {
                ClusterMember member = new ClusterMember(config, maker, clock, givenUp, spoilt);
                try {
                    return completion.apply(member);
                } catch (RuntimeException e) {
                    member.stopReason.closing();
                    member.parts.close();
                    throw refused(e);
                }
            } catch (NodeRefusedException e) {
                if (!(e.getCause() instanceof DamagedSnapshotException)) {
                    throw e;
                }
                // The newest snapshot is skipped, each time; the last attempt uses the whole log.
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

    /** Waits until this node leads, however long it takes, and returns its state then. */
    ExchangeService.LeaderState awaitLeading() {
        await(service.leading());
        return service.leading().join();
    }

    /** Waits for an event of the node's own threads, unless they or the caller give up. */
    void await(CompletableFuture<?> event) {
        awaitUntil(event::isDone, Long.MAX_VALUE);
        if (!event.isDone()) {
            if (stopReason.line().isDone()) {
                throw stopReason.refusal();
            }
            stopReason.closing();
            throw new NodeRefusedException("asked to stop while the log was opened");
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

    AeronSettings settings() {
        return settings;
    }

    Aeron aeron() {
        return aeron;
    }

    IdlePolicy pace() {
        return pace;
    }

    ThreadIdleStrategies threads() {
        return threads;
    }

    StopReason stopReason() {
        return stopReason;
    }

    /** Returns the health of this node. */
    public MemberHealth health() {
        NodeCounters.NodeCounterValues figures = counters.figures();
        LogRetention.LogExtents ends = ends();
        return new MemberHealth(
                config.member(),
                figures.role(),
                figures.election(),
                service.term(),
                figures.commitPosition(),
                service.sequence(),
                service.commandsSinceSnapshot(),
                service.snapshotAgeNanos(),
                service.freeBytes(),
                ends.logBegin(),
                ends.eventsBegin(),
                ends.archivedSequence(),
                counters.duty());
    }

    private LogRetention.LogExtents ends() {
        LogRetention now = upkeep;
        return now == null ? LogRetention.LogExtents.UNKNOWN : now.ends();
    }

    /** Returns the reason why nothing can be archived or cut now; empty if it can. */
    public String upkeepImpairment() {
        LogRetention now = upkeep;
        return now == null ? "" : now.impairment();
    }

    /** Returns a promise that completes when the node has to stop, with one line for the operator. */
    public CompletableFuture<String> stopped() {
        return stopReason.line().copy();
    }

    /** Returns true if the node has stopped because it joined the leader's log too late: another start may go well. */
    public boolean hasJoinedLate() {
        return stopReason.line().isDone() && stopReason.isLateJoin();
    }

    /**
     * Stops the node. A single node takes a snapshot if anything happened since the last; one of several has the
     * others' log.
     */
    @Override
    public void close() {
        shutDown(config.members().isAlone(), () -> {});
    }

    /**
     * Stops the node; a second caller waits until the first is done.
     *
     * @param clean true to take a snapshot if anything happened since the last
     * @param between other work to stop, after the snapshot and before the node's own parts
     */
    void shutDown(boolean clean, Runnable between) {
        stopping.lock();
        try {
            if (!closed) {
                closed = true;
                if (clean && service.commandsSinceSnapshot() > 0 && !snapshotTakenNow()) {
                    LOGGER.warn(
                            "no snapshot was taken; the next start applies {} commands again",
                            service.commandsSinceSnapshot());
                }
                stopReason.closing();
                pace.command();
                between.run();
                counters.end();
                parts.close();
            }
        } finally {
            stopping.unlock();
        }
    }

    /**
     * Takes a snapshot, which all nodes take at the same position, and waits until this node's is on the disk.
     *
     * @return the reason why there is no snapshot; empty if there is one
     */
    public Optional<String> takeSnapshot() {
        if (!counters.figures().leads()) {
            return Optional.of("this node does not lead: ask the one that does");
        }
        return snapshotTakenNow()
                ? Optional.empty()
                : Optional.of("no snapshot was taken within " + TimeUnit.NANOSECONDS.toSeconds(SNAPSHOT_TIMEOUT_NANOS)
                        + " seconds");
    }

    private boolean snapshotTakenNow() {
        long before = counters.figures().snapshots();
        return awaitUntil(counters::requestSnapshot, SNAPSHOT_TIMEOUT_NANOS)
                && awaitUntil(() -> counters.figures().snapshots() > before, SNAPSHOT_TIMEOUT_NANOS);
    }
}
