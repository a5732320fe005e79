package com.flowex.simulator.model;

import com.flowex.cluster.fold.Core;
import com.flowex.cluster.fold.EventPlace;
import com.flowex.cluster.fold.Fold;
import com.flowex.cluster.snapshot.Snapshot;
import com.flowex.cluster.snapshot.SnapshotReader;
import com.flowex.cluster.snapshot.SnapshotWriter;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A snapshot as the node's own writer makes it, part by part, and how much of the log it stands for. */
final class TakenSnapshot {
    /** Small, so that most snapshots have several parts. */
    private static final int PART_LENGTH = 2_048;

    private final long index;
    private final EventPlace place;
    private final List<byte[]> parts = new ArrayList<>();
    private boolean isSynced;

    private TakenSnapshot(long index, EventPlace place) {
        this.index = index;
        this.place = place;
    }

    static TakenSnapshot of(Fold fold, Core written, EventPlace place, long index) {
        TakenSnapshot taken = new TakenSnapshot(index, place);
        new SnapshotWriter(
                        (frame, length) -> {
                            byte[] part = new byte[length];
                            frame.getBytes(0, part);
                            taken.parts.add(part);
                        },
                        PART_LENGTH)
                .write(written, place, fold.timeNanos());
        return taken;
    }

    /** The same on another disk. */
    TakenSnapshot copy() {
        TakenSnapshot copy = new TakenSnapshot(index, place);
        copy.parts.addAll(parts);
        copy.isSynced = true;
        return copy;
    }

    /** How many records of the log it stands for. */
    long index() {
        return index;
    }

    /** How far its events are. */
    EventPlace place() {
        return place;
    }

    void sync() {
        isSynced = true;
    }

    boolean isSynced() {
        return isSynced;
    }

    /** Its end was never written. */
    void tear() {
        parts.removeLast();
    }

    /**
     * Reads it back.
     *
     * @throws com.flowex.cluster.stop.NodeRefusedException if it does not give the state that it was taken of
     */
    Snapshot read(Core.Restoring restoring) {
        SnapshotReader reader = new SnapshotReader(restoring);
        parts.forEach(part -> reader.onChunk(new UnsafeBuffer(part), 0, part.length));
        return reader.finish();
    }
}
