package com.flowex.identity.store.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Arrays;

/** Output stream that splits what is written into pieces and has each one stored; at most one piece is in memory. */
final class ChunkingOutputStream extends OutputStream {

    static final int PIECE_BYTES = 65_536;

    /** Limit of an archive's size; no real archive is so large, so more data is a bug. */
    private static final long BYTES_MAX = 4L << 30;

    /** Store of pieces. */
    @FunctionalInterface
    interface ChunkStore {
        void store(int number, byte[] piece) throws SQLException;
    }

    private final ChunkStore keeping;
    private final byte[] piece = new byte[PIECE_BYTES];
    private int filled;
    private int pieces;
    private long size;

    ChunkingOutputStream(ChunkStore keeping) {
        this.keeping = keeping;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, PIECE_BYTES - filled);
            System.arraycopy(bytes, from + done, piece, filled, count);
            filled += count;
            done += count;
            if (filled == PIECE_BYTES) {
                store();
            }
        }
    }

    private void store() throws IOException {
        size += filled;
        if (size > BYTES_MAX) {
            throw new IOException("an archive of more than " + BYTES_MAX + " bytes");
        }
        try {
            keeping.store(pieces++, Arrays.copyOf(piece, filled));
        } catch (SQLException e) {
            throw new IOException("a piece of an archive is not kept: " + e.getMessage(), e);
        }
        filled = 0;
    }

    long size() {
        return size;
    }

    /** Stores the last piece. */
    void end() throws IOException {
        if (filled > 0) {
            store();
        }
    }
}
