package com.flowex.cluster.check;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.CatalogFile.Recording;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.LogMessageReader;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.RecordingLogFile.SnapshotEntry;
import com.flowex.cluster.disk.SegmentFrames;
import com.flowex.cluster.disk.SnapshotFile;
import com.flowex.cluster.stop.NodeRefusedException;
import io.aeron.cluster.RecordingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Check before any part of a node is started. The log must reach as far as it is known to have gone, and a snapshot
 * must be readable. An archive trusts its catalog, and a cluster that meets a shorter log retries for ever.
 */
public final class StartCheck {
    private static final Logger LOGGER = LoggerFactory.getLogger(StartCheck.class);

    private final Path root;
    private final Path log;
    private final Path cluster;
    private final RecordingLogFile known;
    private final Map<Long, Recording> recordings;

    private StartCheck(Path root, Path log, Path cluster) throws IOException {
        this.root = root;
        this.log = log;
        this.cluster = cluster;
        known = RecordingLogFile.read(cluster);
        recordings = CatalogFile.read(log);
    }

    /**
     * Refuses a directory whose log has lost something, and skips unreadable snapshots with a message.
     *
     * @param spoilt fault of the newest valid snapshot that was found when it was loaded; null if none
     * @throws NodeRefusedException naming the actual and the known state
     */
    public static void run(DataDirectory directory, @Nullable String spoilt) {
        try {
            StartCheck check = new StartCheck(directory.root(), directory.log(), directory.cluster());
            List<String> faults = new ArrayList<>();
            long from = check.examine(spoilt, faults);
            check.passOver(faults, from);
        } catch (IOException e) {
            throw new NodeRefusedException("the data directory " + directory.root() + " cannot be read: " + e, e);
        }
    }

    /** Returns the problems that a start would report, without changing anything. */
    static List<String> problems(DataDirectory.Reading directory) throws IOException {
        List<String> problems = new ArrayList<>();
        try {
            new StartCheck(directory.root(), directory.log(), directory.cluster()).examine(null, problems);
        } catch (NodeRefusedException refused) {
            problems.add(String.valueOf(refused.getMessage()));
        }
        return problems;
    }

    /** @return position of the newest usable snapshot in the log, 0 if there is none */
    private long examine(@Nullable String spoilt, List<String> faults) throws IOException {
        if (known.log() < 0) {
            refuseLogWithoutRecord();
            return 0;
        }
        Recording recording = recordings.get(known.log());
        if (recording == null) {
            throw new NodeRefusedException("the log is missing: " + log
                    + " has no catalog that knows it, it went to byte " + known.reached() + " at least" + restore());
        }
        long from = startOf(known.snapshots(), spoilt, faults);
        requireBeginning(recording, from, faults);
        requireWhole(recording, from);
        requireEveryTerm(recording, from);
        return from;
    }

    /** Requires a snapshot for the part of the log that was cut off, because only snapshots contain it. */
    private void requireBeginning(Recording recording, long from, List<String> faults) throws IOException {
        long begin = RecordingFile.firstSegment(log, recording.id());
        if (begin > EventLogFormat.segmentOf(Math.max(0, from - 1))) {
            throw new NodeRefusedException("the log begins at byte " + begin + " and no snapshot goes on from there"
                    + (faults.isEmpty() ? "" : " (" + String.join("; ", faults) + ")") + restore());
        }
    }

    /** Refuses a log without a record. A cluster that knows of no log begins a new one beside it. */
    private void refuseLogWithoutRecord() throws IOException {
        if (LogMessageReader.hasCommand(new RecordingFile(log, 0))) {
            throw new NodeRefusedException("the record of the log is missing: " + cluster + "/"
                    + RecordingLog.RECORDING_LOG_FILE_NAME + " knows of no log, " + log + " holds one" + restore());
        }
    }

    /** Returns the position of the newest readable snapshot, 0 if there is none. */
    private long startOf(List<SnapshotEntry> snapshots, @Nullable String spoilt, List<String> passedOver)
            throws IOException {
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            SnapshotEntry entry = snapshots.get(i);
            boolean isNewest = i == snapshots.size() - 1;
            Optional<String> fault =
                    isNewest && spoilt != null ? Optional.of(spoilt) : SnapshotFile.fault(log, entry, recordings);
            if (fault.isEmpty()) {
                return entry.position();
            }
            passedOver.add("the snapshot at byte " + entry.position() + " of the log cannot be used ("
                    + fault.orElseThrow() + ")");
        }
        return 0;
    }

    private void requireWhole(Recording recording, long from) throws IOException {
        long base = EventLogFormat.segmentOf(Math.max(0, from - 1));
        long end = SegmentFrames.wholeUpTo(log, recording.id(), recording.format(), base, Long.MAX_VALUE);
        long went = Math.max(Math.max(known.reached(), recording.stop()), lastSegment(recording.id()));
        if (end < went) {
            throw new NodeRefusedException("the log has lost its end: it can be read up to byte " + end
                    + " and went to byte " + went + " at least: bring back the newest copy of " + root
                    + ", or let what is left of the log count: ./flowex doctor " + operand(root)
                    + " --accept-older-log");
        }
    }

    /**
     * Requires all terms of the log in the record. A term is in the record before it is in the log, so a record that
     * lacks one is older and cannot take a snapshot.
     */
    private void requireEveryTerm(Recording recording, long from) throws IOException {
        RecordingFile messages =
                new RecordingFile(log, recording.id(), EventLogFormat.segmentOf(Math.max(0, from - 1)));
        while (messages.next()) {
            long term = LogMessageReader.term(messages.message(), messages.length());
            if (term > known.lastTerm()) {
                throw new NodeRefusedException("the record of the log is older than the log: " + cluster + "/"
                        + RecordingLog.RECORDING_LOG_FILE_NAME + " knows terms up to " + known.lastTerm()
                        + ", the log has "
                        + term + restore());
            }
        }
    }

    /** Returns the position at which the last file of a recording begins; everything before it was written. */
    private long lastSegment(long recording) throws IOException {
        List<Long> segments = EventLogFormat.segments(log, recording);
        return segments.isEmpty() ? 0 : segments.getLast();
    }

    private void passOver(List<String> faults, long from) {
        if (faults.isEmpty()) {
            return;
        }
        try (RecordingLog recordingLog = new RecordingLog(cluster.toFile(), false)) {
            for (String fault : faults) {
                recordingLog.invalidateLatestSnapshot();
                LOGGER.warn(
                        "{}: {}; nothing is lost",
                        fault,
                        from == 0
                                ? "the whole log is applied instead"
                                : "the one at byte " + from + " and the log behind it are used instead");
            }
            recordingLog.force(1);
        }
    }

    private String restore() {
        return ": bring back the newest copy of " + root;
    }

    /** Returns the argument for {@code ./flowex doctor}: the exchange's directory, which contains the node's. */
    public static String operand(Path root) {
        Path parent = root.getParent();
        return String.valueOf(root.endsWith("node") && parent != null ? parent : root);
    }
}
