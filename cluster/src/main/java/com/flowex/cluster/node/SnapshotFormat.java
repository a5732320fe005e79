package com.flowex.cluster.node;

/**
 * A snapshot is a row of chunks, each one frame that ends in a byte that is not zero: a header, the records of the
 * engine in its own order, and an end with their number and the engine's digest. All numbers are little-endian.
 *
 * <pre>
 * header:  int 1, int version, long sequence, long position, long batchPosition, long timeNanos, byte
 * records: int 2, int count, count × (short length, bytes), byte            (version 1)
 * packed:  int 4, int count, count × a record of {@link RecordPacker}, byte  (from version 2 on)
 * end:     int 3, long records, long digest, byte
 * </pre>
 */
final class SnapshotFormat {
    static final int VERSION = 2;

    static final int HEADER = 1;
    static final int RECORDS = 2;
    static final int END = 3;
    static final int PACKED = 4;

    static final byte LAST = 0x5A;

    static final int VERSION_AT = 4;
    static final int SEQUENCE_AT = 8;
    static final int POSITION_AT = 16;
    static final int BATCH_POSITION_AT = 24;
    static final int TIME_AT = 32;
    static final int HEADER_LENGTH = 41;

    static final int COUNT_AT = 4;
    static final int RECORDS_AT = 8;

    static final int TOTAL_AT = 4;
    static final int DIGEST_AT = 12;
    static final int END_LENGTH = 21;

    private SnapshotFormat() {}
}
