package com.flowex.app.node;

import com.flowex.app.settings.NodeSettings;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.platform.settings.StartupException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Start of a cluster node without a log. Such a node may not vote: its lost log may have been part of a majority, and
 * its vote could make a node lead that lacks acknowledged commands. It waits until a node leads and starts from a copy
 * of it. If all others are empty too, the exchange is a new one, and it begins.
 */
public final class EmptyNodeStartup {

    /** Role in {@code /cluster} of a node that has no log and has not taken part yet. */
    static final String ROLE = "empty";

    private static final Logger LOG = LoggerFactory.getLogger(EmptyNodeStartup.class);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Interval for logging that it still waits. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(15);

    private EmptyNodeStartup() {}

    /**
     * Waits until the node may begin. Operators' requests are answered meanwhile.
     *
     * @return true if all other nodes are empty too
     * @throws StartupException if it is stopped before, or the operators' port cannot be opened
     */
    public static boolean awaitOthers(NodeSettings settings) {
        Member self = settings.members().all().get(settings.member());
        long delivered = System.nanoTime();
        boolean isLogged = false;
        try (NodeAdminServer _ = NodeAdminServer.ofEmpty(self)) {
            while (true) {
                List<MemberStatus> others = settings.members().all().stream()
                        .filter(member -> member.id() != self.id())
                        .map(MemberStatus::request)
                        .toList();
                if (others.stream().anyMatch(MemberStatus::leads)) {
                    return false;
                }
                if (others.stream().allMatch(MemberStatus::isEmpty)) {
                    return true;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new StartupException("stopped while it waited for the other nodes");
                }
                if (System.nanoTime() - delivered > QUIET_NANOS) {
                    delivered = System.nanoTime();
                    // The first line is a warning, later ones show that it still waits.
                    LOG.atLevel(isLogged ? Level.INFO : Level.WARN)
                            .log(
                                    "this node has no log: it waits until another node leads, which it copies, or until all others are"
                                            + " there and have none either");
                    isLogged = true;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
    }
}
