package com.flowex.cluster.repair;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Stream format of a node's copy for another machine. Each file is its name, its length, its length with the hole
 * behind it, its bytes and their CRC-32C. An empty name ends the copy, which distinguishes a whole copy from a broken
 * one.
 */
final class NodeCopyStream {
    private static final int BUFFER = 1 << 18;
    private static final String END = "";

    private NodeCopyStream() {}

    /** Sender of a copy. */
    static final class Writer implements NodeCopyTarget {
        private final DataOutputStream out;
        private final byte[] buffer = new byte[BUFFER];

        Writer(OutputStream out) {
            this.out = new DataOutputStream(out);
        }

        @Override
        public void take(String name, FileChannel from, long length, long wholeLength) throws IOException {
            out.writeUTF(name);
            out.writeLong(length);
            out.writeLong(wholeLength);
            CRC32C sum = new CRC32C();
            long at = 0;
            while (at < length) {
                int read = from.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(BUFFER, length - at)), at);
                if (read < 0) {
                    throw new EOFException(name + " became shorter while it was copied");
                }
                sum.update(buffer, 0, read);
                out.write(buffer, 0, read);
                at += read;
            }
            out.writeInt((int) sum.getValue());
        }

        @Override
        public void end() throws IOException {
            out.writeUTF(END);
            out.flush();
        }
    }

    /**
     * Receives a copy.
     *
     * @return number of bytes received
     * @throws IOException if the copy broke off or was changed on its way
     */
    static long read(InputStream bytes, NodeCopyDirectory to) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        byte[] buffer = new byte[BUFFER];
        long all = 0;
        for (String name = in.readUTF(); !name.equals(END); name = in.readUTF()) {
            long length = in.readLong();
            long wholeLength = in.readLong();
            try (FileChannel target = to.begin(name)) {
                CRC32C sum = new CRC32C();
                for (long left = length; left > 0; ) {
                    int part = (int) Math.min(BUFFER, left);
                    in.readFully(buffer, 0, part);
                    sum.update(buffer, 0, part);
                    write(target, ByteBuffer.wrap(buffer, 0, part));
                    left -= part;
                }
                if (in.readInt() != (int) sum.getValue()) {
                    throw new IOException(name + " was changed on its way");
                }
                NodeCopyDirectory.finish(target, length, wholeLength);
            }
            all += length;
        }
        to.end();
        return all;
    }

    private static void write(FileChannel target, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
    }
}
