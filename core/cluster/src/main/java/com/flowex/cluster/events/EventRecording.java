package com.flowex.cluster.events;

import com.flowex.cluster.check.DataScrub;
import com.flowex.cluster.check.StartCheck;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.disk.FrameFormat;
import com.flowex.cluster.disk.SegmentFrames;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.event.EventBatch;
import com.flowex.protocol.event.EventBatchCodec;
import io.aeron.ChannelUri;
import io.aeron.ExclusivePublication;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.archive.codecs.SourceLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.IdleStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The single recording of the event archive, found, checked and repaired before the engine continues. */
final class EventRecording {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventRecording.class);
    private static final long NONE = -1;

    private final AeronArchive archive;
    private final Path directory;
    private final long id;
    private final long stopPosition;

    private EventRecording(AeronArchive archive, Path directory, long id, long stopPosition) {
        this.archive = archive;
        this.directory = directory;
        this.id = id;
        this.stopPosition = stopPosition;
    }

    /**
     * Finds the recording.
     *
     * @throws NodeRefusedException if it does not reach {@code from}, or has another format
     */
    static EventRecording find(AeronArchive archive, Path directory, EventLogPosition from) {
        List<EventRecording> found = new ArrayList<>();
        List<String> strange = new ArrayList<>();
        archive.listRecordingsForUri(
                0,
                Integer.MAX_VALUE,
                "alias=" + EventLogFormat.ALIAS,
                EventLogFormat.STREAM,
                (_, _, id, _, _, start, stop, term, segment, termLength, mtu, _, _, _, _, _) -> {
                    found.add(new EventRecording(archive, directory, id, stop));
                    if (!EventLogFormat.is(start, term, segment, termLength, mtu)) {
                        strange.add("recording " + id);
                    }
                });
        if (found.size() > 1 || !strange.isEmpty()) {
            throw new NodeRefusedException("the event log in " + directory + " is not of this format: " + found.size()
                    + " recordings, strange are " + strange);
        }
        EventRecording recording = found.isEmpty() ? new EventRecording(archive, directory, NONE, 0) : found.getFirst();
        if (recording.stopPosition < from.position()) {
            throw recording.gap(from, recording.stopPosition);
        }
        return recording;
    }

    private NodeRefusedException gap(EventLogPosition from, long end) {
        return new NodeRefusedException("the event log is damaged or incomplete below the snapshot: the snapshot needs "
                + "event " + from.sequence() + " before byte " + from.position() + ", the recording is readable up to "
                + end + " of " + stopPosition + ": the log can give it again: ./flowex doctor "
                + StartCheck.operand(directory.resolveSibling("")) + " --rebuild-events");
    }

    boolean exists() {
        return id != NONE;
    }

    long id() {
        return id;
    }

    /**
     * Reads everything behind the snapshot, and the last batch before it, which proves that the recording really
     * exists. Cuts off unreadable data; the log still has it, and the engine will derive it again.
     *
     * @return position at which the recording ends now
     */
    EventLogPosition mend(EventLogPosition from, IdleStrategy idle) {
        EventLogPosition end = readable(from, idle);
        if (end.position() < from.position()) {
            throw gap(from, end.position());
        }
        if (end.position() < stopPosition) {
            LOGGER.warn(
                    "the event log is damaged behind event {}: {} bytes are cut off and derived again",
                    end.sequence(),
                    stopPosition - end.position());
            cutOff(end.position(), idle);
        }
        return end;
    }

    private void cutOff(long position, IdleStrategy idle) {
        try {
            Files.deleteIfExists(DataScrub.sums(directory));
            SegmentFrames.mark(directory, id, position);
        } catch (IOException e) {
            throw new NodeRefusedException("the event log in " + directory + " cannot be written: " + e, e);
        }
        long deadline = System.nanoTime() + AeronSettings.ARCHIVE_TIMEOUT_NANOS;
        while (!isCutOff(position)) {
            if (deadline - System.nanoTime() < 0) {
                throw new IllegalStateException("the event archive does not cut off the damaged end");
            }
            idle.idle();
        }
    }

    /** Returns false while the archive has not yet noticed that the replay just closed is over. */
    private boolean isCutOff(long position) {
        try {
            archive.truncateRecording(id, position);
            return true;
        } catch (ArchiveException e) {
            if (e.errorCode() != ArchiveException.ACTIVE_RECORDING) {
                throw e;
            }
            return false;
        }
    }

    private EventLogPosition readable(EventLogPosition from, IdleStrategy idle) {
        EventLogPosition end = new EventLogPosition(0, from.batchPosition(), 0);
        long wholeUpTo = wholeUpTo(end.position());
        if (wholeUpTo <= end.position()) {
            return end;
        }
        try (RecordedEventReplay events = new RecordedEventReplay(archive, id, end.position(), wholeUpTo, idle)) {
            EventBatchCodec codec = new EventBatchCodec();
            while (events.next()
                    && codec.decode(events.message(), 0, events.length())
                            instanceof Decoded.Understood(EventBatch batch)
                    && follows(end, batch, events.endPosition(), from)) {
                end = end.after(batch.lastSequence(), events.endPosition());
            }
            return end;
        } catch (ArchiveException e) {
            LOGGER.warn("the event log cannot be read at byte {}: {}", end.position(), e.getMessage());
            return end;
        }
    }

    private long wholeUpTo(long from) {
        try {
            return SegmentFrames.wholeUpTo(directory, id, FrameFormat.EVENTS, from, stopPosition);
        } catch (IOException e) {
            throw new NodeRefusedException("the event log in " + directory + " cannot be read: " + e, e);
        }
    }

    /**
     * Returns true if a batch follows. The first batch read is the last one of the snapshot, if that has any; every
     * later one follows on the one before.
     */
    private static boolean follows(EventLogPosition end, EventBatch batch, long endPosition, EventLogPosition from) {
        return end.position() < from.position()
                ? endPosition == from.position() && batch.lastSequence() == from.sequence()
                : batch.firstSequence() == end.sequence() + 1;
    }

    /** Records a publication as the next part of this recording or, if there is none, as a new one. */
    void recordFrom(ExclusivePublication publication) {
        String channel = ChannelUri.addSessionId(publication.channel(), publication.sessionId());
        if (exists()) {
            archive.extendRecording(id, channel, EventLogFormat.STREAM, SourceLocation.LOCAL, true);
        } else {
            archive.startRecording(channel, EventLogFormat.STREAM, SourceLocation.LOCAL, true);
        }
    }
}
