package com.flowex.wallet.store.solvency;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Consecutive leaves that form a subtree: the unit that is read for one proof. */
public record LeafSection(List<CustomerLiability> leaves) {

    /** Number of leaves: a power of two, so that a section is a subtree. */
    public static final int LEAVES = 1_024;

    private static final int LEAF_BYTES = 2 * Long.BYTES;

    public LeafSection {
        leaves = List.copyOf(leaves);
    }

    /**
     * Returns the leaves as nodes of the tree.
     *
     * @throws IllegalArgumentException if a balance is negative
     */
    public List<MerkleSumNode> nodes(int tenant, TreeKey key) {
        return leaves.stream()
                .map(one -> MerkleSumNode.leaf(key.salt(one.account()), name(tenant, one.account()), one.balance()))
                .toList();
    }

    /** Returns the account name in a leaf. */
    public static String name(int tenant, long account) {
        return tenant + "/" + account;
    }

    byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(leaves.size() * LEAF_BYTES);
        leaves.forEach(one -> bytes.putLong(one.account()).putLong(one.balance()));
        return bytes.array();
    }

    static LeafSection of(byte[] bytes) {
        ByteBuffer from = ByteBuffer.wrap(bytes);
        List<CustomerLiability> leaves = new ArrayList<>(bytes.length / LEAF_BYTES);
        while (from.hasRemaining()) {
            leaves.add(new CustomerLiability(0, from.getLong(), from.getLong()));
        }
        return new LeafSection(leaves);
    }
}
