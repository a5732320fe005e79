package com.flowex.wallet.solvency;

import com.flowex.ground.sealing.Ed25519Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The secret of one tree: salts and the order of leaves follow from it. The same tree made again has the same, nobody without the key
 * comes to either, and no two trees share one.
 */
final class TreeKey {

    private static final byte SALT = 0;
    private static final byte ORDER = 1;

    private final byte[] secret;

    private TreeKey(byte[] secret) {
        this.secret = secret;
    }

    static TreeKey of(Ed25519Key key, int tenant, String asset, long sequence) {
        byte[] salts = key.derived("flowex solvency salts");
        String tree = tenant + "\n" + asset + "\n" + sequence;
        return new TreeKey(Ed25519Key.keyed(salts, tree.getBytes(StandardCharsets.UTF_8)));
    }

    byte[] salt(long account) {
        return keyed(SALT, account);
    }

    /** Where a leaf is among the others: a number that says nothing of its account. */
    long tag(long account) {
        return ByteBuffer.wrap(keyed(ORDER, account)).getLong();
    }

    private byte[] keyed(byte use, long account) {
        return Ed25519Key.keyed(
                secret,
                ByteBuffer.allocate(1 + Long.BYTES).put(use).putLong(account).array());
    }
}
