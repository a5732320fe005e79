package com.flowex.platform.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Stream that writes an object's bytes and, at its end, an 8-byte marker and the SHA-256 of all bytes before. */
final class ChecksumOutputStream extends OutputStream {

    static final int TRAILER_BYTES = 40;

    private static final byte[] MARK = "FlowEx01".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final MessageDigest digest = sha256();

    ChecksumOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    /** Does nothing: the object ends when its writer has returned. */
    @Override
    public void close() {}

    void finish() throws IOException {
        out.write(trailer(digest));
    }

    /** Returns the trailer of an object. */
    static byte[] trailer(MessageDigest digest) {
        byte[] trailer = new byte[TRAILER_BYTES];
        System.arraycopy(MARK, 0, trailer, 0, MARK.length);
        System.arraycopy(digest.digest(), 0, trailer, MARK.length, TRAILER_BYTES - MARK.length);
        return trailer;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
