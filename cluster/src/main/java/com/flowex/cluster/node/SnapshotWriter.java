package com.flowex.cluster.node;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.StateCodec;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes one snapshot, in frames as full as they can be. */
final class SnapshotWriter {
    private static final int RECORD_HEADER = Short.BYTES;

    private final ExclusivePublication publication;
    private final IdleStrategy idle;
    private final StateCodec codec = new StateCodec();
    private final UnsafeBuffer chunk;
    private final int limit;
    private int length = SnapshotFormat.RECORDS_AT;
    private int count;
    private long total;

    SnapshotWriter(ExclusivePublication publication, IdleStrategy idle) {
        this.publication = publication;
        this.idle = idle;
        chunk = new UnsafeBuffer(new byte[publication.maxPayloadLength()]);
        limit = chunk.capacity() - RECORD_HEADER - StateCodec.LENGTH_MAX - 1;
    }

    /** @return the digest written at its end */
    long write(Core core, EventPlace place, long timeNanos) {
        header(place, timeNanos);
        long digest = core.writeState(this::record);
        if (count > 0) {
            sendRecords();
        }
        end(digest);
        return digest;
    }

    private void header(EventPlace place, long timeNanos) {
        chunk.putInt(0, SnapshotFormat.HEADER, LITTLE_ENDIAN);
        chunk.putInt(SnapshotFormat.VERSION_AT, SnapshotFormat.VERSION, LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.SEQUENCE_AT, place.sequence(), LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.POSITION_AT, place.position(), LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.BATCH_POSITION_AT, place.batchPosition(), LITTLE_ENDIAN);
        chunk.putLong(SnapshotFormat.TIME_AT, timeNanos, LITTLE_ENDIAN);
        send(SnapshotFormat.HEADER_LENGTH);
    }

    private void record(StateRecord state) {
        if (length > limit) {
            sendRecords();
        }
        int written = codec.encode(state, chunk, length + RECORD_HEADER);
        chunk.putShort(length, (short) written, LITTLE_ENDIAN);
        length += RECORD_HEADER + written;
        count++;
    }

    private void sendRecords() {
        chunk.putInt(0, SnapshotFormat.RECORDS, LITTLE_ENDIAN);
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
        idle.reset();
        long result = publication.offer(chunk, 0, chunkLength);
        while (result < 0) {
            if (result != Publication.BACK_PRESSURED && result != Publication.ADMIN_ACTION) {
                throw new IllegalStateException("the snapshot cannot be written: " + Publication.errorString(result));
            }
            idle.idle();
            result = publication.offer(chunk, 0, chunkLength);
        }
    }
}
