package com.flowex.cluster.snapshot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.flowex.cluster.disk.SnapshotFormat;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.state.StateCodec;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Writer of one snapshot, in frames as full as possible. */
public final class SnapshotWriter {
    /** Receiver of the frames, in order; the buffer is reused. */
    public interface Frames {
        void send(DirectBuffer frame, int length);
    }

    private final Frames frames;
    private final StateCodec codec = new StateCodec();
    private final RecordDeltaCodec packer = new RecordDeltaCodec(StateCodec.LENGTH_MAX);
    private final UnsafeBuffer encoded = new UnsafeBuffer(new byte[StateCodec.LENGTH_MAX + Long.BYTES]);
    private final UnsafeBuffer chunk;
    private int length = SnapshotFormat.RECORDS_AT;
    private int count;
    private long total;

    /** @param frameLengthMax highest length of a frame, in bytes */
    public SnapshotWriter(Frames frames, int frameLengthMax) {
        this.frames = frames;
        chunk = new UnsafeBuffer(new byte[frameLengthMax]);
    }

    /** Creates a writer to a publication that waits whenever the publication has no room. */
    public static SnapshotWriter to(ExclusivePublication publication, IdleStrategy idle) {
        return new SnapshotWriter(
                (frame, length) -> offer(publication, idle, frame, length), publication.maxPayloadLength());
    }

    /** @return the digest written at the snapshot's end */
    public long write(StateMachine core, EventLogPosition place, long timeNanos) {
        header(place, timeNanos);
        long digest = core.writeState(this::record);
        if (count > 0) {
            sendRecords();
        }
        end(digest);
        return digest;
    }

    private void header(EventLogPosition place, long timeNanos) {
        chunk.putInt(0, SnapshotFormat.HEADER, LITTLE_ENDIAN);
        chunk.putInt(SnapshotFormat.VERSION_AT, SnapshotFormat.VERSION, LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.SEQUENCE_AT, place.sequence(), LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.POSITION_AT, place.position(), LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.BATCH_POSITION_AT, place.batchPosition(), LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.TIME_AT, timeNanos, LITTLE_ENDIAN);
        send(SnapshotFormat.HEADER_LENGTH);
    }

    private void record(StateRecord state) {
        int written = codec.encode(state, encoded, 0);
        encoded.putLong(written, 0);
        if (length + RecordDeltaCodec.packedMax(written) + 1 > chunk.capacity()) {
            sendRecords();
        }
        length += packer.pack(StateCodec.kindOf(encoded, 0), encoded, written, chunk, length);
        count++;
    }

    private void sendRecords() {
        chunk.putInt(0, SnapshotFormat.PACKED, LITTLE_ENDIAN);
        chunk.putInt(SnapshotFormat.COUNT_AT, count, LITTLE_ENDIAN);
        send(length + 1);
        total += count;
        length = SnapshotFormat.RECORDS_AT;
        count = 0;
    }

    private void end(long digest) {
        chunk.putInt(0, SnapshotFormat.END, LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.TOTAL_AT, total, LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.DIGEST_AT, digest, LITTLE_ENDIAN);
        send(SnapshotFormat.END_LENGTH);
    }

    private void send(int chunkLength) {
        chunk.putByte(chunkLength - 1, SnapshotFormat.LAST);
        frames.send(chunk, chunkLength);
    }

    private static void offer(ExclusivePublication publication, IdleStrategy idle, DirectBuffer frame, int length) {
        idle.reset();
        long result = publication.offer(frame, 0, length);
        while (result < 0) {
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                throw new IllegalStateException("the snapshot cannot be written: " + Publication.errorString(result));
            }
            idle.idle();
            result = publication.offer(frame, 0, length);
        }
    }
}
