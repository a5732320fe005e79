package com.flowex.cluster.node;

import com.flowex.cluster.pace.Pace;
import com.flowex.domain.FirstAnswer;
import com.flowex.domain.command.Command;
import com.flowex.domain.event.Event;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.EventBatch;
import com.flowex.protocol.EventBatchCodec;
import com.flowex.protocol.Reply;
import com.flowex.protocol.Request;
import com.flowex.protocol.RequestCodec;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on the log: each committed command is applied once, its events go to the event log, the answer to its
 * client. Everything here runs on one thread.
 */
final class ExchangeService implements ClusteredService {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExchangeService.class);
    private static final long DISK_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Core.Maker maker;
    private final ClusterConfig config;
    private final AeronSettings settings;
    private final DataDirectory directory;
    private final StopReason stopReason;
    private final Pace pace;
    private final CompletableFuture<Leading> leading = new CompletableFuture<>();

    private final RequestCodec requests = new RequestCodec();
    private final EventBatchCodec batches = new EventBatchCodec();
    private final ExpandableArrayBuffer batchBuffer = new ExpandableArrayBuffer(1 << 16);
    private final Collected collected = new Collected();
    private @Nullable Running running;
    private long timeNanos;
    private long nextDiskCheckNanos = System.nanoTime();
    private volatile long commandsSinceSnapshot;

    /** What there is from {@link #onStart} on. */
    private record Running(Cluster cluster, Core core, EventLog eventLog, Answers answers) {}

    /**
     * What there is once this node leads.
     *
     * @param copy of the engine, only where answers come from one
     */
    record Leading(long recordingId, @Nullable Core copy) {}

    ExchangeService(
            Core.Maker maker,
            ClusterConfig config,
            AeronSettings settings,
            DataDirectory directory,
            StopReason stopReason,
            Pace pace) {
        this.maker = maker;
        this.config = config;
        this.settings = settings;
        this.directory = directory;
        this.stopReason = stopReason;
        this.pace = pace;
    }

    /** Kept when this node leads and has applied everything in the log. */
    CompletableFuture<Leading> leading() {
        return leading;
    }

    /** How many commands a restart would have to apply again. */
    long commandsSinceSnapshot() {
        return commandsSinceSnapshot;
    }

    @Override
    public void onStart(Cluster cluster, @Nullable Image snapshotImage) {
        guarded(() -> {
            Snapshot snapshot = snapshotImage == null
                    ? new Snapshot(maker.fresh(), EventPlace.START, 0)
                    : new SnapshotReader(maker.restoring()).read(snapshotImage, cluster.idleStrategy());
            timeNanos = snapshot.timeNanos();
            AeronArchive archive = AeronArchive.connect(settings.eventClient(cluster.aeron()));
            EventLog eventLog = new EventLog(archive, directory.events(), snapshot.place(), cluster.idleStrategy());
            running = new Running(cluster, snapshot.core(), eventLog, new Answers(cluster));
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

    private void apply(@Nullable ClientSession session, long correlationId, Command command, long timestamp) {
        Running now = started();
        timeNanos = Math.max(timeNanos, timestamp);
        long before = now.core().sequence();
        collected.clear();
        now.core().apply(command, timeNanos, collected);
        List<Event> events = collected.events();
        long last = now.core().sequence();
        if (last != before + events.size()) {
            throw new IllegalStateException(
                    "events are numbered without gaps, " + events.size() + " led from " + before + " to " + last);
        }
        FirstAnswer first = collected.first();
        if (first == null) {
            int length = encode(events, before, now.cluster().logPosition());
            if (!events.isEmpty()) {
                now.eventLog().append(last, batchBuffer, length);
            }
            now.answers().applied(session, correlationId, batchBuffer, length);
        } else {
            now.answers().reply(session, new Reply.Repeated(correlationId, first));
        }
        countTowardsSnapshot(now.cluster());
    }

    private int encode(List<Event> events, long before, long logPosition) {
        long first = events.isEmpty() ? before : before + 1;
        return batches.encode(new EventBatch(first, events.size(), logPosition, timeNanos, events), batchBuffer, 0);
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread only
    private void countTowardsSnapshot(Cluster cluster) {
        pace.command();
        commandsSinceSnapshot++;
        if (commandsSinceSnapshot >= config.commandsPerSnapshot() && cluster.role() == Cluster.Role.LEADER) {
            requestSnapshot(cluster);
        }
    }

    /** Asks for a snapshot through the log, so that every node takes it at the same place; asking twice is harmless. */
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
            long digest = new SnapshotWriter(snapshotPublication, now.cluster().idleStrategy())
                    .write(now.core(), now.eventLog().place(), timeNanos);
            commandsSinceSnapshot = 0;
            LOGGER.info(
                    "snapshot: {} ms to force the event log, {} ms to write the state",
                    TimeUnit.NANOSECONDS.toMillis(forced - begin),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - forced));
            tellState("written", now.core().sequence(), digest);
        });
    }

    /** What an operator, or a test, compares between a stop and the next start. */
    private static void tellState(String when, long sequence, long digest) {
        LOGGER.info("state {} sequence={} digest={}", when, sequence, Long.toHexString(digest));
    }

    @Override
    public void onRoleChange(Cluster.Role newRole) {
        guarded(() -> {
            if (newRole == Cluster.Role.LEADER) {
                Running now = started();
                if (now.eventLog().aheadOfEngine()) {
                    throw new IllegalStateException("the event log holds events behind "
                            + now.eventLog().place() + " that the log knows nothing of: the log has lost its end");
                }
                tellState("recovered", now.core().sequence(), now.core().digest());
                leading.complete(new Leading(now.eventLog().recordingId(), copyIfWanted(now.core())));
            }
        });
    }

    private @Nullable Core copyIfWanted(Core core) {
        if (config.acknowledgement() == ClusterConfig.Acknowledgement.AFTER_COMMIT) {
            return null;
        }
        Core.Restoring restoring = maker.restoring();
        core.writeState(restoring);
        return restoring.restored();
    }

    @Override
    public int doBackgroundWork(long nowNs) {
        if (nowNs - nextDiskCheckNanos > 0) {
            nextDiskCheckNanos = nowNs + DISK_CHECK_NANOS;
            if (directory.freeBytes() < config.minFreeBytes()) {
                stopReason.stop(stopReason.diskFull(), null);
            }
        }
        return 0;
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

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {}

    private Running started() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("not started");
        }
        return now;
    }

    /**
     * The one place that catches everything. Aeron reports an ordinary exception and goes on to the next message, this
     * one half applied; and one in {@link #onStart} leaves a node that waits for ever. So any of them ends the node.
     */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (AgentTerminationException alreadyStopping) {
            throw alreadyStopping;
        } catch (Throwable bug) {
            stopReason.stop(String.valueOf(bug.getMessage()), bug);
            throw new AgentTerminationException(bug);
        }
    }
}
