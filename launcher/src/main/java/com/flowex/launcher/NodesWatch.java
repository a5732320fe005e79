package com.flowex.launcher;

import com.flowex.cluster.settings.MemberList;
import com.flowex.ground.watch.ClockCheck;
import com.flowex.ground.watch.Look;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Asks all nodes of the exchange where they stand, for a process that is none of them. One thread asks, any read. */
final class NodesWatch {

    /** A node that follows is some kilobytes behind, and further only where it cannot keep up. */
    private static final long LAG_BYTES_MAX = 64L << 20;

    private static final int MEGABYTE_BITS = 20;

    private final MemberList members;
    private volatile long sequence;
    private volatile long freeBytes = Long.MAX_VALUE;

    NodesWatch(MemberList members) {
        this.members = members;
    }

    /** Number of the last event that a node has told of; 0 before the first answer. */
    long sequence() {
        return sequence;
    }

    /** Of the fullest disk of those that answer. */
    long freeBytes() {
        return freeBytes;
    }

    /** @param clock is told how far the nodes' clocks are from this process's */
    Look look(ClockCheck clock) {
        List<MemberStatus> answers =
                members.all().stream().map(member -> asked(member, clock)).toList();
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
            return Look.impaired("no node leads: orders are not taken; ./flowex cluster status", figures);
        }
        if (up.size() < answers.size()) {
            return Look.impaired(
                    "of " + answers.size() + " nodes " + up.size() + " answer; ./flowex cluster status", figures);
        }
        return lag <= LAG_BYTES_MAX
                ? Look.up(figures)
                : Look.impaired("a node is " + (lag >> MEGABYTE_BITS) + " MB of the log behind", figures);
    }

    /** Its clock may be anywhere between when it was asked and when it answered. */
    private static MemberStatus asked(MemberList.Member member, ClockCheck clock) {
        long before = System.currentTimeMillis();
        MemberStatus status = MemberStatus.ask(member);
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
