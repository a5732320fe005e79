package com.flowex.platform.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encryption of small values for a column, by AES-256-GCM. The sealed bytes are: version, length of the key's name, the
 * name, 12 random bytes, ciphertext with its tag. The place (table, column, row) is authenticated with it, so that a
 * value copied into another row does not open.
 */
public final class Sealing {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    public Sealing(KeyRing keys) {
        this.keys = keys;
    }

    /** A value was changed, is of another place, or its key is gone. */
    public static final class BrokenSealException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenSealException(String place, String why) {
            super("the value of " + place + " does not open: " + why);
        }
    }

    /** @param place for example "identity.users.totp_secret:1/42" */
    public byte[] seal(byte[] plain, String place) {
        KeyRing.NamedKey key = keys.newest();
        byte[] name = key.id().getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] secret = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(plain);
            return ByteBuffer.allocate(2 + name.length + NONCE_BYTES + secret.length)
                    .put(VERSION)
                    .put((byte) name.length)
                    .put(name)
                    .put(nonce)
                    .put(secret)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES/GCM", e);
        }
    }

    /** @throws BrokenSealException if it does not open */
    public byte[] open(byte[] sealed, String place) {
        String name = keyOf(sealed, place);
        KeyRing.NamedKey key =
                keys.byId(name).orElseThrow(() -> new BrokenSealException(place, "there is no key " + name));
        ByteBuffer rest = ByteBuffer.wrap(sealed).position(2 + name.length());
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] secret = new byte[Math.max(0, rest.remaining() - NONCE_BYTES)];
        try {
            rest.get(nonce).get(secret);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(secret);
        } catch (GeneralSecurityException | java.nio.BufferUnderflowException e) {
            throw new BrokenSealException(place, "changed, or of another place");
        }
    }

    /** Returns true if the newest key sealed it. */
    public boolean isCurrent(byte[] sealed, String place) {
        return keyOf(sealed, place).equals(keys.newest().id());
    }

    private static String keyOf(byte[] sealed, String place) {
        if (sealed.length < 2 || sealed[0] != VERSION || sealed.length < 2 + sealed[1] || sealed[1] < 1) {
            throw new BrokenSealException(place, "it was never sealed");
        }
        return new String(sealed, 2, sealed[1], StandardCharsets.US_ASCII);
    }

    private static Cipher cipher(int mode, KeyRing.NamedKey key, byte[] nonce, String place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((key.id() + " " + place).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
