package com.flowex.cluster.archive;

import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.settings.ArchiveStore;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reader of all events from a number on, for inspection: from the archive, and then from the files of the event log.
 * The node may run or not. For a running node, reading ends with the events on the disk.
 */
public final class EventHistoryReader {
    private final Path events;
    private final Optional<ArchiveStore> archive;

    /**
     * Creates a reader of a node's event log and of its archive.
     *
     * @param dataDirectory data directory of an exchange, which contains the node's
     */
    public EventHistoryReader(Path dataDirectory, Optional<ArchiveStore> archive) {
        events = dataDirectory.resolve("node").resolve("events");
        this.archive = archive;
    }

    /** Reader that remembers its position and whether more events are wanted. */
    private static final class Progress implements EventArchive.Reader {
        private final EventArchive.Reader reader;
        private long sequence;
        private boolean wantsMore = true;

        Progress(long after, EventArchive.Reader reader) {
            sequence = after;
            this.reader = reader;
        }

        @Override
        public boolean on(EventBatch batch, long endPosition) {
            long last = batch.lastSequence();
            if (last > sequence) {
                sequence = last;
                wantsMore = reader.on(batch, endPosition);
            }
            return wantsMore;
        }
    }

    /**
     * Reads batches; the first may begin before the requested event.
     *
     * @param after number of the last event that is not wanted, 0 for all
     * @throws IOException if something cannot be read, if the events were cut off and are not archived, or if there is
     *     neither log nor archive
     */
    public void read(long after, EventArchive.Reader reader) throws IOException {
        Progress progress = new Progress(after, reader);
        if (!Files.isDirectory(events)) {
            readArchiveAlone(progress);
            return;
        }
        long begin = RecordingFile.firstSegment(events, 0);
        RecordingFile file = new RecordingFile(events, 0, begin);
        EventBatchCodec codec = new EventBatchCodec();
        boolean isFirst = begin >= EventLogFormat.SEGMENT_LENGTH;
        while (progress.wantsMore && file.next()) {
            if (!(codec.decode(file.message(), 0, file.length()) instanceof Decoded.Understood(EventBatch batch))) {
                throw new IOException("the event log in " + events + " is damaged behind event " + progress.sequence);
            }
            if (isFirst && batch.firstSequence() > after + 1) {
                readArchive(progress, batch.firstSequence());
            }
            isFirst = false;
            if (progress.wantsMore) {
                progress.on(batch, file.endPosition());
            }
        }
    }

    /** Reads the archive alone, on a machine without a node. */
    private void readArchiveAlone(Progress progress) throws IOException {
        String missing = "there is no event log in " + events
                + ": where the nodes are elsewhere, read on the machine of one of them, or from the archive: ";
        if (archive.isEmpty()) {
            throw new IOException(missing + "FLOWEX_ARCHIVE_TO names none");
        }
        try {
            new EventArchive(archive.get()).read(progress.sequence, progress);
        } catch (IOException e) {
            throw new IOException(missing + e.getMessage(), e);
        }
    }

    private void readArchive(Progress progress, long until) throws IOException {
        if (archive.isEmpty()) {
            throw new IOException("events before " + until
                    + " were cut off the event log, and FLOWEX_ARCHIVE_TO names no archive that has them");
        }
        new EventArchive(archive.get())
                .read(progress.sequence, (batch, end) -> batch.firstSequence() < until && progress.on(batch, end));
        if (progress.wantsMore && progress.sequence + 1 < until) {
            throw new IOException(
                    "the archive ends with event " + progress.sequence + ", the event log begins with " + until);
        }
    }
}
