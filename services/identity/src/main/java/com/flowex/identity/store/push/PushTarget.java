package com.flowex.identity.store.push;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Push address and keys of a browser.
 *
 * @param endpoint address that the browser's push service assigned
 * @param key public key of the browser: a point of P-256, 65 bytes
 * @param secret secret shared with the browser alone, 16 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PushTarget(URI endpoint, byte[] key, byte[] secret) {

    public static final int ENDPOINT_LENGTH_MAX = 1_000;
    public static final int KEY_BYTES = 65;
    public static final int SECRET_BYTES = 16;

    public PushTarget {
        if (key.length != KEY_BYTES || secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("a key of 65 and a secret of 16 bytes");
        }
    }

    /** Returns the plain form that is sealed: key, secret, endpoint. */
    byte[] bytes() {
        byte[] address = endpoint.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(KEY_BYTES + SECRET_BYTES + address.length)
                .put(key)
                .put(secret)
                .put(address)
                .array();
    }

    static PushTarget of(byte[] bytes) {
        int behind = KEY_BYTES + SECRET_BYTES;
        return new PushTarget(
                URI.create(new String(bytes, behind, bytes.length - behind, StandardCharsets.UTF_8)),
                Arrays.copyOf(bytes, KEY_BYTES),
                Arrays.copyOfRange(bytes, KEY_BYTES, behind));
    }

    /**
     * Keeps the endpoint out of every log: it is a secret, because knowing it may be enough to register as the browser.
     */
    @Override
    public String toString() {
        return "PushTarget[" + endpoint.getHost() + "]";
    }
}
