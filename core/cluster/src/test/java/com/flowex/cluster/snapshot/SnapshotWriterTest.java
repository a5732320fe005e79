package com.flowex.cluster.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.cluster.disk.SnapshotFormat;
import com.flowex.cluster.reducer.EventLogPosition;
import com.flowex.cluster.reducer.StateMachine;
import com.flowex.cluster.stop.NodeRefusedException;
import com.flowex.domain.state.StateRecord;
import com.flowex.protocol.state.StateCodec;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Snapshots as bytes: written, read back, of the version before, and damaged. */
class SnapshotWriterTest {
    private static final int FRAME_LENGTH = 4_064;

    private final StateMachine core = SnapshotWarmUp.exchange(200);

    private static List<byte[]> written(StateMachine core) {
        List<byte[]> frames = new ArrayList<>();
        new SnapshotWriter((frame, length) -> frames.add(bytes(frame, length)), FRAME_LENGTH)
                .write(core, new EventLogPosition(core.sequence(), 1, 1), 7);
        return frames;
    }

    private static byte[] bytes(DirectBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private static Snapshot read(List<byte[]> frames) {
        SnapshotReader reader = new SnapshotReader(StateMachine.EXCHANGE.restoring());
        frames.forEach(frame -> reader.onChunk(new UnsafeBuffer(frame), 0, frame.length));
        return reader.finish();
    }

    @Test
    void writtenSnapshotIsReadBack() {
        Snapshot snapshot = read(written(core));

        assertEquals(core.digest(), snapshot.core().digest());
        assertEquals(core.sequence(), snapshot.place().sequence());
        assertEquals(7, snapshot.timeNanos());
    }

    /** Goal: a snapshot keeps the disk for a quarter of the time that its records as they are would. */
    @Test
    void adjacentRecordsCostOnlyTheirDifferences() {
        StateCodec codec = new StateCodec();
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[StateCodec.LENGTH_MAX]);
        long[] plain = {0};
        core.writeState(piece -> plain[0] += codec.encode(piece, buffer, 0));
        long packed = written(core).stream().mapToLong(frame -> frame.length).sum();

        assertTrue(packed * 3 < plain[0], () -> packed + " of " + plain[0]);
    }

    @Test
    void theRehearsalHasEveryKindOfRecord() {
        Set<Class<?>> kinds = new HashSet<>();
        core.writeState(piece -> kinds.add(piece.getClass()));

        assertEquals(Set.of(StateRecord.class.getPermittedSubclasses()), kinds);
    }

    /** A directory that was left by a build which did not pack its records. */
    @Test
    void aSnapshotOfTheVersionBeforeIsRead() {
        List<byte[]> frames = new ArrayList<>();
        List<byte[]> now = written(core);
        UnsafeBuffer header = new UnsafeBuffer(now.getFirst());
        header.putInt(SnapshotFormat.VERSION_AT, 1, ByteOrder.LITTLE_ENDIAN);
        frames.add(now.getFirst());
        StateCodec codec = new StateCodec();
        core.writeState(piece -> {
            UnsafeBuffer frame = new UnsafeBuffer(new byte[FRAME_LENGTH]);
            int length = codec.encode(piece, frame, SnapshotFormat.RECORDS_AT + Short.BYTES);
            frame.putInt(0, SnapshotFormat.RECORDS, ByteOrder.LITTLE_ENDIAN);
            frame.putInt(SnapshotFormat.COUNT_AT, 1, ByteOrder.LITTLE_ENDIAN);
            frame.putShort(SnapshotFormat.RECORDS_AT, (short) length, ByteOrder.LITTLE_ENDIAN);
            frames.add(bytes(frame, SnapshotFormat.RECORDS_AT + Short.BYTES + length + 1));
        });
        frames.add(now.getLast());

        assertEquals(core.digest(), read(frames).core().digest());
    }

    private static List<StateRecord> pieces(StateMachine of) {
        List<StateRecord> pieces = new ArrayList<>();
        of.writeState(pieces::add);
        return pieces;
    }

    /** Method: one bit of each of many frames; what is read then is refused, or is the same state. */
    @Test
    void aDamagedFrameIsRefusedInOneLine() {
        int refusals = 0;
        List<byte[]> whole = written(core);
        Random random = new Random(20_261_120);
        for (int round = 0; round < 300; round++) {
            List<byte[]> frames = new ArrayList<>(whole);
            int damaged = 1 + random.nextInt(frames.size() - 2);
            byte[] frame = frames.get(damaged).clone();
            frame[SnapshotFormat.RECORDS_AT + random.nextInt(frame.length - SnapshotFormat.RECORDS_AT - 1)] ^=
                    (byte) (1 << random.nextInt(8));
            frames.set(damaged, frame);

            String why;
            try {
                assertEquals(pieces(core), pieces(read(frames).core()), "not refused, so it says the same");
                continue;
            } catch (NodeRefusedException refused) {
                why = String.valueOf(refused.getMessage());
            }
            // A bit of the rules' number makes it one of rules that this build does not know.
            assertTrue(why.startsWith("the snapshot is damaged") || why.startsWith("the log follows rules"), why);
            refusals++;
        }
        assertTrue(refusals > 280, "a bit that says nothing is rare");
    }
}
