package com.flowex.cluster.disk;

/**
 * Format of a snapshot: a sequence of chunks, each one frame that ends in a byte that is not zero. There is a header,
 * the records of the engine in its own order, and an end with their number and the engine's digest. All numbers are
 * little-endian.
 *
 * <pre>
 * header:  int 1, int version, long sequence, long position, long batchPosition, long timeNanos, byte
 * records: int 2, int count, count × (short length, bytes), byte            (version 1)
 * packed:  int 4, int count, count × a record of {@link com.flowex.cluster.snapshot.RecordDeltaCodec}, byte  (from version 2 on)
 * end:     int 3, long records, long digest, byte
 * </pre>
 */
public final class SnapshotFormat {
    public static final int VERSION = 2;

    public static final int HEADER = 1;
    public static final int RECORDS = 2;
    public static final int END = 3;
    public static final int PACKED = 4;

    public static final byte LAST = 0x5A;

    public static final int VERSION_AT = 4;
    public static final int SEQUENCE_AT = 8;
    public static final int POSITION_AT = 16;
    public static final int BATCH_POSITION_AT = 24;
    public static final int TIME_AT = 32;
    public static final int HEADER_LENGTH = 41;

    public static final int COUNT_AT = 4;
    public static final int RECORDS_AT = 8;

    public static final int TOTAL_AT = 4;
    public static final int DIGEST_AT = 12;
    public static final int END_LENGTH = 21;

    private SnapshotFormat() {}
}
