package com.flowex.cluster.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class RecordDeltaCodecTest {
    private static final int LENGTH_MAX = 200;

    private final RecordDeltaCodec packer = new RecordDeltaCodec(LENGTH_MAX);
    private final RecordDeltaCodec unpacker = new RecordDeltaCodec(LENGTH_MAX);
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[LENGTH_MAX + Long.BYTES]);
    private final UnsafeBuffer packed = new UnsafeBuffer(new byte[RecordDeltaCodec.packedMax(LENGTH_MAX)]);

    /** Goal: unpacked is what was packed. Method: records of any length and kind that differ in some bytes or in all. */
    @Test
    void unpackedRecordEqualsThePackedOne() {
        Random random = new Random(20_261_120);
        for (int i = 0; i < 20_000; i++) {
            int kind = random.nextInt(3) * 100;
            int length = random.nextInt(LENGTH_MAX + 1);
            int changes = random.nextInt(5) == 0 ? length : Math.min(length, 4);
            for (int change = 0; change < changes; change++) {
                record.putByte(random.nextInt(length), (byte) random.nextInt());
            }
            record.setMemory(length, Long.BYTES, (byte) 0);
            byte[] expected = new byte[length];
            record.getBytes(0, expected);

            int end = packer.pack(kind, record, length, packed, 0);
            assertTrue(end <= RecordDeltaCodec.packedMax(length));
            assertEquals(end, unpacker.unpack(packed, 0, end));
            byte[] actual = new byte[unpacker.length()];
            unpacker.record().getBytes(0, actual);
            assertArrayEquals(expected, actual, "record " + i);
        }
    }

    @Test
    void theSameAgainTakesFourBytes() {
        record.setMemory(0, 60, (byte) 7);
        packer.pack(5, record, 60, packed, 0);

        assertEquals(4, packer.pack(5, record, 60, packed, 0));
    }

    @Test
    void nothingBehindTheEndIsRead() {
        record.setMemory(0, 60, (byte) 7);
        int end = packer.pack(5, record, 60, packed, 0);

        for (int cut = 0; cut < end; cut++) {
            int shorter = cut;
            assertThrows(
                    IllegalArgumentException.class, () -> new RecordDeltaCodec(LENGTH_MAX).unpack(packed, 0, shorter));
        }
    }
}
