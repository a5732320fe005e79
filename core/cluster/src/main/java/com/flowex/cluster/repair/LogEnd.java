package com.flowex.cluster.repair;

import com.flowex.cluster.disk.CatalogFile;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.FrameFormat;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.SegmentFrames;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Applied end of a node's log: the end of its last command that led to events. On one of several nodes, data behind it
 * may still be taken back.
 *
 * @param position position in the log in bytes, 0 if there was no event
 * @param sequence number of the last event
 * @param timeNanos log time of that event, nanoseconds since 1970
 */
public record LogEnd(long position, long sequence, long timeNanos) {

    /** Returns the end of the log in a node's data directory, or the exchange's; the node may run or not. */
    public static LogEnd of(Path dataDirectory) throws IOException {
        Path archive = DataDirectory.rootOf(dataDirectory).resolve("events");
        Map<Long, CatalogFile.Recording> archived = CatalogFile.read(archive);
        EventBatch last = new EventBatch(0, 0, 0, 0, List.of());
        if (archived.size() == 1) {
            long id = archived.keySet().iterator().next();
            // Segments before the last are whole; the first of them may have left the disk.
            List<Long> segments = EventLogFormat.segments(archive, id);
            long begin = segments.isEmpty() ? 0 : segments.getLast();
            long end = SegmentFrames.wholeUpTo(archive, id, FrameFormat.EVENTS, begin, Long.MAX_VALUE);
            RecordingFile events = new RecordingFile(archive, id, EventLogFormat.segmentOf(Math.max(0, end - 1)));
            EventBatchCodec codec = new EventBatchCodec();
            while (events.next()) {
                if (codec.decode(events.message(), 0, events.length())
                        instanceof Decoded.Understood(EventBatch batch)) {
                    last = batch;
                }
            }
        }
        return new LogEnd(
                last.logPosition(), last.count() == 0 ? last.firstSequence() : last.lastSequence(), last.timeNanos());
    }
}
