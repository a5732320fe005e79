package com.flowex.cluster.settings;

import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.stop.StopReason;
import io.aeron.Aeron;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.PriorityHeapTimerServiceSupplier;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.service.ClusterClock;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Aeron settings in which a node departs from the default, with the reasons. */
public final class AeronSettings {
    /**
     * Time that an answer of an archive of this process may take. An archive gives up a client's connection after the
     * same time: with Aeron's 5 seconds, a node did not start on a machine that stood still for a moment.
     */
    public static final long ARCHIVE_TIMEOUT_NANOS = ProcessMediaDriver.STANDSTILL_MAX_NANOS;

    /** A single node shares memory with its clients; there is no network. */
    static final String IPC = "aeron:ipc";

    /** Term length for the longest message of the event log, with room for a burst of answers behind it. */
    static final String EGRESS_CHANNEL = "aeron:ipc?term-length=8m|alias=egress";

    /** The engine waits while a snapshot is written; half of a term may be on its way to the disk. */
    private static final String SNAPSHOT_CHANNEL = "aeron:ipc?term-length=16m|mtu=4k|alias=snapshot";

    private static final int LOG_CONTROL_STREAM = 11;
    private static final int LOG_RESPONSE_STREAM = 12;
    static final int EVENT_CONTROL_STREAM = 30;
    private static final int EVENT_RESPONSE_STREAM = 31;
    private static final int FIRST_EGRESS_STREAM = 1_000;
    private static final long LOG_ARCHIVE = 1;
    private static final long EVENT_ARCHIVE = 2;

    /** Highest number of replays, more than there are services that keep a tail. */
    private static final int TAILS_MAX = 64;

    private static final long HEARTBEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long ELECTION_STATUS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Forces the data, not the file's times, after a write that must survive a power loss. */
    private static final int SYNC_DATA = 1;

    private final ClusterConfig config;
    private final DataDirectory directory;
    private final StopReason stopReason;
    private final ThreadIdleStrategies threads;
    private final ClusterClock clock;
    private final AeronChannels channels;
    private final ProcessMediaDriver process;
    private final AtomicInteger nextEgressStream = new AtomicInteger(FIRST_EGRESS_STREAM);

    /** @param clock clock of the log, in nanoseconds since 1970 */
    public AeronSettings(
            ClusterConfig config,
            DataDirectory directory,
            StopReason stopReason,
            ThreadIdleStrategies threads,
            ClusterClock clock) {
        this.config = config;
        this.directory = directory;
        this.stopReason = stopReason;
        this.threads = threads;
        this.clock = clock;
        channels = config.members().isAlone()
                ? AeronChannels.alone(ProcessMediaDriver.STANDSTILL_MAX_NANOS)
                : AeronChannels.of(config.members().all().get(config.member()));
        process = new ProcessMediaDriver(directory.run("driver"), threads, stopReason);
    }

    public MediaDriver.Context driver() {
        return process.driver()
                .asyncExecutorEnabled(false)
                .ipcTermBufferLength(1 << 20)
                .publicationTermBufferLength(1 << 20);
    }

    /**
     * Returns the settings of the archive of the log and the snapshots: every block is on the disk before it counts as
     * committed.
     */
    public Archive.Context logArchive() {
        return archive("log", directory.log(), LOG_ARCHIVE, SYNC_DATA, channels.logControl())
                .idleStrategySupplier(threads::logArchive)
                .localControlStreamId(LOG_CONTROL_STREAM)
                .controlStreamId(LOG_CONTROL_STREAM)
                .archiveClientContext(replicating(logClient()));
    }

    /**
     * Returns the settings of the archive of the event log. The event log can be derived from the log again, so it is
     * forced only when a snapshot needs it.
     */
    public Archive.Context eventArchive() {
        return archive("events", directory.events(), EVENT_ARCHIVE, 0, channels.eventControl())
                .idleStrategySupplier(threads::eventArchive)
                .localControlStreamId(EVENT_CONTROL_STREAM)
                .controlStreamId(EVENT_CONTROL_STREAM)
                .maxConcurrentReplays(TAILS_MAX)
                .archiveClientContext(replicating(eventClient()));
    }

    /**
     * Sets the response channel for replication: an archive that fetches missing data asks another node's archive,
     * whose answers do not come over shared memory.
     */
    private AeronArchive.Context replicating(AeronArchive.Context client) {
        return config.members().isAlone() ? client : client.controlResponseChannel(channels.replication());
    }

    /** @param control channel for requests from other processes; null if only this process sends requests */
    private Archive.Context archive(String name, Path files, long id, int fileSyncLevel, @Nullable String control) {
        return new Archive.Context()
                .aeronDirectoryName(process.directory().toString())
                .archiveId(id)
                .epochClock(MonotonicEpochClock.OF_PROCESS)
                .archiveDir(files.toFile())
                .markFileDir(directory.run(name))
                .connectTimeoutNs(ARCHIVE_TIMEOUT_NANOS)
                .fileSyncLevel(fileSyncLevel)
                .catalogFileSyncLevel(SYNC_DATA)
                .segmentFileLength(EventLogFormat.SEGMENT_LENGTH)
                // All waiting data up to this length is forced together; a shorter length forces a snapshot too often.
                .fileIoMaxLength(4 << 20)
                // The node checks the free space itself, all the time and not only when a recording begins.
                .lowStorageSpaceThreshold(0)
                .threadingMode(ArchiveThreadingMode.SHARED)
                .threadFactory(ProcessMediaDriver.named(name + "-archive"))
                .controlChannelEnabled(control != null)
                .controlChannel(control)
                .localControlChannel(IPC)
                .recordingEventsEnabled(false)
                .replicationChannel(channels.replication())
                .errorHandler(stopReason.errorHandler(name + " archive"));
    }

