package com.flowex.launcher;

import com.flowex.cluster.settings.MemberList.Member;
import com.flowex.ground.settings.StartupException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A node of several that has no log, and so may not vote: what its lost disk had acknowledged together with another's, these two were the majority
 * for; voting with a third that is behind it would make that one lead, without it. It waits until one leads, and begins with a copy of that; or until
 * all others are as empty as itself, which is how an exchange begins.
 */
final class EmptyNode {

    /** What {@code /cluster} says of a node that has no log and has not taken part yet. */
    static final String ROLE = "empty";

    private static final Logger LOG = LoggerFactory.getLogger(EmptyNode.class);
    private static final long ASK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** After so long it says for what it waits. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(15);

    private EmptyNode() {}

    /**
     * Returns when the node may begin. Operators are answered meanwhile.
     *
     * @return whether all others are empty too
     * @throws StartupException if it is told to stop before, or operators cannot be answered
     */
    static boolean awaitOthers(NodeSettings settings) {
        Member self = settings.members().all().get(settings.member());
        long told = System.nanoTime();
        boolean isSaid = false;
        try (OperatorsPort _ = OperatorsPort.ofEmpty(self)) {
            while (true) {
                List<MemberStatus> others = settings.members().all().stream()
                        .filter(member -> member.id() != self.id())
                        .map(MemberStatus::ask)
                        .toList();
                if (others.stream().anyMatch(MemberStatus::leads)) {
                    return false;
                }
                if (others.stream().allMatch(MemberStatus::isEmpty)) {
                    return true;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new StartupException("told to stop while it waited for the other nodes");
                }
                if (System.nanoTime() - told > QUIET_NANOS) {
                    told = System.nanoTime();
                    // The first one warns, the others show that it still waits.
                    LOG.atLevel(isSaid ? Level.INFO : Level.WARN)
                            .log(
                                    "this node has no log: it waits until another leads, of which it takes a copy, or until all others are"
                                            + " there and have none either");
                    isSaid = true;
                }
                LockSupport.parkNanos(ASK_NANOS);
            }
        }
    }
}
