package com.flowex.cluster.disk;

import com.flowex.cluster.disk.CatalogFile.Recording;
import com.flowex.cluster.disk.RecordingLogFile.SnapshotEntry;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SnapshotMark;
import io.aeron.cluster.codecs.SnapshotMarkerDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.agrona.DirectBuffer;

/** A snapshot's files on the disk. */
public final class SnapshotFile {
    private SnapshotFile() {}

    /**
     * Returns the reason why a snapshot cannot be loaded; empty if it has a beginning and an end. Only loading shows
     * whether the state is right.
     */
    public static Optional<String> fault(Path log, SnapshotEntry entry, Map<Long, Recording> recordings)
            throws IOException {
        if (!recordings.containsKey(entry.recordingId()) || !recordings.containsKey(entry.clusterRecordingId())) {
            return Optional.of("the catalog does not know it");
        }
        if (!endsWithMark(new RecordingFile(log, entry.clusterRecordingId()))) {
            return Optional.of("the cluster's part has no end");
        }
        return hasEnd(new RecordingFile(log, entry.recordingId())) ? Optional.empty() : Optional.of("it has no end");
    }

    /** Returns the number of the last event before the snapshot, from its header; 0 if it has none. */
    public static long sequence(Path log, SnapshotEntry entry) throws IOException {
        return header(log, entry, SnapshotFormat.SEQUENCE_AT);
    }

    /** Returns the position up to which the event log must exist, in bytes; 0 if the snapshot has no header. */
    public static long eventPosition(Path log, SnapshotEntry entry) throws IOException {
        return header(log, entry, SnapshotFormat.POSITION_AT);
    }

    private static long header(Path log, SnapshotEntry entry, int at) throws IOException {
        RecordingFile recording = new RecordingFile(log, entry.recordingId());
        boolean isThere = endsWithMark(recording) && recording.next();
        return isThere ? recording.message().getLong(at, ByteOrder.LITTLE_ENDIAN) : 0;
    }

    private static boolean endsWithMark(RecordingFile recording) throws IOException {
        while (recording.next()) {
            if (isEndMark(recording.message(), recording.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEnd(RecordingFile recording) throws IOException {
        if (!endsWithMark(recording)) {
            return false;
        }
        while (recording.next()) {
            if (recording.message().getInt(0, ByteOrder.LITTLE_ENDIAN) == SnapshotFormat.END) {
                return true;
            }
        }
        return false;
    }

    /** Returns true for the end mark of the cluster's part; the engine's part follows it. */
    public static boolean isEndMark(DirectBuffer message, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + SnapshotMarkerDecoder.BLOCK_LENGTH) {
            return false;
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(message, 0);
        return header.templateId() == SnapshotMarkerDecoder.TEMPLATE_ID
                && new SnapshotMarkerDecoder()
                                .wrapAndApplyHeader(message, 0, header)
                                .mark()
                        == SnapshotMark.END;
    }
}
