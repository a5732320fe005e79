package com.flowex.cluster.archive;

import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes one segment of the event log as an object of the archive; {@link ArchivedSegmentReader} reads it. */
final class ArchivedSegmentWriter {
    /** Magic number of the format; its last letter is the version. */
    static final long MAGIC = 0x46_4c_4f_57_45_58_45_31L;

    private final EventBatchCodec codec = new EventBatchCodec();
    private final Path events;
    private final long recording;
    private byte[] bytes = new byte[EventLogFormat.MTU];
    private long first;
    private long last;

    /** @param events directory of the event log's segments */
    ArchivedSegmentWriter(Path events, long recording) {
        this.events = events;
        this.recording = recording;
    }

    /**
     * Writes the segment that begins at a position.
     *
     * @param after number of the last event before it; the segment's first event has to follow
     * @param to file that is overwritten
     * @throws IOException if the segment does not hold what it should; then nothing may be archived
     */
    ArchivedSegment write(long base, long after, Path to) throws IOException {
        first = after + 1;
        last = after;
        CRC32C sum = new CRC32C();
        try (OutputStream file = Files.newOutputStream(to);
                GZIPOutputStream zip = new GZIPOutputStream(file, 1 << 16);
                DataOutputStream out = new DataOutputStream(new CheckedOutputStream(zip, sum))) {
            out.writeLong(MAGIC);
            out.writeLong(base);
            out.writeLong(first);
            RecordingFile segment = new RecordingFile(events, recording, base);
            long end = base + EventLogFormat.SEGMENT_LENGTH;
            while (segment.next() && segment.endPosition() <= end) {
                batch(segment, out);
            }
            out.writeInt(0);
            out.writeLong(last);
        }
        if (last < first) {
            throw new IOException("the event log has no event behind byte " + base);
        }
        return new ArchivedSegment(base, first, last, (int) sum.getValue());
    }

    private void batch(RecordingFile segment, DataOutputStream out) throws IOException {
        if (!(codec.decode(segment.message(), 0, segment.length()) instanceof Decoded.Understood(EventBatch batch))
                || batch.firstSequence() != last + 1) {
            throw new IOException("the event log is damaged behind event " + last);
        }
        last += batch.count();
        int length = segment.length();
        bytes = bytes.length < length ? new byte[length] : bytes;
        segment.message().getBytes(0, bytes, 0, length);
        out.writeInt(length);
        out.writeLong(segment.endPosition());
        out.write(bytes, 0, length);
    }
}
