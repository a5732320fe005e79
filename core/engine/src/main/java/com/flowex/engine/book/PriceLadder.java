package com.flowex.engine.book;

import java.util.Arrays;

/**
 * Occupied price levels of one side, in order: a tree with 64 branches a node and one bit a branch.
 *
 * <p>Finding the best level takes a handful of "lowest bit" instructions. A level in an empty region costs one leaf of
 * 64 neighbours and at most one path of nodes. So a wide and sparse book stays small, and a drifting price leaves
 * nothing behind. A smaller key is better: the caller inverts prices for the buying side.
 *
 * <p>A level carries two longs for its owner: its {@link #payload}, which is not zero while the level exists, and a sum
 * that begins at zero.
 */
final class PriceLadder {

    /** Result that means "no level": the ladder is empty, or no level follows. */
    static final int NO_LEVEL = -1;

    private static final int BITS = 6;
    private static final int BRANCHES = 1 << BITS;
    private static final int MASK = BRANCHES - 1;
    private static final int NOTHING = -1;

    /** 64 leaves of 64 neighbours, so that prices within 4,096 ticks are found without descending the tree. */
    private static final int LAST_LEAVES = 1 << 6;

    private final int layers;
    private final int[] path;

    private long[] leafBits = new long[1];
    private long[] leafKeys = new long[1];

    /** Payload and sum of each level, side by side. */
    private long[] words = new long[BRANCHES * 2];

    private int leavesUsed;
    private int freeLeaf = NOTHING;

    private long[] nodeBits = new long[1];
    private int[] children = new int[BRANCHES];
    private int nodesUsed = 1;
    private int freeNode = NOTHING;

    private int best = NO_LEVEL;

    /** Last known leaf of each key. A leaf in use stores its own key, so a stale entry is detected. */
    private final int[] lastLeaves = new int[LAST_LEAVES];

    /** @param keyMax largest key that will ever be used, 0 or more */
    PriceLadder(long keyMax) {
        int bits = Math.max(Long.SIZE - Long.numberOfLeadingZeros(keyMax), 2 * BITS);
        this.layers = Math.ceilDiv(bits - BITS, BITS);
        this.path = new int[layers];
    }

    /** Returns the level with the smallest key. */
    int best() {
        return best;
    }

    long key(int level) {
        return leafKeys[level >>> BITS] << BITS | level & MASK;
    }

    long payload(int level) {
        return words[level << 1];
    }

    /** Sets the payload of a level, which must come from {@link #levelAt} or be occupied. */
    void payload(int level, long payload) {
        words[level << 1] = payload;
    }

    /** Returns the sum of a level, modulo 2^64. */
    long sum(int level) {
        return words[level << 1 | 1];
    }

    /** Adds to the sum of a level. */
    void add(int level, long units) {
        words[level << 1 | 1] += units;
    }

    /**
     * Returns the level of a key, creating it if needed. The caller must set its payload before it calls anything else.
     */
    int levelAt(long key) {
        int leaf = leafAt(key >>> BITS);
        int branch = (int) (key & MASK);
        int level = leaf << BITS | branch;
        leafBits[leaf] |= 1L << branch;
        if (best == NO_LEVEL || key < key(best)) {
            best = level;
        }
        return level;
    }

    /** Removes a level that is no longer needed. */
    void remove(int level) {
        int leaf = level >>> BITS;
        words[level << 1] = 0;
        words[level << 1 | 1] = 0;
        leafBits[leaf] &= ~(1L << (level & MASK));
        if (leafBits[leaf] == 0) {
            removeLeaf(leaf);
            if (level == best) {
                best = lowestBelowRoot();
            }
        } else if (level == best) {
            best = leaf << BITS | Long.numberOfTrailingZeros(leafBits[leaf]);
        }
    }

    /** Returns the occupied level with the next larger key, or {@link #NO_LEVEL}. */
    int after(int level) {
        int leaf = level >>> BITS;
        long above = leafBits[leaf] & above(level & MASK);
        if (above != 0) {
            return leaf << BITS | Long.numberOfTrailingZeros(above);
        }
        return lowestAfterLeaf(leafKeys[leaf]);
    }

