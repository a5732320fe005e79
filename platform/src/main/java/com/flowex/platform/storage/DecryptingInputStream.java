package com.flowex.platform.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Stream that opens the output of {@link EncryptingOutputStream}. It returns no byte that was not authenticated. */
final class DecryptingInputStream extends InputStream {

    private static final int STORED_BYTES = EncryptedObjectFormat.CHUNK_BYTES + EncryptedObjectFormat.TAG_BYTES;

    private final String name;
    private final InputStream in;
    private final SecretKey key;

    /** Chunk and the first byte of the next, whose absence marks the last chunk. */
    private final byte[] ahead = new byte[STORED_BYTES + 1];

    private int held;
    private byte[] open = {};
    private int at;
    private long number;
    private boolean ended;

    DecryptingInputStream(String name, InputStream in, SecretKey key) {
        this.name = name;
        this.in = in;
        this.key = key;
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
        while (at == open.length) {
            if (ended) {
                return -1;
            }
            next();
        }
        int taken = Math.min(length, open.length - at);
        System.arraycopy(open, at, bytes, offset, taken);
        at += taken;
        return taken;
    }

    private void next() throws IOException {
        held += in.readNBytes(ahead, held, ahead.length - held);
        boolean last = held <= STORED_BYTES;
        try {
            open = EncryptedObjectFormat.chunk(
                    Cipher.DECRYPT_MODE, key, number, last, ahead, Math.min(held, STORED_BYTES));
        } catch (AEADBadTagException e) {
            throw new DamagedObjectException(
                    name,
                    "cannot be decrypted: it was changed, truncated or renamed, or its key has changed"
                            + " (FLOWEX_STORE_KEYS)");
        } catch (GeneralSecurityException e) {
            throw EncryptedObjectFormat.impossible(e);
        }
        at = 0;
        number++;
        ended = last;
        ahead[0] = ahead[STORED_BYTES];
        held = last ? 0 : 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
