package com.flowex.simulator.injection.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Fault that can occur. */
public enum Fault {
    /** SIGKILL for the leader. */
    KILL_LEADER(FaultTarget.NODE),
    /** SIGKILL for a follower. */
    KILL_FOLLOWER(FaultTarget.NODE),
    /** SIGKILL for all nodes. */
    KILL_ALL(FaultTarget.NODES),
    /** The leader stands still for longer than the others wait for it, and wakes. */
    STOP_LEADER(FaultTarget.NODE),
    /** The leader and the other nodes do not reach each other; the services reach all. */
    CUT_LEADER(FaultTarget.NODE),
    /** The services and the leader do not reach each other; the nodes do. */
    CUT_EDGE(FaultTarget.BESIDE),
    /** Messages from the leader to the other nodes are lost; messages to it arrive. */
    CUT_ONE_WAY(FaultTarget.NODE),
    /** One packet in twenty is lost, everywhere. */
    LOSS(FaultTarget.WIRES),
    /** Every packet of every machine takes 200 ms. */
    DELAY(FaultTarget.WIRES),
    /** SIGKILL for a node, and the last page of its log is missing on its disk. */
    TORN_RECORD(FaultTarget.LOG),
    /** SIGKILL for a node, and its disk is empty. */
    EMPTY_DISK(FaultTarget.LOG),
    /** The disk of one node fills up: first until orders are refused, then completely. */
    FULL_DISK(FaultTarget.NODE),
    /** The clock of the leader jumps by ten minutes, and back. */
    CLOCK_JUMP(FaultTarget.CLOCK),
    /** SIGKILL for the process with the users and tenants. */
    KILL_IDENTITY(FaultTarget.BESIDE),
    /** SIGKILL for the process that accepts orders. */
    KILL_TRADING(FaultTarget.BESIDE),
    /** SIGKILL for the process that publishes market data. */
    KILL_MARKETDATA(FaultTarget.BESIDE),
    /** SIGKILL for the process that moves money. */
    KILL_WALLET(FaultTarget.BESIDE),
    /** SIGKILL for one of the two gateways. */
    KILL_GATEWAY(FaultTarget.BESIDE),
    /** SIGKILL for everything on the machine of PostgreSQL's primary, which is started again. */
    KILL_DATABASE(FaultTarget.DATABASE),
    /** SIGKILL for everything on the machine of the replica, without which no commit is acknowledged. */
    KILL_REPLICA(FaultTarget.DATABASE),
    /**
     * SIGKILL for everything on the primary's machine, which never comes back: the replica is promoted, and gets a
     * replica of its own.
     */
    LOSE_DATABASE(FaultTarget.DATABASE),
    /** SIGKILL for Redis' primary: the sentinels promote the replica. */
    KILL_REDIS(FaultTarget.BESIDE);

    /** Part of the system that a fault affects. */
    private enum FaultTarget {
        /** One node no longer works with the others. */
        NODE,
        /** No node works. */
        NODES,
        /** One node has lost data on its disk that it had acknowledged. */
        LOG,
        /** All connections between machines. */
        WIRES,
        /** One node's clock. */
        CLOCK,
        /** One of two servers, of which one has to stay. */
        DATABASE,
        /** Other parts in front of the nodes. */
        BESIDE
    }

    private final FaultTarget hit;

    Fault(FaultTarget hit) {
        this.hit = hit;
    }

    /**
     * Returns true if both faults may occur at once. Two nodes of three keep working together, unless all are killed. A
     * node loses data on its disk only while both others have all of it. Three nodes survive the loss of one, not of a
     * majority.
     */
    public boolean goesWith(Fault other) {
        boolean isBeside = isBeside() || other.isBeside();
        boolean isWhole = hit != FaultTarget.LOG
                && other.hit != FaultTarget.LOG
                && hit != FaultTarget.NODES
                && other.hit != FaultTarget.NODES;
        boolean isSameServer = hit == FaultTarget.DATABASE && other.hit == FaultTarget.DATABASE;
        return this != other && !isSameServer && (isBeside || isWhole && hit != other.hit);
    }

    private boolean isBeside() {
        return hit == FaultTarget.BESIDE || hit == FaultTarget.DATABASE;
    }

    /** Returns the word used in options and reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Fault> of(String word) {
        return Stream.of(values()).filter(fault -> fault.word().equals(word)).findFirst();
    }
}
