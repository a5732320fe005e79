package com.flowex.cluster.repair;

import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.io.IOException;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/** Reader of a stopped node's event log, batch by batch, from its beginning or from the position where it was cut. */
final class RecordedBatchReader {
    private final RecordingFile file;

    /** Number of the first event present; 0 if nothing was cut. */
    private final long first;

    private boolean isRead;

    RecordedBatchReader(Path events) throws IOException {
        long segment = RecordingFile.firstSegment(events, 0);
        file = new RecordingFile(events, 0, segment);
        first = segment < EventLogFormat.SEGMENT_LENGTH ? 0 : firstSequence();
        isRead = first > 0;
    }

    private long firstSequence() throws IOException {
        return file.next()
                        && new EventBatchCodec().decode(file.message(), 0, file.length())
                                instanceof Decoded.Understood(EventBatch batch)
                ? batch.firstSequence()
                : Long.MAX_VALUE;
    }

    /** Returns true if an event is one of those that were cut off. */
    boolean wasCutBefore(long sequence) {
        return sequence < first;
    }

    /** Skips to the batch behind a position. */
    void skipTo(EventLogPosition place) throws IOException {
        while (isRead || file.next()) {
            isRead = file.endPosition() > place.position();
            if (file.endPosition() >= place.position()) {
                return;
            }
        }
    }

    /** Reads the next batch; returns false at the end. */
    boolean next() throws IOException {
        boolean found = isRead || file.next();
        isRead = false;
        return found;
    }

    DirectBuffer message() {
        return file.message();
    }

    int length() {
        return file.length();
    }

    /** Returns the position behind the last batch read, in bytes. */
    long endPosition() {
        return file.endPosition();
    }
}
