package com.flowex.launcher;

import com.flowex.cluster.repair.NodeSeed;
import com.flowex.ground.settings.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one of several nodes begins with. One whose disk is empty takes a copy of the one that leads ({@link EmptyNode} says when); one that has a log
 * which ends before those of the others begin is refused, for only its operator may give that up.
 */
final class NodeCopy {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCopy.class);
    private static final int ATTEMPTS = 3;
    private static final int MEGABYTE_BITS = 20;

    private final NodeSettings settings;
    private final Path node;

    /** How far its log went when it was looked at; since then it can only have grown. */
    private long reach;

    /** @param node its folder */
    NodeCopy(NodeSettings settings, Path node) {
        this.settings = settings;
        this.node = node;
    }

    /** Who leads now and is not this one. */
    private Optional<MemberStatus> leader() {
        return settings.members().all().stream()
                .filter(member -> member.id() != settings.member())
                .map(MemberStatus::ask)
                .filter(MemberStatus::leads)
                .findFirst();
    }

    /** Whether who leads now has cut what this node lacked when it was looked at last. */
    boolean isNeeded() {
        return leader().filter(known -> known.logBegin() > reach).isPresent();
    }

    /** Whether there is nothing that it could go on from. */
    boolean isEmpty() {
        try {
            return NodeSeed.isEmpty(node);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private StartupException unreadable(IOException e) {
        return new StartupException("the data directory " + node + " cannot be read: " + e, e);
    }

    /**
     * Fetches one before the node is started, where it has no log or one that the others no longer continue.
     *
     * @throws StartupException if it is needed and cannot be had
     */
    void fetchIfNeeded() {
        try {
            reach = NodeSeed.reach(node);
            if (NodeSeed.isEmpty(node)) {
                fetch();
                return;
            }
            Optional<MemberStatus> leader = leader().filter(known -> known.logBegin() > reach);
            if (leader.isPresent()) {
                throw new StartupException("the log of " + node + " ends at byte " + reach + " and that of node "
                        + leader.get().member() + ", which leads, begins at byte "
                        + leader.get().logBegin() + ": mv " + node + " " + node
                        + ".behind, and start again: it then begins with a copy of the one that leads");
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void fetch() {
        String why = "nobody leads any more";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<MemberStatus> leader = leader();
            if (leader.isPresent()) {
                int from = leader.get().member();
                LOG.warn("{} is empty: it begins with a copy of node {}, which leads", node, from);
                try {
                    long bytes = MemberStatus.askForCopy(
                            settings.members().all().get(from), (copy, _) -> NodeSeed.receive(node, copy));
                    LOG.warn("{} MB were copied from node {}", bytes >> MEGABYTE_BITS, from);
                    return;
                } catch (IOException e) {
                    why = "the copy of node " + from + " failed: " + e.getMessage();
                    LOG.warn("{}", why);
                }
            }
        }
        throw new StartupException(
                node + " is empty and needs a copy of the node that leads; " + why + ": start again");
    }
}
