package com.flowex.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Head of a tenant's chain: number and hash of its last entry.
 *
 * @param number from 1, without gaps; 0 before the first entry
 * @param hash SHA-256, 32 bytes
 */
@SuppressWarnings(
        "ArrayRecordComponent") // equals below compares the contents; the array is never handed out for changes
record ChainHead(long number, byte[] hash) {

    private static final int HASH_BYTES = 32;

    /** Beginning of every chain. */
    static final ChainHead START = new ChainHead(0, new byte[HASH_BYTES]);

    /**
     * Returns the link of the next entry. The hash covers the previous hash, tenant, number, time and every text with
     * its length, so that no two entries have the same bytes.
     */
    ChainHead next(AuditEntry entry, long atMicros) {
        MessageDigest digest = sha256();
        digest.update(hash);
        digest.update(ByteBuffer.allocate(Integer.BYTES + 2 * Long.BYTES)
                .putInt(entry.tenant())
                .putLong(number + 1)
                .putLong(atMicros)
                .array());
        for (String text : List.of(
                entry.actor(),
                entry.action(),
                entry.change().subject(),
                entry.change().before(),
                entry.change().after(),
                entry.outcome(),
                entry.from(),
                entry.requestId())) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return new ChainHead(number + 1, digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String hex() {
        return HexFormat.of().formatHex(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainHead(long otherNumber, byte[] otherHash)
                && number == otherNumber
                && Arrays.equals(hash, otherHash);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number) * 31 + Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return number + ":" + hex();
    }
}
