package com.flowex.cluster.snapshot;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import com.flowex.cluster.disk.RecordingFile;
import com.flowex.cluster.disk.SnapshotFile;
import com.flowex.cluster.disk.SnapshotFormat;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.domain.UnknownRulesException;
import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.Decoded;
import com.flowex.protocol.state.StateCodec;
import io.aeron.Image;
import java.io.IOException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.IdleStrategy;

/** Reader of one snapshot, which verifies that it gives the state that was written. */
public final class SnapshotReader {
    private static final int FRAGMENTS_MAX = 64;

    private final StateMachine.StateMachineRestorer restoring;
    private final StateCodec codec = new StateCodec();
    private final RecordDeltaCodec packer = new RecordDeltaCodec(StateCodec.LENGTH_MAX);
    private EventLogPosition place = EventLogPosition.START;
    private long timeNanos;
    private long records;
    private long recordsWritten;
    private long digestWritten;
    private boolean started;
    private boolean ended;

    public SnapshotReader(StateMachine.StateMachineRestorer restoring) {
        this.restoring = restoring;
    }

    /** @throws NodeRefusedException if the snapshot is damaged, of another version, or gives another state */
    public Snapshot read(Image image, IdleStrategy idle) {
        idle.reset();
        while (!ended) {
            int fragments = image.poll((chunk, at, length, _) -> onChunk(chunk, at, length), FRAGMENTS_MAX);
            if (fragments == 0 && (image.isClosed() || image.isEndOfStream())) {
                throw damaged("it has no end");
            }
            if (fragments == 0) {
                idle.idle();
            }
        }
        return finish();
    }

    /**
     * Reads a snapshot like {@link #read(Image, IdleStrategy)}, from the disk; the cluster's own part before it is
     * skipped.
     */
    public Snapshot read(RecordingFile recording) throws IOException {
        boolean isEngines = false;
        while (!ended) {
            if (!recording.next()) {
                throw damaged("it has no end");
            }
            if (isEngines) {
                onChunk(recording.message(), 0, recording.length());
            } else {
                isEngines = SnapshotFile.isEndMark(recording.message(), recording.length());
            }
        }
        return finish();
    }

    /**
     * Returns the state that the parts gave.
     *
     * @throws DamagedSnapshotException if they do not give the state that was written
     */
    public Snapshot finish() {
        if (records != recordsWritten) {
            throw damaged("it has " + records + " records, " + recordsWritten + " were written");
        }
        StateMachine core = restored();
        if (core.sequence() != place.sequence() || core.digest() != digestWritten) {
            throw damaged("restored, the state is at event " + core.sequence() + " with digest " + core.digest()
                    + ", written were " + place.sequence() + " and " + digestWritten);
        }
        return new Snapshot(core, place, timeNanos);
    }

    private StateMachine restored() {
        try {
            return restoring.restored();
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private void accept(StateRecord state) {
        try {
            restoring.accept(state);
        } catch (UnknownRulesException e) {
            throw new NodeRefusedException(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    /** Reads the next part of a snapshot, from any storage. */
    public void onChunk(DirectBuffer buffer, int offset, int length) {
        int kind = buffer.getInt(offset, LITTLE_ENDIAN);
        if (ended || started == (kind == SnapshotFormat.HEADER)) {
            throw damaged("its parts are out of order");
        }
        switch (kind) {
            case SnapshotFormat.HEADER -> onHeader(buffer, offset);
            case SnapshotFormat.RECORDS -> onRecords(buffer, offset);
            case SnapshotFormat.PACKED -> onPacked(buffer, offset, length);
            case SnapshotFormat.END -> onEnd(buffer, offset);
            default -> throw damaged("it has a part of kind " + kind);
        }
    }

    private void onHeader(DirectBuffer buffer, int offset) {
        int version = buffer.getInt(offset + SnapshotFormat.VERSION_AT, LITTLE_ENDIAN);
        if (version < 1 || version > SnapshotFormat.VERSION) {
            throw new NodeRefusedException("the snapshot is of version " + version + ", this build reads 1 to "
                    + SnapshotFormat.VERSION + ": use the build that wrote it");
        }
        place = new EventLogPosition(
                buffer.getLong(offset + SnapshotFormat.SEQUENCE_AT, LITTLE_ENDIAN),
                buffer.getLong(offset + SnapshotFormat.POSITION_AT, LITTLE_ENDIAN),
                buffer.getLong(offset + SnapshotFormat.BATCH_POSITION_AT, LITTLE_ENDIAN));
        timeNanos = buffer.getLong(offset + SnapshotFormat.TIME_AT, LITTLE_ENDIAN);
        started = true;
    }

    private void onRecords(DirectBuffer buffer, int offset) {
        int count = buffer.getInt(offset + SnapshotFormat.COUNT_AT, LITTLE_ENDIAN);
        int at = offset + SnapshotFormat.RECORDS_AT;
        for (int i = 0; i < count; i++) {
            int length = buffer.getShort(at, LITTLE_ENDIAN);
            onRecord(buffer, at + Short.BYTES, length);
            at += Short.BYTES + length;
        }
    }

    private void onPacked(DirectBuffer buffer, int offset, int length) {
        int count = buffer.getInt(offset + SnapshotFormat.COUNT_AT, LITTLE_ENDIAN);
        int at = offset + SnapshotFormat.RECORDS_AT;
        for (int i = 0; i < count; i++) {
            try {
                at = packer.unpack(buffer, at, offset + length);
            } catch (IllegalArgumentException e) {
                throw damaged("record " + records + ": " + e.getMessage());
            }
            onRecord(packer.record(), 0, packer.length());
        }
    }

    private void onRecord(DirectBuffer buffer, int offset, int length) {
        switch (codec.decode(buffer, offset, length)) {
            case Decoded.Understood(StateRecord state) -> accept(state);
            case Decoded.Garbled(String why) -> throw damaged("record " + records + ": " + why);
        }
        records++;
    }

    private void onEnd(DirectBuffer buffer, int offset) {
        recordsWritten = buffer.getLong(offset + SnapshotFormat.TOTAL_AT, LITTLE_ENDIAN);
        digestWritten = buffer.getLong(offset + SnapshotFormat.DIGEST_AT, LITTLE_ENDIAN);
        ended = true;
    }

    /** The engine checks many conditions of a state, and fails on a state that breaks others. */
    private static DamagedSnapshotException damaged(RuntimeException e) {
        return damaged(e instanceof IllegalStateException ? String.valueOf(e.getMessage()) : e.toString());
    }

    private static DamagedSnapshotException damaged(String how) {
        return new DamagedSnapshotException(how);
    }
}
