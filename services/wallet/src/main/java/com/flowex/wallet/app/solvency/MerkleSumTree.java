package com.flowex.wallet.app.solvency;

import com.flowex.wallet.store.solvency.MerkleSumNode;
import java.util.ArrayList;
import java.util.List;

/** Merkle sum tree of any number of leaves. A node without a sibling moves up a level unchanged. */
public final class MerkleSumTree {

    private MerkleSumTree() {}

    /** Returns the root over the nodes of one level. */
    public static MerkleSumNode root(List<MerkleSumNode> nodes) {
        if (nodes.isEmpty()) {
            return MerkleSumNode.padding();
        }
        List<MerkleSumNode> level = nodes;
        while (level.size() > 1) {
            level = above(level);
        }
        return level.getFirst();
    }

    /** Returns the siblings on the path from a node of a level to the root, lowest first. */
    public static List<MerkleSumNode> path(List<MerkleSumNode> nodes, int index) {
        List<MerkleSumNode> path = new ArrayList<>();
        List<MerkleSumNode> level = nodes;
        int at = index;
        while (level.size() > 1) {
            int sibling = at ^ 1;
            if (sibling < level.size()) {
                path.add(level.get(sibling));
            }
            level = above(level);
            at /= 2;
        }
        return path;
    }

    private static List<MerkleSumNode> above(List<MerkleSumNode> level) {
        List<MerkleSumNode> above = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i < level.size(); i += 2) {
            above.add(i + 1 < level.size() ? MerkleSumNode.over(level.get(i), level.get(i + 1)) : level.get(i));
        }
        return above;
    }
}
