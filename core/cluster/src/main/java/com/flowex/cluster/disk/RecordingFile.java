package com.flowex.cluster.disk;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reader of one recording's messages from its segment files. It needs no archive and writes nothing. It ends at a frame
 * that is missing, cut in two, or of an impossible length.
 */
public final class RecordingFile {
    private final Path archive;
    private final long id;
    private final long first;
    private final ExpandableArrayBuffer message = new ExpandableArrayBuffer(EventLogFormat.MTU);
    private @Nullable SegmentFrames segment;
    private int at;
    private long base;
    private int length;
    private long endPosition;

    /**
     * Creates a reader from the beginning of the recording.
     *
     * @param archive directory of the segment files
     */
    public RecordingFile(Path archive, long id) throws IOException {
        this(archive, id, firstSegment(archive, id));
    }

    /** @param segment position at which one of its files begins; messages that begin before it are skipped */
    public RecordingFile(Path archive, long id, long segment) {
        this.archive = archive;
        this.id = id;
        this.first = segment;
    }

    /** Returns the position of the first present file: 0 unless earlier files were cut off, and 0 if there is none. */
    public static long firstSegment(Path archive, long id) throws IOException {
        List<Long> segments = EventLogFormat.segments(archive, id);
        return segments.isEmpty() ? 0 : segments.getFirst();
    }

    /** Reads the next whole message; returns false at the end. */
    public boolean next() throws IOException {
        length = 0;
        boolean open = false;
        while (hasFrame()) {
            SegmentFrames frames = current();
            int frame = at;
            at = frames.next(frame);
            if (!frames.isPadding(frame)) {
                int flags = frames.flags(frame);
                open = open || (flags & FrameDescriptor.BEGIN_FRAG_FLAG) != 0;
                append(frames, frame);
                if (open && (flags & FrameDescriptor.END_FRAG_FLAG) != 0) {
                    endPosition = base + at;
                    return true;
                }
            }
        }
        return false;
    }

    private void append(SegmentFrames frames, int frame) {
        int payload = frames.length(frame) - DataHeaderFlyweight.HEADER_LENGTH;
        message.putBytes(length, frames.bytes(), frame + DataHeaderFlyweight.HEADER_LENGTH, payload);
        length += payload;
    }

    private boolean hasFrame() throws IOException {
        if (segment == null && !open(first)) {
            return false;
        }
        if (at == EventLogFormat.SEGMENT_LENGTH && !open(base + EventLogFormat.SEGMENT_LENGTH)) {
            return false;
        }
        return current().hasWholeFrameAt(at);
    }

    private boolean open(long position) throws IOException {
        Path file = archive.resolve(EventLogFormat.segmentFile(id, position));
        if (!Files.exists(file)) {
            return false;
        }
        segment = SegmentFrames.of(file);
        base = position;
        at = 0;
        return true;
    }

    private SegmentFrames current() {
        SegmentFrames frames = segment;
        if (frames == null) {
            throw new IllegalStateException("nothing read yet");
        }
        return frames;
    }

    /** Returns the last message read, from 0 to {@link #length}; valid until the next is read. */
    public DirectBuffer message() {
        return message;
    }

    public int length() {
        return length;
    }

    /** Returns the recording position behind the last message read, in bytes. */
    public long endPosition() {
        return endPosition;
    }
}
