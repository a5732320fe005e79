package com.flowex.cluster.check;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.CatalogFile.Recording;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.FrameFormat;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.RecordingLogFile;
import com.flowex.cluster.disk.RecordingLogFile.SnapshotEntry;
import com.flowex.cluster.disk.SegmentFrames;
import com.flowex.cluster.disk.SnapshotFile;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Inventory of a stopped node's directory, each part with its number. It is read without starting anything, and nothing
 * is written.
 *
 * @param logEnd position up to which the log can be read, in bytes
 * @param lastEvent number of the last event of the event log, 0 if it has none
 * @param lines one line for each part, for the operator
 * @param problems one line for each pair of parts that does not fit, with the command that settles it
 */
public record NodeInventory(long logEnd, long lastEvent, List<String> lines, List<String> problems) {

    /**
     * Reads a node's data directory, or the exchange's, which contains the node's.
     *
     * @throws NodeRefusedException if the directory is not one, is in use, or is of another version
     */
    public static NodeInventory of(Path dataDirectory) {
        try (DataDirectory.Reading directory = DataDirectory.read(dataDirectory)) {
            return new DirectoryScan(directory).inventory();
        } catch (IOException e) {
            throw new NodeRefusedException("the data directory " + dataDirectory + " cannot be read: " + e, e);
        }
    }

    /** One inspection of a directory. */
    private static final class DirectoryScan {
        private final DataDirectory.Reading directory;
        private final RecordingLogFile known;
        private final Map<Long, Recording> recordings;
        private final List<String> lines = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private long newestSnapshot;
        private EventBatch last = new EventBatch(0, 0, 0, 0, List.of());
        private long eventsEnd;

        DirectoryScan(DataDirectory.Reading directory) throws IOException {
            this.directory = directory;
            known = RecordingLogFile.read(directory.cluster());
            recordings = CatalogFile.read(directory.log());
        }

        NodeInventory inventory() throws IOException {
            long logEnd = log();
            for (SnapshotEntry entry : known.snapshots()) {
                snapshot(entry);
            }
            problems.addAll(new DataScrub(directory.root()).damage());
            problems.addAll(StartCheck.problems(directory));
            events(logEnd);
            return new NodeInventory(logEnd, lastEvent(), List.copyOf(lines), List.copyOf(problems));
        }

        private long log() throws IOException {
            Recording log = recordings.get(known.log());
            if (log == null) {
                lines.add("log: none that its catalog knows, known to have gone to byte " + known.reached());
                return 0;
            }
            long begin = RecordingFile.firstSegment(directory.log(), log.id());
            long end = SegmentFrames.wholeUpTo(directory.log(), log.id(), log.format(), begin, Long.MAX_VALUE);
            if (begin > 0) {
                lines.add("log: cut before byte " + begin + ", the snapshots have what was there");
            }
            String stopped = log.stop() < 0 ? "not stopped in order" : "stopped at byte " + log.stop();
            lines.add("log: readable up to byte " + end + ", " + stopped + ", known to have gone to byte "
                    + known.reached());
            return end;
        }

        private void snapshot(SnapshotEntry entry) throws IOException {
            boolean isGivenUp = !recordings.containsKey(entry.recordingId());
            if (isGivenUp) {
                return;
            }
            String fault =
                    SnapshotFile.fault(directory.log(), entry, recordings).orElse("");
            if (fault.isEmpty()) {
                newestSnapshot = SnapshotFile.sequence(directory.log(), entry);
                lines.add("snapshot: at byte " + entry.position() + " of the log, event " + newestSnapshot);
            } else {
                lines.add("snapshot: at byte " + entry.position() + " of the log, of no use: " + fault);
            }
        }

        private void events(long logEnd) throws IOException {
            readLastBatch();
            lines.add("event log: up to event " + lastEvent() + ", byte " + eventsEnd + ", from byte "
                    + last.logPosition() + " of the log");
            String operand = StartCheck.operand(directory.root());
            if (last.logPosition() > logEnd && problems.isEmpty()) {
                problems.add("the event log goes to event " + lastEvent() + ", which byte " + last.logPosition()
                        + " of the log gave; the log ends at byte " + logEnd + ": bring back the newest copy of "
                        + directory.root() + ", or let what is left of the log count: ./flowex doctor " + operand
                        + " --accept-older-log");
            } else if (last.logPosition() <= logEnd && lastEvent() < newestSnapshot) {
                problems.add("the event log goes to event " + lastEvent() + ", the newest snapshot to event "
                        + newestSnapshot + ": the log can give the events again: ./flowex doctor " + operand
                        + " --rebuild-events");
            }
        }

        private void readLastBatch() throws IOException {
            Map<Long, Recording> archived = CatalogFile.read(directory.events());
            if (archived.size() != 1) {
                return;
            }
            long id = archived.keySet().iterator().next();
            long begin = RecordingFile.firstSegment(directory.events(), id);
            long end = SegmentFrames.wholeUpTo(directory.events(), id, FrameFormat.EVENTS, begin, Long.MAX_VALUE);
            if (begin > 0) {
                lines.add("event log: cut before byte " + begin + ", the archive has what was there");
            }
            long segment = EventLogFormat.segmentOf(Math.max(0, end - 1));
            RecordingFile events = new RecordingFile(directory.events(), id, segment);
            EventBatchCodec codec = new EventBatchCodec();
            while (Files.exists(directory.events()) && events.next()) {
                if (codec.decode(events.message(), 0, events.length())
                        instanceof Decoded.Understood(EventBatch batch)) {
                    last = batch;
                    eventsEnd = events.endPosition();
                }
            }
        }

        private long lastEvent() {
            return last.count() == 0 ? 0 : last.lastSequence();
        }
    }
}
