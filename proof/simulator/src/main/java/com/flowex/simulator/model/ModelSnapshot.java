package com.flowex.simulator.model;

import com.flowex.cluster.reducer.CommandApplier;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.snapshot.Snapshot;
import com.flowex.cluster.snapshot.SnapshotReader;
import com.flowex.cluster.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A snapshot made by the node's own writer, part by part, with the number of log records that it covers. */
final class ModelSnapshot {
    /** Length of a part; it is small, so that most snapshots have several parts. */
    private static final int PART_LENGTH = 2_048;

    private final long index;
    private final EventLogPosition place;
    private final List<byte[]> parts = new ArrayList<>();
    private boolean isSynced;

    private ModelSnapshot(long index, EventLogPosition place) {
        this.index = index;
        this.place = place;
    }

    static ModelSnapshot of(CommandApplier applier, StateMachine written, EventLogPosition place, long index) {
        ModelSnapshot snapshot = new ModelSnapshot(index, place);
        new SnapshotWriter(
                        (frame, length) -> {
                            byte[] part = new byte[length];
                            frame.getBytes(0, part);
                            snapshot.parts.add(part);
                        },
                        PART_LENGTH)
                .write(written, place, applier.timeNanos());
        return snapshot;
    }

    /** Returns a copy for another disk. */
    ModelSnapshot copy() {
        ModelSnapshot copy = new ModelSnapshot(index, place);
        copy.parts.addAll(parts);
        copy.isSynced = true;
        return copy;
    }

    /** Returns the number of records of the log that it covers. */
    long index() {
        return index;
    }

    /** Returns the place in the event log that it covers. */
    EventLogPosition place() {
        return place;
    }

    void sync() {
        isSynced = true;
    }

    boolean isSynced() {
        return isSynced;
    }

    /** Removes the last part, as if its end was never written. */
    void tear() {
        parts.removeLast();
    }

    /**
     * Reads it back.
     *
     * @throws com.flowex.cluster.stop.NodeRefusedException if it does not give the state that was written
     */
    Snapshot read(StateMachine.StateMachineRestorer restoring) {
        SnapshotReader reader = new SnapshotReader(restoring);
        parts.forEach(part -> reader.onChunk(new UnsafeBuffer(part), 0, part.length));
        return reader.finish();
    }
}
