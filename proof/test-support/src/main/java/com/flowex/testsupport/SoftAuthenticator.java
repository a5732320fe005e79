package com.flowex.testsupport;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Authenticator in software with one passkey on P-256. It writes its CBOR by hand, so that no reader of the code under
 * test is its writer, too. Its fields are what it says; a test changes them to make it lie.
 */
public final class SoftAuthenticator {

    public static final int PRESENT = 0x01;
    public static final int VERIFIED = 0x04;
    public static final int BACKUP_ELIGIBLE = 0x08;
    public static final int BACKED_UP = 0x10;

    private static final int ATTESTED = 0x40;
    private static final int COORDINATE_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys = fresh();

    /** Id of the credential. */
    public byte[] id = random(32);

    /** Name of the user, as the registration said it. */
    public byte[] handle = new byte[0];

    public int flags = PRESENT | VERIFIED | BACKUP_ELIGIBLE | BACKED_UP;

    /** Counter of signatures; one of 0 stays. */
    public int counter;

    public String origin;

    /** Relying party for which it signs; empty for the one that is asked for. */
    public String relyingParty = "";

    /** Further members of the client data. */
    public String more = ",\"crossOrigin\":false";

    /** Type of the client data; empty for the right one. */
    public String type = "";

    public String format = "none";

    /** Public key in COSE. */
    public byte[] key = ec2(x(), y(), -7, 1);

    /** @param origin origin of the page at which it is used */
    public SoftAuthenticator(String origin) {
        this.origin = origin;
    }

    public static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static KeyPair fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    public byte[] x() {
        return coordinate(((ECPublicKey) keys.getPublic()).getW().getAffineX());
    }

    public byte[] y() {
        return coordinate(((ECPublicKey) keys.getPublic()).getW().getAffineY());
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] digits = value.toByteArray();
        int length = Math.min(COORDINATE_BYTES, digits.length); // it may have a leading zero byte
        byte[] bytes = new byte[COORDINATE_BYTES];
        System.arraycopy(digits, digits.length - length, bytes, COORDINATE_BYTES - length, length);
        return bytes;
    }

    /** Returns the COSE key of a point. */
    public static byte[] ec2(byte[] x, byte[] y, int algorithm, int curve) {
        return map(
                5,
                integer(1),
                integer(2),
                integer(3),
                integer(algorithm),
                integer(-1),
                integer(curve),
                integer(-2),
                bytes(x),
                integer(-3),
                bytes(y));
    }

    /** Returns the COSE key of RSA. */
    public static byte[] rsa(byte[] modulus, byte[] exponent) {
        return map(
                4,
                integer(1),
                integer(3),
                integer(3),
                integer(-257),
                integer(-1),
                bytes(modulus),
                integer(-2),
                bytes(exponent));
    }

    private static byte[] map(int entries, byte[]... items) {
        ByteArrayOutputStream map = new ByteArrayOutputStream();
        map.writeBytes(head(5, entries));
        for (byte[] item : items) {
            map.writeBytes(item);
        }
        return map.toByteArray();
    }

    private static byte[] integer(int value) {
        return value < 0 ? head(1, -1 - value) : head(0, value);
    }

    private static byte[] bytes(byte[] value) {
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        item.writeBytes(head(2, value.length));
        item.writeBytes(value);
        return item.toByteArray();
    }

    private static byte[] words(String value) {
        byte[] plain = value.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream item = new ByteArrayOutputStream();
        item.writeBytes(head(3, plain.length));
        item.writeBytes(plain);
        return item.toByteArray();
    }

    private static byte[] head(int major, int value) {
        int top = major << 5;
        if (value < 24) {
            return new byte[] {(byte) (top | value)};
        }
        return value < 256
                ? new byte[] {(byte) (top | 24), (byte) value}
                : new byte[] {(byte) (top | 25), (byte) (value >> 8), (byte) value};
    }

    /**
     * Makes the credential as the options of a registration ask; returns the body that registers it.
     *
     * @param name name of the passkey for its owner
     */
    public Map<String, Object> make(String name, String challenge, String site, String userHandle) {
        handle = Base64.getUrlDecoder().decode(userHandle);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(authenticatorData(site, flags | ATTESTED));
        data.writeBytes(new byte[16]);
        data.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
        data.writeBytes(id);
        data.writeBytes(key);
        byte[] attestation = map(
                3, words("fmt"), words(format), words("attStmt"), map(0), words("authData"), bytes(data.toByteArray()));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("credential_id", text(id));
        body.put("client_data", text(clientData("webauthn.create", challenge)));
        body.put("attestation_object", text(attestation));
        return body;
    }

    /** Signs as the options of a request ask. */
    public Map<String, Object> sign(String challenge, String site) {
        counter += counter > 0 ? 1 : 0;
        byte[] data = authenticatorData(site, flags);
        byte[] client = clientData("webauthn.get", challenge);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("credential_id", text(id));
        body.put("client_data", text(client));
        body.put("authenticator_data", text(data));
        body.put("signature", text(signature(data, sha256(client))));
        if (handle.length > 0) {
            body.put("user_handle", text(handle));
        }
        return body;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] signature(byte[] data, byte[] clientHash) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(keys.getPrivate());
            signer.update(data);
            signer.update(clientHash);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has ECDSA", e);
        }
    }

    private byte[] authenticatorData(String site, int shown) {
        String text = relyingParty.isEmpty() ? site : relyingParty;
        return ByteBuffer.allocate(37)
                .put(sha256(text.getBytes(StandardCharsets.UTF_8)))
                .put((byte) shown)
                .putInt(counter)
                .array();
    }

    private byte[] clientData(String usual, String challenge) {
        String text = type.isEmpty() ? usual : type;
        return ("{\"type\":\"" + text + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin + "\"" + more
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
