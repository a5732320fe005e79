package com.flowex.platform.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Stream that seals its bytes, chunk by chunk. */
final class EncryptingOutputStream extends OutputStream {

    private final OutputStream out;
    private final SecretKey key;
    private final byte[] chunk = new byte[EncryptedObjectFormat.CHUNK_BYTES];
    private int filled;
    private long number;

    EncryptingOutputStream(OutputStream out, SecretKey key) {
        this.out = out;
        this.key = key;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (filled == chunk.length) {
                seal(false);
            }
            int taken = Math.min(left, chunk.length - filled);
            System.arraycopy(bytes, at, chunk, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
        }
    }

    void finish() throws IOException {
        seal(true);
    }

    private void seal(boolean last) throws IOException {
        try {
            out.write(EncryptedObjectFormat.chunk(Cipher.ENCRYPT_MODE, key, number, last, chunk, filled));
        } catch (GeneralSecurityException e) {
            throw EncryptedObjectFormat.impossible(e);
        }
        number++;
        filled = 0;
    }

    @Override
    public void close() {}
}
