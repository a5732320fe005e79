package com.flowex.cluster.archive;

import com.flowex.cluster.settings.ArchiveStore;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.EventBatch;
import com.flowex.protocol.EventBatchCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every event from the first on, up to a segment's end, in a store that outlives the node. */
public final class EventArchive {
    private final ArchiveStore store;

    /** Takes the events of an archive, in their order. */
    @FunctionalInterface
    public interface Reader {
        /**
         * The events of one command.
         *
         * @param endPosition bytes of the event log behind them
         * @return whether it wants more
         */
        boolean on(EventBatch batch, long endPosition);
    }

    public EventArchive(ArchiveStore store) {
        this.store = store;
    }

    /**
     * What it holds without a gap, from the first event on.
     *
     * @throws IOException if the store cannot be asked
     */
    public List<ArchivedStretch> stretches() throws IOException {
        List<ArchivedStretch> all = store.names(ArchivedStretch.PREFIX).stream()
                .map(ArchivedStretch::named)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(ArchivedStretch::base))
                .toList();
        List<ArchivedStretch> whole = new ArrayList<>();
        long end = 0;
        long last = 0;
        for (ArchivedStretch each : all) {
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
     * Adds a segment of an event log, or finds that it is there already.
     *
     * @param base where the segment begins
     * @param after number of the last event before it
     * @param events the directory of the event log's segments
     * @param scratch a file for the time being, written anew and removed
     * @throws OtherHistoryException if the archive has other events there
     * @throws IOException if the segment is damaged, or the store does not take it
     */
    ArchivedStretch add(long base, long after, Path events, long recording, Path scratch) throws IOException {
        try {
            ArchivedStretch stretch = new StretchWriter(events, recording).write(base, after, scratch);
            List<String> there = store.names(ArchivedStretch.place(base));
            if (there.isEmpty()) {
                store.put(stretch.name(), scratch);
            } else if (!there.equals(List.of(stretch.name()))) {
                throw new OtherHistoryException(stretch, there);
            }
            return stretch;
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /**
     * Whether an event is the last before a place: between the two is nothing but what filled the segment.
     *
     * @param begin where a segment of the event log begins, in bytes
     */
    public boolean isLastBefore(long begin, long sequence) throws IOException {
        return stretches().stream().anyMatch(each -> each.end() == begin && each.lastSequence() == sequence);
    }

    /**
     * Reads from an event on until the reader has enough or the archive ends.
     *
     * @param after number of the last event that the reader has
     * @throws IOException if an object cannot be reached or is damaged, or there is none that goes on behind {@code after}
     */
    public void read(long after, Reader reader) throws IOException {
        List<ArchivedStretch> wanted =
                stretches().stream().filter(each -> each.lastSequence() > after).toList();
        if (wanted.isEmpty()) {
            throw new IOException("the archive has no events behind " + after);
        }
        for (ArchivedStretch each : wanted) {
            if (!read(each, after, reader)) {
                return;
            }
        }
    }

    private boolean read(ArchivedStretch stretch, long after, Reader reader) throws IOException {
        EventBatchCodec codec = new EventBatchCodec();
        try (StretchReader in = new StretchReader(stretch, store.open(stretch.name()))) {
            while (in.next()) {
                if (!(codec.decode(in.message(), 0, in.length()) instanceof Decoded.Understood(EventBatch batch))) {
                    throw new IOException(
                            "the archive's " + stretch.name() + " has events that this build does not know");
                }
                boolean isWanted = batch.lastSequence() > after;
                if (isWanted && !reader.on(batch, in.endPosition())) {
                    return false;
                }
            }
            return true;
        }
    }
}
