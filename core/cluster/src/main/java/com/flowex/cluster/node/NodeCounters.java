package com.flowex.cluster.node;

import com.flowex.cluster.link.NodePerformance;
import io.aeron.Aeron;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.Cluster;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;

/**
 * Counters that the node's components keep in mapped memory. They are read only while they are mapped, because a read
 * behind the mapping's end would end the process. While the node stops, the last values are returned.
 */
final class NodeCounters {
    private static final NodeCounterValues NONE =
            new NodeCounterValues(Cluster.Role.FOLLOWER.name().toLowerCase(Locale.ROOT), -1, 0, 0);

    private final ReadWriteLock mapping = new ReentrantReadWriteLock();
    private final ConsensusModule.Context consensus;
    private final Aeron aeron;
    private boolean isMapped = true;
    private volatile NodeCounterValues last = NONE;
    private volatile NodePerformance lastDuty = NodePerformance.NONE;

    /**
     * @param role role of the node: leader, follower or candidate
     * @param election number of the election's state; -1 if it cannot be read
     * @param commitPosition position up to which a majority has the log, in bytes
     * @param snapshots number of snapshots taken since the start
     */
    record NodeCounterValues(String role, long election, long commitPosition, long snapshots) {
        boolean leads() {
            return role.equals(Cluster.Role.LEADER.name().toLowerCase(Locale.ROOT));
        }
    }

    /** @param aeron client of the node's own, which must stay open until {@link #end} */
    NodeCounters(ConsensusModule.Context consensus, Aeron aeron) {
        this.consensus = consensus;
        this.aeron = aeron;
    }

    /** Returns the present values; the last ones read if the memory is no longer mapped. */
    NodeCounterValues figures() {
        whileMapped(() -> {
            last = read(aeron.countersReader());
            return true;
        });
        return last;
    }

    /** Returns the performance of the threads; the last one read if the memory is no longer mapped. */
    NodePerformance duty() {
        whileMapped(() -> {
            lastDuty = PerformanceCounters.read(aeron.countersReader());
            return true;
        });
        return lastDuty;
    }

    private NodeCounterValues read(CountersReader counters) {
        long role = value(counters, consensus.clusterNodeRoleCounter());
        return new NodeCounterValues(
                Cluster.Role.get(role).name().toLowerCase(Locale.ROOT),
                consensus.electionStateCounter().isClosed() ? -1 : value(counters, consensus.electionStateCounter()),
                value(counters, consensus.commitPositionCounter()),
                value(counters, consensus.snapshotCounter()));
    }

    /**
     * Reads a counter by the node's own client, because the consensus module unmaps its counters when it ends by
     * itself.
     */
    private static long value(CountersReader counters, AtomicCounter counter) {
        return counters.getCounterValue(counter.id());
    }

    /**
     * Asks the cluster for a snapshot. Returns false while it does something else, or if the memory is no longer
     * mapped.
     */
    boolean requestSnapshot() {
        int toggle = consensus.controlToggleCounter().id();
        return whileMapped(() -> ClusterControl.ToggleState.SNAPSHOT.toggle(
                new AtomicCounter(aeron.countersReader().valuesBuffer(), toggle)));
    }

    private boolean whileMapped(BooleanSupplier reading) {
        Lock lock = mapping.readLock();
        lock.lock();
        try {
            return isMapped && !aeron.isClosed() && reading.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends all reading. On return the counters are no longer read, and the reported node neither leads nor takes part.
     */
    void end() {
        NodeCounterValues ended = figures();
        Lock lock = mapping.writeLock();
        lock.lock();
        try {
            isMapped = false;
            last = new NodeCounterValues(NONE.role(), -1, ended.commitPosition(), ended.snapshots());
        } finally {
            lock.unlock();
        }
    }
}
