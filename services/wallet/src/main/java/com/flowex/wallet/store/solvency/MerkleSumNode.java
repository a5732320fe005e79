package com.flowex.wallet.store.solvency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Node of a Merkle sum tree: a hash, and the sum of everything below it. A node's hash covers the hashes and the sums
 * of both children; with the sum of one child alone the other could be anything. Leaves, parents and the empty tree
 * start with different bytes.
 *
 * @param hash 32 bytes; not copied, and never changed
 * @param sum sum in units, never negative
 */
@SuppressWarnings("ArrayRecordComponent") // millions of them are made, none is compared
public record MerkleSumNode(byte[] hash, long sum) {

    public static final int HASH_BYTES = 32;

    private static final byte LEAF = 0;
    private static final byte PARENT = 1;
    private static final byte PADDING = 2;

    /** Returns the root of a tree without leaves. */
    public static MerkleSumNode padding() {
        return new MerkleSumNode(sha256().digest(new byte[] {PADDING}), 0);
    }

    /**
     * Returns the leaf of one customer.
     *
     * @param salt 32 secret bytes
     * @param account account name that its owner knows: "1/1042"
     * @throws IllegalArgumentException if the balance is negative
     */
    public static MerkleSumNode leaf(byte[] salt, String account, long balance) {
        if (balance < 0) {
            throw new IllegalArgumentException("a leaf of a negative balance");
        }
        byte[] name = account.getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = sha256();
        digest.update(LEAF);
        digest.update(salt);
        digest.update((byte) name.length);
        digest.update(name);
        digest.update(bytes(balance));
        return new MerkleSumNode(digest.digest(), balance);
    }

    /**
     * Returns the parent of two nodes.
     *
     * @throws ArithmeticException if the sum does not fit
     */
    public static MerkleSumNode over(MerkleSumNode left, MerkleSumNode right) {
        MessageDigest digest = sha256();
        digest.update(PARENT);
        digest.update(left.hash);
        digest.update(bytes(left.sum));
        digest.update(right.hash);
        digest.update(bytes(right.sum));
        return new MerkleSumNode(digest.digest(), Math.addExact(left.sum, right.sum));
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