    private AeronArchive.Context logClient() {
        return client(LOG_CONTROL_STREAM, LOG_RESPONSE_STREAM);
    }

    private AeronArchive.Context eventClient() {
        return client(EVENT_CONTROL_STREAM, EVENT_RESPONSE_STREAM);
    }

    private AeronArchive.Context client(int controlStream, int responseStream) {
        return new AeronArchive.Context()
                .controlRequestChannel(IPC)
                .controlRequestStreamId(controlStream)
                .controlResponseChannel(IPC)
                .controlResponseStreamId(responseStream)
                .messageTimeoutNs(ARCHIVE_TIMEOUT_NANOS)
                .idleStrategy(threads.moment());
    }

    /**
     * Returns the settings of a client of the event archive that uses, and does not own, a connection to the driver.
     */
    public AeronArchive.Context eventClient(Aeron aeron) {
        return eventClient().aeron(aeron).ownsAeronClient(false);
    }

    /** Returns the settings of a client of the log's archive beside those of the cluster. */
    public AeronArchive.Context logClient(Aeron aeron) {
        return logClient()
                .controlResponseStreamId(LOG_RESPONSE_STREAM + 2)
                .aeron(aeron)
                .ownsAeronClient(false);
    }

    public ConsensusModule.Context consensusModule() {
        return new ConsensusModule.Context()
                .aeronDirectoryName(process.directory().toString())
                .epochClock(MonotonicEpochClock.OF_PROCESS)
                .clusterMemberId(config.member())
                .clusterMembers(config.members().endpoints())
                .clusterDir(directory.cluster().toFile())
                .markFileDir(directory.run("cluster"))
                // Applies to terms and votes; it does not follow the archive's setting.
                .fileSyncLevel(SYNC_DATA)
                .ingressChannel(channels.ingress())
                // The ingress channel is already IPC, so allowing IPC ingress would deliver every command twice.
                .isIpcIngressAllowed(false)
                .consensusChannel(channels.consensus())
                .logChannel(channels.log())
                .snapshotChannel(SNAPSHOT_CHANNEL)
                .replicationChannel(channels.replication())
                .archiveContext(logClient())
                .clusterClock(clock)
                // There is one timer; on Aeron's wheel it would be 8 ms late.
                .timerServiceSupplier(new PriorityHeapTimerServiceSupplier())
                .maxConcurrentSessions(100)
                // A client in the process of a lone node stands still with it.
                .sessionTimeoutNs(
                        Math.max(ConsensusModule.Configuration.SESSION_TIMEOUT_DEFAULT_NS, channels.silenceMaxNanos()))
                .leaderHeartbeatTimeoutNs(channels.silenceMaxNanos())
                .leaderHeartbeatIntervalNs(HEARTBEAT_NANOS)
                .startupCanvassTimeoutNs(channels.canvassNanos())
                .electionTimeoutNs(channels.electionNanos())
                .electionStatusIntervalNs(ELECTION_STATUS_NANOS)
                .threadFactory(reportingTermination("consensus", "the consensus module has stopped"))
                .idleStrategySupplier(threads::consensus)
                .terminationHook(AeronSettings::ignoreTermination)
                .errorHandler(stopReason.errorHandler("consensus module"));
    }

    public ClusteredServiceContainer.Context container(ClusteredService service) {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(process.directory().toString())
                .clusterDir(directory.cluster().toFile())
                .markFileDir(directory.run("cluster"))
                .epochClock(MonotonicEpochClock.OF_PROCESS)
                .clusteredService(service)
                .serviceName("exchange")
                .snapshotChannel(SNAPSHOT_CHANNEL)
                .archiveContext(logClient().controlResponseStreamId(LOG_RESPONSE_STREAM + 1))
                .threadFactory(reportingTermination("engine", "the engine has stopped"))
                .idleStrategySupplier(threads::engine)
                .terminationHook(AeronSettings::ignoreTermination)
                .errorHandler(stopReason.errorHandler("engine"));
    }

    /**
     * Replaces Aeron's hook, which would end the process. It does nothing, because the error handler comes later and
     * knows the cause.
     */
    private static void ignoreTermination() {}

    /**
     * Returns a factory of threads that must not end while the node works. If one ends, the node stops; a known cause
     * has been reported before.
     */
    private ThreadFactory reportingTermination(String name, String end) {
        ThreadFactory threads = ProcessMediaDriver.named(name);
        return task -> threads.newThread(() -> {
            try {
                task.run();
            } finally {
                stopReason.stop(end + ", and said no cause", null);
            }
        });
    }

    /** Returns the settings of the connection that clients and tails of this process share. */
    public Aeron.Context sharedClient() {
        return process.client();
    }

    /**
     * Returns the settings of one session with the cluster, for a client of this process. The session has a stream of
     * its own, because on a shared stream the slower session would hold up the other.
     */
    public AeronCluster.Context clusterClient(Aeron aeron) {
        return new AeronCluster.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .ingressChannel(channels.ingress())
                .egressChannel(EGRESS_CHANNEL)
                .egressStreamId(nextEgressStream.getAndIncrement())
                .idleStrategy(threads.moment());
    }
}