    private int leafAt(long leafKey) {
        int at = (int) leafKey & LAST_LEAVES - 1;
        int last = lastLeaves[at];
        if (leafKeys[last] == leafKey && leafBits[last] != 0) {
            return last;
        }
        int leaf = walkTo(leafKey);
        lastLeaves[at] = leaf;
        return leaf;
    }

    private int walkTo(long leafKey) {
        int node = 0;
        for (int layer = layers - 1; layer > 0; layer--) {
            node = childNode(node, branch(leafKey, layer));
        }
        return childLeaf(node, branch(leafKey, 0), leafKey);
    }

    private int childNode(int node, int branch) {
        if ((nodeBits[node] & 1L << branch) != 0) {
            return children[node << BITS | branch];
        }
        int child = takeNode();
        attach(node, branch, child);
        return child;
    }

    private int childLeaf(int node, int branch, long leafKey) {
        if ((nodeBits[node] & 1L << branch) != 0) {
            return children[node << BITS | branch];
        }
        int leaf = takeLeaf(leafKey);
        attach(node, branch, leaf);
        return leaf;
    }

    private void attach(int node, int branch, int child) {
        nodeBits[node] |= 1L << branch;
        children[node << BITS | branch] = child;
    }

    private void removeLeaf(int leaf) {
        long leafKey = leafKeys[leaf];
        fillPath(leafKey);
        for (int layer = 0; layer < layers; layer++) {
            int node = path[layer];
            nodeBits[node] &= ~(1L << branch(leafKey, layer));
            if (nodeBits[node] != 0 || node == 0) {
                break;
            }
            giveBackNode(node);
        }
        giveBackLeaf(leaf);
    }

    /** Fills the path of nodes from the root (last) down to the leaf's parent (first). */
    private void fillPath(long leafKey) {
        int node = 0;
        path[layers - 1] = 0;
        for (int layer = layers - 1; layer > 0; layer--) {
            node = children[node << BITS | branch(leafKey, layer)];
            path[layer - 1] = node;
        }
    }

    private int lowestAfterLeaf(long leafKey) {
        fillPath(leafKey);
        for (int layer = 0; layer < layers; layer++) {
            long above = nodeBits[path[layer]] & above(branch(leafKey, layer));
            if (above != 0) {
                int branch = Long.numberOfTrailingZeros(above);
                return lowestBelow(children[path[layer] << BITS | branch], layer);
            }
        }
        return NO_LEVEL;
    }

    private int lowestBelowRoot() {
        return nodeBits[0] == 0 ? NO_LEVEL : lowestBelow(0, layers);
    }

    /** @param child a leaf at layer 0, otherwise a node */
    private int lowestBelow(int child, int layer) {
        int at = child;
        for (int below = layer; below > 0; below--) {
            at = children[at << BITS | Long.numberOfTrailingZeros(nodeBits[at])];
        }
        return at << BITS | Long.numberOfTrailingZeros(leafBits[at]);
    }

    private static int branch(long leafKey, int layer) {
        return (int) (leafKey >>> BITS * layer) & MASK;
    }

    /** Returns a mask of the bits above one; none above the highest. */
    private static long above(int branch) {
        return branch == MASK ? 0 : -1L << branch + 1;
    }

    private int takeLeaf(long leafKey) {
        int leaf = freeLeaf;
        if (leaf == NOTHING) {
            if (leavesUsed == leafBits.length) {
                leafBits = Arrays.copyOf(leafBits, leavesUsed * 2);
                leafKeys = Arrays.copyOf(leafKeys, leavesUsed * 2);
                words = Arrays.copyOf(words, leavesUsed * 4 * BRANCHES);
            }
            leaf = leavesUsed++;
        } else {
            freeLeaf = (int) leafKeys[leaf];
        }
        leafKeys[leaf] = leafKey;
        return leaf;
    }

    private void giveBackLeaf(int leaf) {
        leafKeys[leaf] = freeLeaf;
        freeLeaf = leaf;
    }

    private int takeNode() {
        int node = freeNode;
        if (node == NOTHING) {
            if (nodesUsed == nodeBits.length) {
                nodeBits = Arrays.copyOf(nodeBits, nodesUsed * 2);
                children = Arrays.copyOf(children, nodesUsed * 2 * BRANCHES);
            }
            return nodesUsed++;
        }
        freeNode = children[node << BITS];
        return node;
    }

    private void giveBackNode(int node) {
        children[node << BITS] = freeNode;
        freeNode = node;
    }
}
