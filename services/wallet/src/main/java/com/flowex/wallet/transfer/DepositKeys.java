package com.flowex.wallet.transfer;

import com.flowex.domain.AccountId;
import com.flowex.domain.TransferId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * The ids of deposits: the same key of the same account is the same transfer, another account's key never is.
 *
 * <p>The first 128 bits of SHA-256: two keys meet by chance once in 2^64 of them, and the account is hashed along, so
 * that nobody can use up an id of somebody else.
 */
final class DepositKeys {

    private static final int BYTES = 16;

    private final SecureRandom random = new SecureRandom();

    /** The id that belongs to an account's own key. */
    TransferId of(AccountId account, String key) {
        return id(sha256("deposit\n" + account + "\n" + key));
    }

    /** An id for a deposit that came without a key. */
    TransferId fresh() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return id(bytes);
    }

    private static TransferId id(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new TransferId(buffer.getLong(), buffer.getLong());
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
