package com.flowex.cluster.node;

import com.flowex.cluster.link.NodeDuty;
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
 * What the node's parts count of themselves in memory that they map. It is read only while it is mapped, because a read behind its
 * end would end the process: whoever asks while the node stops hears what was last true.
 */
final class NodeCounters {
    private static final Figures NONE = new Figures(Cluster.Role.FOLLOWER.name().toLowerCase(Locale.ROOT), -1, 0, 0);

    private final ReadWriteLock mapping = new ReentrantReadWriteLock();
    private final ConsensusModule.Context consensus;
    private final Aeron aeron;
    private boolean isMapped = true;
    private volatile Figures last = NONE;
    private volatile NodeDuty lastDuty = NodeDuty.NONE;

    /**
     * @param role what the node is: leader, follower or candidate
     * @param election the number of the election's state; -1 where there is none to be read
     * @param commitPosition up to where the log is of a majority, in bytes
     * @param snapshots how many have been taken since the start
     */
    record Figures(String role, long election, long commitPosition, long snapshots) {
        boolean leads() {
            return role.equals(Cluster.Role.LEADER.name().toLowerCase(Locale.ROOT));
        }
    }

    /** @param aeron a client of the node's own, which nobody closes before {@link #end} */
    NodeCounters(ConsensusModule.Context consensus, Aeron aeron) {
        this.consensus = consensus;
        this.aeron = aeron;
    }

    /** What they are now; the last that was read once nothing is mapped. */
    Figures figures() {
        whileMapped(() -> {
            last = read(aeron.countersReader());
            return true;
        });
        return last;
    }

    /** How the threads keep up; the last that was read once nothing is mapped. */
    NodeDuty duty() {
        whileMapped(() -> {
            lastDuty = DutyCounters.read(aeron.countersReader());
            return true;
        });
        return lastDuty;
    }

    private Figures read(CountersReader counters) {
        long role = value(counters, consensus.clusterNodeRoleCounter());
        return new Figures(
                Cluster.Role.get(role).name().toLowerCase(Locale.ROOT),
                consensus.electionStateCounter().isClosed() ? -1 : value(counters, consensus.electionStateCounter()),
                value(counters, consensus.commitPositionCounter()),
                value(counters, consensus.snapshotCounter()));
    }

    /** By the node's own client: the consensus module unmaps its own when it ends by itself. */
    private static long value(CountersReader counters, AtomicCounter counter) {
        return counters.getCounterValue(counter.id());
    }

    /** Whether the cluster was asked for a snapshot; not while it does something else, nor once nothing is mapped. */
    boolean askForSnapshot() {
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

    /** Nobody reads any more when this returns, and the node leads nobody and takes no part. */
    void end() {
        Figures ended = figures();
        Lock lock = mapping.writeLock();
        lock.lock();
        try {
            isMapped = false;
            last = new Figures(NONE.role(), -1, ended.commitPosition(), ended.snapshots());
        } finally {
            lock.unlock();
        }
    }
}
