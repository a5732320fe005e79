package com.flowex.wallet.internal;

import com.flowex.domain.AccountId;
import com.flowex.domain.TransferId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The ids of internal transfers: the first 128 bits of SHA-256 over whose key it is and the key. */
final class InternalTransferIds {

    private InternalTransferIds() {}

    /** The id that belongs to the sender's own key. */
    static TransferId of(AccountId sender, String key) {
        return id("internal transfer\n" + sender + "\n" + key);
    }

    /** An id for a transfer that came without a key. */
    static TransferId fresh() {
        return id("internal transfer without a key\n" + UUID.randomUUID());
    }

    private static TransferId id(String text) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new TransferId(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
