package com.flowex.platform.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Format of sealed objects: a head of 4 marker bytes, the key's name in 32 bytes and 16 random bytes; then chunks of 64
 * KiB, the last one shorter or empty, each with a tag of 16 bytes. The key of an object is derived (HKDF-SHA256) from
 * the named key, the random bytes and the object's name. The nonce of a chunk is its number and a flag for the last
 * one. An object therefore never opens under another name, in another place or without its end.
 */
final class EncryptedObjectFormat {

    static final int CHUNK_BYTES = 64 * 1_024;
    static final int TAG_BYTES = 16;
    static final int SALT_BYTES = 16;
    static final int KEY_NAME_BYTES = 32;
    static final int HEAD_BYTES = 4 + KEY_NAME_BYTES + SALT_BYTES;

    private static final byte[] MARK = {'F', 'X', 'S', 1};
    private static final int NONCE_BYTES = 12;

    private EncryptedObjectFormat() {}

    static byte[] head(String keyName, byte[] salt) {
        byte[] name = keyName.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(HEAD_BYTES)
                .put(MARK)
                .put(Arrays.copyOf(name, KEY_NAME_BYTES))
                .put(salt)
                .array();
    }

    static boolean marked(byte[] head) {
        return head.length == HEAD_BYTES && Arrays.equals(head, 0, MARK.length, MARK, 0, MARK.length);
    }

    static String keyName(byte[] head) {
        int end = MARK.length;
        while (end < MARK.length + KEY_NAME_BYTES && head[end] != 0) {
            end++;
        }
        return new String(head, MARK.length, end - MARK.length, StandardCharsets.US_ASCII);
    }

    /** Derives the key of one object. */
    static SecretKey objectKey(SecretKey named, byte[] head, String object) {
        byte[] salt = Arrays.copyOfRange(head, HEAD_BYTES - SALT_BYTES, HEAD_BYTES);
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(named)
                                    .addSalt(salt)
                                    .thenExpand(
                                            ("flowex.store " + object).getBytes(StandardCharsets.UTF_8),
                                            KEY_NAME_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HKDF-SHA256", e);
        }
    }

    /** Seals or opens one chunk. */
    static byte[] chunk(int mode, SecretKey key, long number, boolean last, byte[] bytes, int length)
            throws GeneralSecurityException {
        byte[] nonce = ByteBuffer.allocate(NONCE_BYTES)
                .putLong(number)
                .putInt(last ? 1 : 0)
                .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        return cipher.doFinal(bytes, 0, length);
    }

    /** Returns the plain size of a stored size, in bytes; 0 if that is too short for a sealed object. */
    static long plainBytes(long stored) {
        long body = stored - HEAD_BYTES;
        long chunks = Math.ceilDiv(body, CHUNK_BYTES + TAG_BYTES);
        return Math.max(0, body - chunks * TAG_BYTES);
    }

    static IOException impossible(GeneralSecurityException e) {
        return new IOException("AES/GCM does not work here", e);
    }
}
