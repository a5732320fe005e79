package com.flowex.cluster.archive;

import com.flowex.cluster.settings.ArchiveStore;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All events from the first on, up to a segment's end, in a store that outlives the node. */
public final class EventArchive {
    private final ArchiveStore store;

    /** Receiver of the events of an archive, in order. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Receives the events of one command.
         *
         * @param endPosition position in the event log behind the batch, in bytes
         * @return true if the reader wants more events
         */
        boolean on(EventBatch batch, long endPosition);
    }

    public EventArchive(ArchiveStore store) {
        this.store = store;
    }

    /**
     * Returns the segments that the archive holds without a gap, from the first event on.
     *
     * @throws IOException if the store cannot be read
     */
    public List<ArchivedSegment> segments() throws IOException {
        List<ArchivedSegment> all = store.names(ArchivedSegment.PREFIX).stream()
                .map(ArchivedSegment::named)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(ArchivedSegment::base))
                .toList();
        List<ArchivedSegment> whole = new ArrayList<>();
        long end = 0;
        long last = 0;
        for (ArchivedSegment each : all) {
            if (each.base() != end || each.firstSequence() != last + 1) {
                return whole;
            }
            whole.add(each);
            end = each.end();
            last = each.lastSequence();
        }
        return whole;
    }

    /**
     * Adds a segment of an event log, unless it is already there.
     *
     * @param base position in the event log at which the segment begins, in bytes
     * @param after number of the last event before it
     * @param events directory of the event log's segments
     * @param scratch temporary file, overwritten and then deleted
     * @throws DivergentArchiveException if the archive has other events there
     * @throws IOException if the segment is damaged, or the store does not accept it
     */
    ArchivedSegment add(long base, long after, Path events, long recording, Path scratch) throws IOException {
        try {
            ArchivedSegment segment = new ArchivedSegmentWriter(events, recording).write(base, after, scratch);
            List<String> there = store.names(ArchivedSegment.place(base));
            if (there.isEmpty()) {
                store.put(segment.name(), scratch);
            } else if (!there.equals(List.of(segment.name()))) {
                throw new DivergentArchiveException(segment, there);
            }
            return segment;
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /**
     * Returns true if an event is the last before a position: only the filling of the segment is between the two.
     *
     * @param begin position in the event log at which a segment begins, in bytes
     */
    public boolean isLastBefore(long begin, long sequence) throws IOException {
        return segments().stream().anyMatch(each -> each.end() == begin && each.lastSequence() == sequence);
    }

    /**
     * Reads from an event on until the reader has enough or the archive ends.
     *
     * @param after number of the last event that the reader has
     * @throws IOException if an object cannot be reached or is damaged, or no object continues behind {@code after}
     */
    public void read(long after, Reader reader) throws IOException {
        List<ArchivedSegment> segments =
                segments().stream().filter(each -> each.lastSequence() > after).toList();
        if (segments.isEmpty()) {
            throw new IOException("the archive has no events behind " + after);
        }
        for (ArchivedSegment each : segments) {
            if (!read(each, after, reader)) {
                return;
            }
        }
    }

    private boolean read(ArchivedSegment segment, long after, Reader reader) throws IOException {
        EventBatchCodec codec = new EventBatchCodec();
        try (ArchivedSegmentReader in = new ArchivedSegmentReader(segment, store.open(segment.name()))) {
            while (in.next()) {
                if (!(codec.decode(in.message(), 0, in.length()) instanceof Decoded.Understood(EventBatch batch))) {
                    throw new IOException(
                            "the archive's " + segment.name() + " has events that this build does not know");
                }
                boolean isRequested = batch.lastSequence() > after;
                if (isRequested && !reader.on(batch, in.endPosition())) {
                    return false;
                }
            }
            return true;
        }
    }
}
