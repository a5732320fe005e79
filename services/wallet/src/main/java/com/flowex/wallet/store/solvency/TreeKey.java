package com.flowex.wallet.store.solvency;

import com.flowex.platform.crypto.Ed25519Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Secret of one tree, from which the salts and the order of the leaves derive. The same tree made again has the same
 * secret. It cannot be computed without the key, and no two trees share one.
 */
public final class TreeKey {

    private static final byte SALT = 0;
    private static final byte ORDER = 1;

    private final byte[] secret;

    private TreeKey(byte[] secret) {
        this.secret = secret;
    }

    public static TreeKey of(Ed25519Key key, int tenant, String asset, long sequence) {
        byte[] salts = key.derived("flowex solvency salts");
        String tree = tenant + "\n" + asset + "\n" + sequence;
        return new TreeKey(Ed25519Key.keyed(salts, tree.getBytes(StandardCharsets.UTF_8)));
    }

    public byte[] salt(long account) {
        return keyed(SALT, account);
    }

    /** Returns the sort key of a leaf: a number that reveals nothing about its account. */
    public long tag(long account) {
        return ByteBuffer.wrap(keyed(ORDER, account)).getLong();
    }

    private byte[] keyed(byte use, long account) {
        return Ed25519Key.keyed(
                secret,
                ByteBuffer.allocate(1 + Long.BYTES).put(use).putLong(account).array());
    }
}
