package com.flowex.cluster.events;

import com.flowex.cluster.check.StartCheck;
import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.disk.EventLogFormat;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.stop.NodeRefusedException;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.status.RecordingPos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.status.CountersReader;
import org.jspecify.annotations.Nullable;

/**
 * Event log from its writer's view. Recorded events are never written twice: they are compared, byte for byte, with the
 * engine's present output, and a difference is a broken invariant.
 */
public final class EventLog implements AutoCloseable {
    private final AeronArchive archive;
    private final Path directory;
    private final ExclusivePublication publication;
    private final int positionCounter;
    private final long recordingId;
    private final IdleStrategy idle;
    private final long recordedSequence;
    private @Nullable RecordedEventReplay recorded;
    private EventLogPosition place;
    private long forcedPosition;

    /**
     * Continues behind the recorded events.
     *
     * @param from position of the engine: the snapshot it was restored from; everything before is on the disk
     * @throws NodeRefusedException if the recording does not reach the snapshot
     */
    public EventLog(AeronArchive archive, Path directory, EventLogPosition from, IdleStrategy idle) {
        this.archive = archive;
        this.directory = directory;
        this.idle = idle;
        place = from;
        forcedPosition = from.position();
        EventRecording recording = EventRecording.find(archive, directory, from);
        EventLogPosition last = recording.exists() ? recording.mend(from, idle) : EventLogPosition.START;
        long end = last.position();
        recordedSequence = last.sequence();
        Aeron aeron = archive.context().aeron();
        publication = aeron.addExclusivePublication(EventLogFormat.channelAt(end), EventLogFormat.STREAM);
        recording.recordFrom(publication);
        positionCounter = awaitRecording(aeron.countersReader());
        recordingId = RecordingPos.getRecordingId(aeron.countersReader(), positionCounter);
        recorded = end > from.position()
                ? new RecordedEventReplay(archive, recordingId, from.position(), end, idle)
                : null;
    }

    private int awaitRecording(CountersReader counters) {
        long deadline = System.nanoTime() + AeronSettings.ARCHIVE_TIMEOUT_NANOS;
        int counter = CountersReader.NULL_COUNTER_ID;
        while (counter == CountersReader.NULL_COUNTER_ID || !publication.isConnected()) {
            if (deadline - System.nanoTime() < 0) {
                throw new IllegalStateException("the event archive does not record");
            }
            idle.idle();
            counter = RecordingPos.findCounterIdBySession(counters, publication.sessionId(), archive.archiveId());
        }
        return counter;
    }

    /**
     * Appends the events of one command. It waits while the archive is behind; then the log waits, and clients get the
     * outcome that the exchange is overloaded.
     *
     * @param lastSequence number of the command's last event
     * @throws IllegalStateException if the archive is gone or has recorded something else here
     */
    public void append(long lastSequence, DirectBuffer batch, int length) {
        RecordedEventReplay history = recorded;
        long end = history == null ? publish(batch, length) : compare(history, lastSequence, batch, length);
        place = place.after(lastSequence, end);
    }

    private long publish(DirectBuffer batch, int length) {
        idle.reset();
        while (true) {
            long result = publication.offer(batch, 0, length);
            if (result > 0) {
                return result;
            }
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                throw new IllegalStateException(
                        "the event archive is gone: " + Publication.errorString(result) + " at " + place);
            }
            idle.idle();
        }
    }

    private long compare(RecordedEventReplay history, long lastSequence, DirectBuffer batch, int length) {
        if (!history.next()) {
            throw new IllegalStateException("the event log can no longer be read behind " + place);
        }
        if (!same(batch, length, history.message(), history.length())) {
            throw new NodeRefusedException("the re-derived events up to " + lastSequence
                    + " differ from the recorded ones: the log, the event log or the engine has changed; ask which with"
                    + " ./flowex verify-log " + operand()
                    + ", and where the log is right let it count: ./flowex doctor "
                    + operand() + " --rebuild-events");
        }
        long end = history.endPosition();
        if (end >= publication.position()) {
            history.close();
            recorded = null;
        }
        return end;
    }

    /** Returns true if two batches are the same, byte for byte. */
    public static boolean same(DirectBuffer one, int length, DirectBuffer other, int otherLength) {
        boolean isSame = length == otherLength;
        for (int i = 0; i < length && isSame; i++) {
            isSame = one.getByte(i) == other.getByte(i);
        }
        return isSame;
    }

    /** Returns the position behind the last batch appended. */
    public EventLogPosition place() {
        return place;
    }

    /** Returns the archive's number for the recording. */
    public long recordingId() {
        return recordingId;
    }

    /** Returns the refusal for recorded events that the engine has not reached by the end of the log. */
    public NodeRefusedException ahead(long sequence) {
        return new NodeRefusedException("the log has lost its end: it gives events up to " + sequence
                + ", the event log holds them up to " + recordedSequence + ": bring back the newest copy of "
                + directory.getParent() + ", or let what is left of the log count: ./flowex doctor " + operand()
                + " --accept-older-log");
    }

    private String operand() {
        Path root = directory.getParent();
        return root == null ? "DIR" : StartCheck.operand(root);
    }

    /** Returns true if there are recorded events that the engine has not reached. */
    public boolean aheadOfEngine() {
        return recorded != null;
    }

    /** Waits until everything appended is recorded, and forces it to the disk. */
    public void force() {
        awaitRecorded();
        try {
            forceSegments(EventLogFormat.segmentOf(forcedPosition), EventLogFormat.segmentOf(place.position()));
        } catch (IOException e) {
            throw new IllegalStateException("the event log cannot be forced to the disk", e);
        }
        forcedPosition = place.position();
    }

    /** Forces the segments through any descriptor, because a force applies to the file. */
    private void forceSegments(long first, long last) throws IOException {
        for (long position = first; position <= last; position += EventLogFormat.SEGMENT_LENGTH) {
            Path segment = directory.resolve(EventLogFormat.segmentFile(recordingId, position));
            if (Files.exists(segment)) {
                DataDirectory.force(segment);
            }
        }
        DataDirectory.force(directory);
    }

    private void awaitRecorded() {
        CountersReader counters = archive.context().aeron().countersReader();
        idle.reset();
        while (counters.getCounterValue(positionCounter) < place.position()) {
            if (!RecordingPos.isActive(counters, positionCounter, recordingId)) {
                throw new IllegalStateException("the event archive is gone at " + place);
            }
            idle.idle();
        }
    }

    /**
     * Reads what the archive has sent since the last call; call it every second. After nine minutes of unread messages an
     * archive ends the session of its client, with two warnings.
     */
    public void readControl() {
        // Nothing was requested, so no error is of a request; a lost archive shows in the recording.
        var _ = archive.pollForErrorResponse();
    }

    /** Stops recording; events that are not forced are derived again from the log. */
    @Override
    public void close() {
        CloseHelper.quietCloseAll(recorded, publication, archive);
    }
}
