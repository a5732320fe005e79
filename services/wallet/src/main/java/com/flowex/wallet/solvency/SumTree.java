package com.flowex.wallet.solvency;

import java.util.ArrayList;
import java.util.List;

/** A Merkle sum tree of any number of leaves: whoever has no neighbour goes up a level as it is. */
final class SumTree {

    private SumTree() {}

    /** The root over some nodes of one level. */
    static Node root(List<Node> nodes) {
        if (nodes.isEmpty()) {
            return Node.nobody();
        }
        List<Node> level = nodes;
        while (level.size() > 1) {
            level = above(level);
        }
        return level.getFirst();
    }

    /** The neighbours that lead from a node of a level up to the root over it, lowest first. */
    static List<Node> path(List<Node> nodes, int index) {
        List<Node> path = new ArrayList<>();
        List<Node> level = nodes;
        int at = index;
        while (level.size() > 1) {
            int neighbour = at ^ 1;
            if (neighbour < level.size()) {
                path.add(level.get(neighbour));
            }
            level = above(level);
            at /= 2;
        }
        return path;
    }

    private static List<Node> above(List<Node> level) {
        List<Node> above = new ArrayList<>((level.size() + 1) / 2);
        for (int i = 0; i < level.size(); i += 2) {
            above.add(i + 1 < level.size() ? Node.over(level.get(i), level.get(i + 1)) : level.get(i));
        }
        return above;
    }
}
