package com.flowex.app.process;

import com.flowex.app.lifecycle.RunningProcess;
import com.flowex.app.lifecycle.StartedComponents;
import com.flowex.app.node.EmptyNodeStartup;
import com.flowex.app.node.NodeAdminServer;
import com.flowex.app.node.NodeBootstrap;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.node.ClusterMember;
import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.platform.settings.HttpAddress;
import com.flowex.platform.settings.StartupException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code FLOWEX_SERVICES=engine}: one node of a cluster, and its operators' server. */
final class EngineProcess implements RunningProcess {
    private static final Logger LOG = LoggerFactory.getLogger(EngineProcess.class);
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** Interval for checking whether the others have cut log that it lacks. */
    private static final long POLL_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** Interval for logging that it waits for others. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final ClusterMember node;
    private final Member self;

    private EngineProcess(ClusterMember node, Member self) {
        this.node = node;
        this.self = self;
    }

    /**
     * Starts the node and returns when it leads or follows.
     *
     * @param parts takes each component as it is started; the caller has to close it, also after an exception
     * @throws StartupException if it is stopped before, or the operators' port cannot be opened
     * @throws com.flowex.cluster.stop.NodeRefusedException if the log's directory or disk is not fit
     */
    static EngineProcess start(LauncherSettings settings, StartedComponents parts) {
        Member self = settings.node().members().all().get(settings.node().member());
        NodeBootstrap copy =
                new NodeBootstrap(settings.node(), settings.cluster().dataDirectory());
        while (true) {
            boolean begins = copy.isEmpty() && EmptyNodeStartup.awaitOthers(settings.node());
            if (!begins) {
                copy.fetchIfNeeded();
            }
            StartedComponents attempt = new StartedComponents();
            parts.add(attempt::close);
            ClusterMember node = ClusterMember.start(settings.cluster());
            attempt.add(node::close);
            // Opened now, so that an operator can see what a waiting node waits for.
            AtomicBoolean isEmpty = new AtomicBoolean(begins);
            NodeAdminServer operators = NodeAdminServer.open(
                    self,
                    node,
                    isEmpty::get,
                    settings.cluster().dataDirectory(),
                    settings.base().profile(),
                    settings.node().minFreeBytesForOrders());
            attempt.add(operators::close);
            if (takesPart(node, copy)) {
                isEmpty.set(false);
                return new EngineProcess(node, self);
            }
            attempt.close();
        }
    }

    /**
     * Waits until the node takes part.
     *
     * @return false if it has to start again: the others have cut log that it lacks, or it joined their log too late
     */
    private static boolean takesPart(ClusterMember node, NodeBootstrap copy) {
        long delivered = System.nanoTime();
        long requested = delivered;
        while (!node.health().takesPart()) {
            if (System.nanoTime() - requested > POLL_NANOS) {
                requested = System.nanoTime();
                if (copy.isNeeded()) {
                    return false;
                }
            }
            if (node.stopped().isDone() && (copy.isNeeded() || node.hasJoinedLate())) {
                return false;
            }
            if (node.stopped().isDone()) {
                throw new StartupException(node.stopped().join());
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new StartupException("stopped while it looked for the other nodes");
            }
            if (System.nanoTime() - delivered > QUIET_NANOS) {
                delivered = System.nanoTime();
                LOG.warn("this node waits for a quorum of the other nodes");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
        return true;
    }

    @Override
    public String address() {
        return "node " + self.id() + " on " + self.host() + ":" + self.basePort() + ", operators ask "
                + HttpAddress.of(self.host(), self.operatorsPort(), "/cluster");
    }

    /** Does nothing: clients do not send calls here, and users of the nodes follow the leader. */
    @Override
    public void leave() {}

    @Override
    public CompletableFuture<String> stopped() {
        return node.stopped();
    }
}
