package com.flowex.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/** Stream that reads the output of {@link ChecksumOutputStream}, holds its last bytes back, and compares them at the end. */
final class ChecksumInputStream extends InputStream {

    private static final int TRAILER = ChecksumOutputStream.TRAILER_BYTES;
    private static final int BUFFER_BYTES = 64 * 1_024;

    private final String name;
    private final InputStream in;
    private final MessageDigest digest = ChecksumOutputStream.sha256();
    private final byte[] buffer = new byte[BUFFER_BYTES + TRAILER];
    private int start;
    private int end;
    private boolean ended;

    ChecksumInputStream(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        fill();
        int available = Math.min(length, end - start - TRAILER);
        if (available <= 0) {
            return -1;
        }
        System.arraycopy(buffer, start, bytes, offset, available);
        digest.update(buffer, start, available);
        start += available;
        return available;
    }

    /** Reads until there is more than a trailer, or the end, which is compared once. */
    private void fill() throws IOException {
        if (ended || end - start > TRAILER) {
            return;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        while (end <= TRAILER) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                compare();
                ended = true;
                return;
            }
            end += read;
        }
    }

    private void compare() throws DamagedObjectException {
        if (end < TRAILER) {
            throw new DamagedObjectException(name, "is truncated: it has no checksum");
        }
        if (!Arrays.equals(Arrays.copyOfRange(buffer, 0, TRAILER), ChecksumOutputStream.trailer(digest))) {
            throw new DamagedObjectException(name, "is damaged: its bytes are not those of its checksum");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
