package com.flowex.identity.app.push;

import com.flowex.identity.store.push.P256Curve;
import com.flowex.identity.store.push.PushTarget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encryption of a message for one browser (RFC 8291, one record of {@code aes128gcm}): a fresh key and salt each time.
 */
final class PushCipher {

    /** Limit of the plain text. Every push service accepts 4,096 bytes, header and tag included. */
    static final int PLAIN_BYTES_MAX = 3_993;

    private static final int RECORD_BYTES = 4_096;
    private static final int SALT_BYTES = 16;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;

    private final SecureRandom random = new SecureRandom();

    byte[] seal(byte[] plain, PushTarget target) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return seal(plain, target, P256Curve.fresh(), salt);
    }

    static byte[] seal(byte[] plain, PushTarget target, KeyPair ours, byte[] salt) {
        if (plain.length > PLAIN_BYTES_MAX) {
            throw new IllegalArgumentException("at most " + PLAIN_BYTES_MAX + " bytes, was " + plain.length);
        }
        byte[] sender = P256Curve.bytes((ECPublicKey) ours.getPublic());
        try {
            byte[] shared = shared(target, ours);
            byte[] info = concatenated(ascii("WebPush: info\0"), target.key(), sender);
            byte[] key = derived(shared, target.secret(), info, 32);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(derived(key, salt, ascii("Content-Encoding: aes128gcm\0"), 16), "AES"),
                    new GCMParameterSpec(TAG_BITS, derived(key, salt, ascii("Content-Encoding: nonce\0"), 12)));
            byte[] padded = Arrays.copyOf(plain, plain.length + 1);
            padded[plain.length] = LAST_RECORD;
            byte[] secret = cipher.doFinal(padded);
            return ByteBuffer.allocate(salt.length + Integer.BYTES + 1 + sender.length + secret.length)
                    .put(salt)
                    .putInt(RECORD_BYTES)
                    .put((byte) sender.length)
                    .put(sender)
                    .put(secret)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has what RFC 8291 asks for", e);
        }
    }

    private static byte[] shared(PushTarget target, KeyPair ours) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours.getPrivate());
        agreement.doPhase(
                P256Curve.point(target.key())
                        .orElseThrow(() -> new IllegalArgumentException("a browser's key is a point of P-256")),
                true);
        return agreement.generateSecret();
    }

    private static byte[] derived(byte[] key, byte[] salt, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                        HKDFParameterSpec.ofExtract().addIKM(key).addSalt(salt).thenExpand(info, length));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concatenated(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
