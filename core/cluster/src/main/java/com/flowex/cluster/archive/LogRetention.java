package com.flowex.cluster.archive;

import com.flowex.cluster.check.SnapshotRetention;
import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.RecordingLogFile.SnapshotEntry;
import com.flowex.cluster.disk.SnapshotFile;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.settings.RetentionSettings;
import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work after each snapshot: gives up old snapshots, archives whole segments of the event log below the newest, and cuts
 * the logs. Only data that is archived, or derivable from what stays, is cut. So any kept snapshot can start a node,
 * and every event is in the event log or in the archive.
 *
 * <p>The log is cut at the oldest kept snapshot. It is cut only if that snapshot is below the archive's end, because
 * events that are not archived must remain derivable. Each of several nodes cuts its own logs; a node that lacks what
 * the others have cut begins with a copy of theirs (ADR 0144).
 */
public final class LogRetention implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LogRetention.class);

    /** Upper bound of a batch's length: a batch begins at most this far before the position of a snapshot. */
    private static final long BATCH_MAX = 2L << 20;

    private final AeronSettings settings;
    private final DataDirectory directory;
    private final RetentionSettings retentionSettings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean due = true;
    private volatile LogExtents ends = LogExtents.UNKNOWN;
    private volatile String impairment = "";
    private long archivedSequence;
    private long archivedEnd;

    /**
     * Extent of the logs and the archive.
     *
     * @param archivedSequence number of the last event that this node knows to be archived, 0 if none
     * @param eventsBegin position at which the event log on the disk begins, in bytes
     * @param logBegin position at which the log on the disk begins, in bytes
     */
    public record LogExtents(long archivedSequence, long eventsBegin, long logBegin) {
        /** Value before the first run. */
        public static final LogExtents UNKNOWN = new LogExtents(0, 0, 0);
    }

    public LogRetention(AeronSettings settings, DataDirectory directory, RetentionSettings retentionSettings) {
        this.settings = settings;
        this.directory = directory;
        this.retentionSettings = retentionSettings;
        thread = Thread.ofPlatform().name("flowex-upkeep").daemon().start(this::run);
    }

    /** Starts the work after a snapshot was taken. */
    public void begin() {
        due = true;
        LockSupport.unpark(thread);
    }

    /** Returns the extents as of the last snapshot. */
    public LogExtents ends() {
        return ends;
    }

    /** Returns the reason why nothing is archived now; empty if archiving works. */
    public String impairment() {
        return impairment;
    }

    private void run() {
        while (closed.getCount() > 0) {
            if (due) {
                due = false;
                once();
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** Runs once; a failed run is repeated after the next snapshot. */
    private void once() {
        try (LogRetentionLock lock = LogRetentionLock.tryTake(directory.root())) {
            if (lock.isTaken()) {
                tidy();
            }
            impairment = "";
        } catch (IOException | RuntimeException e) {
            report(String.valueOf(e.getMessage()), e);
        }
    }

    private void report(String why, Exception e) {
        // A stopping node no longer has an archive.
        if (closed.getCount() > 0 && !impairment.equals(why)) {
            impairment = why;
            LOGGER.warn("events are not archived, so no segment is deleted from the disk: {}", why);
            LOGGER.debug("the retention of the log failed", e);
        }
    }

    private void tidy() throws IOException {
        SnapshotRetention.giveUp(settings, directory);
        archiveAndCut();
        ends = new LogExtents(
                archivedSequence,
                RecordingFile.firstSegment(directory.events(), 0),
                RecordingFile.firstSegment(
                        directory.log(),
                        RecordingLogFile.read(directory.cluster()).log()));
    }

    private void archiveAndCut() throws IOException {
        List<SnapshotEntry> snapshots = SnapshotRetention.retained(directory);
        if (retentionSettings.archive().isEmpty() || snapshots.isEmpty()) {
            return;
        }
        EventArchive archive = new EventArchive(retentionSettings.archive().get());
        archive(archive, SnapshotFile.eventPosition(directory.log(), snapshots.getLast()));
        if (archivedEnd > 0) {
            cut(snapshots.getFirst());
        }
    }

    /**
     * Continues behind the segments compared already; after a start, behind the cut ones, which were archived before.
     */
    private void archive(EventArchive archive, long forced) throws IOException {
        CatalogFile.Recording events = CatalogFile.read(directory.events()).values().stream()
                .findFirst()
                .orElse(null);
        if (events == null) {
            return;
        }
        if (archivedEnd < events.start()) {
            ArchivedSegment last = lastBelow(archive, events.start());
            archivedEnd = last.end();
            archivedSequence = last.lastSequence();
        }
        Path scratch = directory.root().resolve("events.archive");
        while (closed.getCount() > 0 && archivedEnd + EventLogFormat.SEGMENT_LENGTH <= forced) {
            ArchivedSegment added =
                    archive.add(archivedEnd, archivedSequence, directory.events(), events.id(), scratch);
            archivedEnd = added.end();
            archivedSequence = added.lastSequence();
        }
    }

    private static ArchivedSegment lastBelow(EventArchive archive, long start) throws IOException {
        return archive.segments().stream()
                .filter(each -> each.end() == start)
                .findFirst()
                .orElseThrow(() -> new IOException("the archive lacks events before byte " + start
                        + " of the event log, which were archived and cut: bring its objects back"));
    }

    private void cut(SnapshotEntry oldest) throws IOException {
        long place = SnapshotFile.eventPosition(directory.log(), oldest);
        long newest = archivedEnd;
        long events = EventLogFormat.segmentOf(
                Math.max(0, Math.min(Math.min(place - BATCH_MAX, newest), newest - retentionSettings.eventBytes())));
        long log = place <= archivedEnd ? EventLogFormat.segmentOf(Math.max(0, oldest.position() - 1)) : 0;
        try (Aeron aeron = Aeron.connect(settings.sharedClient())) {
            cut(directory.events(), settings.eventClient(aeron), 0, events);
            cut(
                    directory.log(),
                    settings.logClient(aeron),
                    RecordingLogFile.read(directory.cluster()).log(),
                    log);
        }
    }

    private static void cut(Path part, AeronArchive.Context client, long recording, long to) throws IOException {
        Map<Long, CatalogFile.Recording> known = CatalogFile.read(part);
        CatalogFile.Recording cut = known.get(recording);
        if (cut != null && to > cut.start()) {
            try (AeronArchive archive = AeronArchive.connect(client)) {
                archive.purgeSegments(recording, to);
                LOGGER.info("{} now begins at byte {}", part, to);
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
