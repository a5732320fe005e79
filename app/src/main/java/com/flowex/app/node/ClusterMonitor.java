package com.flowex.app.node;

import com.flowex.cluster.settings.MemberList;
import com.flowex.platform.monitor.ClockCheck;
import com.flowex.platform.monitor.ProbeResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Monitor of all nodes of a cluster, for a process that is not one of them. One thread polls; any thread reads. */
final class ClusterMonitor {

    /** Lag above which a node cannot keep up; a follower is normally some kilobytes behind. */
    private static final long LAG_BYTES_MAX = 64L << 20;

    private static final int MEGABYTE_BITS = 20;

    private final MemberList members;
    private volatile long sequence;
    private volatile long freeBytes = Long.MAX_VALUE;

    ClusterMonitor(MemberList members) {
        this.members = members;
    }

    /** Returns the number of the last event that a node has reported; 0 before the first answer. */
    long sequence() {
        return sequence;
    }

    /** Returns the free space of the fullest disk of the answering nodes. */
    long freeBytes() {
        return freeBytes;
    }

    /**
     * Polls all nodes.
     *
     * @param clock receives the differences between the nodes' clocks and this process's
     */
    ProbeResult check(ClockCheck clock) {
        List<MemberStatus> answers =
                members.all().stream().map(member -> requested(member, clock)).toList();
        List<MemberStatus> up =
                answers.stream().filter(status -> !status.isDown()).toList();
        sequence = Math.max(
                sequence, up.stream().mapToLong(MemberStatus::sequence).max().orElse(0));
        freeBytes = up.stream()
                .mapToLong(status -> status.freeMegabytes() << MEGABYTE_BITS)
                .min()
                .orElse(Long.MAX_VALUE);
        long furthest =
                up.stream().mapToLong(MemberStatus::commitPosition).max().orElse(0);
        long lag = up.stream()
                .mapToLong(status -> furthest - status.commitPosition())
                .max()
                .orElse(0);
        long leader = up.stream()
                .filter(MemberStatus::leads)
                .mapToLong(MemberStatus::member)
                .findFirst()
                .orElse(-1);
        Map<String, Number> figures = new TreeMap<>(Map.of(
                "nodes",
                answers.size(),
                "nodes_up",
                up.size(),
                "leader",
                leader,
                "lag_bytes",
                lag,
                "sequence",
                sequence));
        if (leader < 0) {
            return ProbeResult.impaired("no node leads: orders are not taken; ./flowex cluster status", figures);
        }
        if (up.size() < answers.size()) {
            return ProbeResult.impaired(
                    "of " + answers.size() + " nodes " + up.size() + " answer; ./flowex cluster status", figures);
        }
        return lag <= LAG_BYTES_MAX
                ? ProbeResult.up(figures)
                : ProbeResult.impaired("a node is " + (lag >> MEGABYTE_BITS) + " MB of the log behind", figures);
    }

    /** Asks a node. Its clock was read at some time between the request and the answer. */
    private static MemberStatus requested(MemberList.Member member, ClockCheck clock) {
        long before = System.currentTimeMillis();
        MemberStatus status = MemberStatus.request(member);
        long after = System.currentTimeMillis();
        if (!status.isDown() && status.unixMillis() > 0) {
            long apart = status.unixMillis() > after
                    ? status.unixMillis() - after
                    : Math.min(0, status.unixMillis() - before);
            clock.apart("node " + member.id(), apart);
        }
        return status;
    }
}
