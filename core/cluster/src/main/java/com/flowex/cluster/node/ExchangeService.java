package com.flowex.cluster.node;

import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.events.EventLog;
import com.flowex.cluster.pace.IdlePolicy;
import com.flowex.cluster.reducer.CommandApplier;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.snapshot.Snapshot;
import com.flowex.cluster.snapshot.SnapshotReader;
import com.flowex.cluster.snapshot.SnapshotWarmUp;
import com.flowex.cluster.snapshot.SnapshotWriter;
import com.flowex.cluster.stop.StopReason;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdvanceTime;
import com.flowex.domain.command.Command;
import com.flowex.domain.order.FirstAnswer;
import com.flowex.domain.order.PreviewAnswer;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.command.Request;
import com.flowex.protocol.command.RequestCodec;
import com.flowex.protocol.reply.Reply;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on the log: each committed command is applied once, its events go to the event log, and the answer goes to
 * its client. Everything here runs on one thread.
 */
final class ExchangeService implements ClusteredService {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExchangeService.class);
    private static final long DISK_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Least number of commands worth a snapshot by time alone; fewer are applied again in a moment. */
    static final long COMMANDS_WORTH_A_SNAPSHOT = 10_000;

    private final StateMachine.StateMachineFactory maker;
    private final ClusterConfig config;
    private final AeronSettings settings;
    private final DataDirectory directory;
    private final Runnable snapshotTaken;
    private final StopReason stopReason;
    private final IdlePolicy pace;
    private final CompletableFuture<LeaderState> leading = new CompletableFuture<>();
    private final CompletableFuture<Long> loaded = new CompletableFuture<>();

    private final RequestCodec requests = new RequestCodec();
    private @Nullable Running running;
    private long nextDiskCheckNanos = System.nanoTime();
    private volatile long snapshotNanos = System.nanoTime();
    private boolean rehearsed;
    private volatile long commandsSinceSnapshot;
    private volatile long term = -1;
    private volatile long freeBytes = Long.MAX_VALUE;
    private final AtomicLong sequence = new AtomicLong();

    /** State of the service from {@link #onStart} on. */
    private record Running(
            Cluster cluster, CommandApplier applier, EventLog eventLog, ReplySender answers, DeadlineTimer timer) {
        StateMachine core() {
            return applier.core();
        }
    }

    /**
     * State of the service once this node leads.
     *
     * @param lastSequence number of the last event in the log, 0 in a new one
     * @param rulesVersion version of the rules that the log follows
     */
    record LeaderState(long recordingId, long lastSequence, int rulesVersion) {}

    /** @param snapshotTaken called on this service's thread after a snapshot; must not block */
    ExchangeService(StateMachine.StateMachineFactory maker, NodeContext node, Runnable snapshotTaken, IdlePolicy pace) {
        this.maker = maker;
        this.config = node.config();
        this.settings = node.settings();
        this.directory = node.directory();
        this.snapshotTaken = snapshotTaken;
        this.stopReason = node.stopReason();
        this.pace = pace;
    }

    /** Returns a promise that completes when the newest snapshot is loaded, with the number of its last event. */
    CompletableFuture<Long> loaded() {
        return loaded;
    }

    /** Returns a promise that completes when this node leads and has applied everything in the log. */
    CompletableFuture<LeaderState> leading() {
        return leading;
    }

    /** Returns the number of commands that a restart would have to apply again. */
    long commandsSinceSnapshot() {
        return commandsSinceSnapshot;
    }

    /** Returns the term of the leadership, -1 before the first. */
    long term() {
        return term;
    }

    /** Returns the number of the last event. */
    long sequence() {
        return sequence.getAcquire();
    }

    /** Returns the free bytes of the log's disk, checked every second. */
    long freeBytes() {
        return freeBytes;
    }

    long snapshotAgeNanos() {
        return System.nanoTime() - snapshotNanos;
    }

    @Override
    public void onStart(Cluster cluster, @Nullable Image snapshotImage) {
        guarded(() -> {
            Snapshot snapshot = snapshotImage == null
                    ? new Snapshot(maker.fresh(), EventLogPosition.START, 0)
                    : new SnapshotReader(maker.restoring()).read(snapshotImage, cluster.idleStrategy());
            CommandApplier applier = new CommandApplier(snapshot.core(), snapshot.timeNanos());
            AeronArchive archive = AeronArchive.connect(settings.eventClient(cluster.aeron()));
            EventLog eventLog = new EventLog(archive, directory.events(), snapshot.place(), cluster.idleStrategy());
            sequence.setRelease(snapshot.core().sequence());
            running = new Running(cluster, applier, eventLog, new ReplySender(cluster), new DeadlineTimer(cluster));
            loaded.complete(snapshot.core().sequence());
        });
    }

    @Override
    public void onSessionMessage(
            @Nullable ClientSession session,
            long timestamp,
            DirectBuffer buffer,
            int offset,
            int length,
            Header header) {
        guarded(() -> {
            switch (requests.decode(buffer, offset, length)) {
                case Decoded.Understood(Request(long id, Command command)) -> apply(session, id, command, timestamp);
                case Decoded.Garbled(String why) ->
                    requests.correlationIdOf(buffer, offset, length)
                            .ifPresent(id -> started().answers().reply(session, new Reply.NotUnderstood(id, why)));
            }
        });
    }

    /** Applies the firing of the engine's deadline timer; if nothing is due, nothing is written. */
    @Override
    public void onTimerEvent(long correlationId, long timestamp) {
        guarded(() -> {
            started().timer().forget();
            apply(null, 0, AdvanceTime.ADVANCE_TIME, timestamp);
        });
    }

    private void apply(@Nullable ClientSession session, long correlationId, Command command, long timestamp) {
        Running now = started();
        CommandApplier applier = now.applier();
        FirstAnswer first = applier.apply(command, timestamp, now.cluster().logPosition());
        if (first == null && applier.hasEvents()) {
            now.eventLog().append(now.core().sequence(), applier.batch(), applier.length());
        }
        // The number is set before the answer is sent, so that a later query of this node sees at least this command.
        sequence.setRelease(now.core().sequence());
        answer(now, session, correlationId, first);
        now.timer().follow(now.core().deadlineNanos(), applier.timeNanos());
        countTowardsSnapshot(now.cluster());
    }

    private static void answer(
            Running now, @Nullable ClientSession session, long correlationId, @Nullable FirstAnswer first) {
        CommandApplier applier = now.applier();
        PreviewAnswer trial = applier.trial();
        if (first != null) {
            now.answers().reply(session, new Reply.Repeated(correlationId, first));
        } else if (trial != null) {
            long sequence = now.core().sequence();
            now.answers().reply(session, new Reply.Tried(correlationId, sequence, applier.timeNanos(), trial));
        } else {
            now.answers().applied(session, correlationId, applier.batch(), applier.length());
        }
    }

    /**
     * Handles the first message of every leader. From here on timers can be set, also on a node that gets no command.
     */
    @Override
    public void onNewLeadershipTermEvent(
            long leadershipTermId,
            long logPosition,
            long timestamp,
            long termBaseLogPosition,
            int leaderMemberId,
            int logSessionId,
            TimeUnit timeUnit,
            int appVersion) {
        guarded(() -> {
            if (timeUnit != TimeUnit.NANOSECONDS) {
                throw new IllegalStateException("the log's clock counts nanoseconds, not " + timeUnit);
            }
            term = leadershipTermId;
            Running now = started();
            now.timer().forget();
            now.timer().follow(now.core().deadlineNanos(), now.applier().timeNanos());
        });
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // only this thread writes it
    private void countTowardsSnapshot(Cluster cluster) {
        pace.command();
        commandsSinceSnapshot++;
        if (commandsSinceSnapshot == config.commandsPerSnapshot() / 2 && !rehearsed) {
            rehearsed = true;
            SnapshotWarmUp.begin();
        }
        if (commandsSinceSnapshot >= config.commandsPerSnapshot() && cluster.role() == Cluster.Role.LEADER) {
            requestSnapshot(cluster);
        }
    }

    /**
     * Requests a snapshot through the log, so that every node takes it at the same position; a repeated request is
     * harmless.
     */
    private static void requestSnapshot(Cluster cluster) {
        ClusterControl.ToggleState.SNAPSHOT.toggle(ClusterControl.findControlToggle(
                cluster.aeron().countersReader(), cluster.context().clusterId()));
    }

    @Override
    public void onTakeSnapshot(ExclusivePublication snapshotPublication) {
        guarded(() -> {
            Running now = started();
            long begin = System.nanoTime();
            now.eventLog().force();
            long forced = System.nanoTime();
            long digest = SnapshotWriter.to(snapshotPublication, now.cluster().idleStrategy())
                    .write(now.core(), now.eventLog().place(), now.applier().timeNanos());
            commandsSinceSnapshot = 0;
            snapshotNanos = System.nanoTime();
            snapshotTaken.run();
            LOGGER.info(
                    "snapshot: {} ms to force the event log, {} ms to write the state",
                    TimeUnit.NANOSECONDS.toMillis(forced - begin),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - forced));
            reportState("written", now.core().sequence(), () -> digest);
        });
    }

    /** Logs the state for comparison between a stop and the next start; the digest is computed only if it is logged. */
    private static void reportState(String when, long sequence, LongSupplier digest) {
        if (LOGGER.isInfoEnabled()) {
            LOGGER.info("state {} sequence={} digest={}", when, sequence, Long.toHexString(digest.getAsLong()));
        }
    }

    @Override
    public void onRoleChange(Cluster.Role newRole) {
        guarded(() -> {
            if (newRole == Cluster.Role.LEADER) {
                Running now = started();
                if (now.eventLog().aheadOfEngine()) {
                    throw now.eventLog().ahead(now.core().sequence());
                }
                reportState("recovered", now.core().sequence(), now.core()::digest);
                reportRules(now);
                leading.complete(new LeaderState(
                        now.eventLog().recordingId(),
                        now.core().sequence(),
                        now.core().rulesVersion()));
            }
        });
    }

    /** Warns the leader's operator about older rules. The process of a single node reports that itself. */
    private void reportRules(Running now) {
        int rules = now.core().rulesVersion();
        if (!config.members().isAlone() && now.core().sequence() > 0 && rules < RulesVersion.NEWEST) {
            LOGGER.warn(
                    "the log follows rules {} and this build knows rules {}: docs/operations/rules.md says how to adopt them",
                    rules,
                    RulesVersion.NEWEST);
        }
    }

    @Override
    public int doBackgroundWork(long nowNs) {
        if (nowNs - nextDiskCheckNanos > 0) {
            nextDiskCheckNanos = nowNs + DISK_CHECK_NANOS;
            freeBytes = directory.freeBytes();
            if (freeBytes < config.minFreeBytes()) {
                stopReason.stop(stopReason.diskFull(), null);
            }
            Running now = running;
            if (now != null) {
                now.eventLog().readControl();
            }
        }
        requestSnapshotByTime(nowNs);
        return 0;
    }

    private void requestSnapshotByTime(long nowNs) {
        Running now = running;
        if (now != null
                && commandsSinceSnapshot >= COMMANDS_WORTH_A_SNAPSHOT
                && nowNs - snapshotNanos >= config.timePerSnapshot().toNanos()
                && now.cluster().role() == Cluster.Role.LEADER) {
            snapshotNanos = nowNs;
            requestSnapshot(now.cluster());
        }
    }

    @Override
    public void onTerminate(Cluster cluster) {
        Running now = running;
        if (now != null) {
            try (EventLog eventLog = now.eventLog()) {
                eventLog.force();
            }
        }
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) {}

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) {}

    private Running started() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    /**
     * Runs a step and ends the node on any exception; this is the only place that catches everything. Aeron reports an
     * ordinary exception and continues with the next message while this one is half applied. An exception in
     * {@link #onStart} would leave a node that waits for ever.
     */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (AgentTerminationException alreadyStopping) {
            throw alreadyStopping;
        } catch (Throwable bug) {
            stopReason.stop(StopReason.firstLine(bug), bug);
            throw new AgentTerminationException(bug);
        }
    }
}
