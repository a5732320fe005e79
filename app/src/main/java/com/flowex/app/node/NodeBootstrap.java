package com.flowex.app.node;

import com.flowex.app.settings.NodeSettings;
import com.flowex.cluster.repair.NodeSeed;
import com.flowex.platform.settings.StartupException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Initial state of a cluster node. A node with an empty disk takes a copy of the leading one, at the time that {@link
 * EmptyNodeStartup} decides. A node whose log ends before those of the others begin is refused, since only its operator may
 * give that log up.
 */
public final class NodeBootstrap {
    private static final Logger LOG = LoggerFactory.getLogger(NodeBootstrap.class);
    private static final int ATTEMPTS = 3;
    private static final int MEGABYTE_BITS = 20;

    private final NodeSettings settings;
    private final Path node;

    /** End of its log when it was last looked at; since then it can only have grown. */
    private long reach;

    /** @param node folder of the node */
    public NodeBootstrap(NodeSettings settings, Path node) {
        this.settings = settings;
        this.node = node;
    }

    /** Returns the leading node, if it is another one. */
    private Optional<MemberStatus> leader() {
        return settings.members().all().stream()
                .filter(member -> member.id() != settings.member())
                .map(MemberStatus::request)
                .filter(MemberStatus::leads)
                .findFirst();
    }

    /** Returns true if the leading node has cut log that this node lacked at the last look. */
    public boolean isNeeded() {
        return leader().filter(known -> known.logBegin() > reach).isPresent();
    }

    /** Returns true if it has no log to continue. */
    public boolean isEmpty() {
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
     * Fetches a copy before the node is started, if it has no log; refuses one that the others no longer continue.
     *
     * @throws StartupException if a copy is needed and cannot be fetched, or the log is too far behind
     */
    public void fetchIfNeeded() {
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
        String why = "there is no leader at present";
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<MemberStatus> leader = leader();
            if (leader.isPresent()) {
                int from = leader.get().member();
                LOG.warn("{} is empty: this node starts from a copy of node {}, the leader", node, from);
                try {
                    long bytes = MemberStatus.requestCopy(
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
