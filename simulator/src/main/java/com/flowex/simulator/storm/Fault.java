package com.flowex.simulator.storm;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can happen. */
enum Fault {
    /** SIGKILL for the node that leads. */
    KILL_LEADER(Hit.NODE),
    /** SIGKILL for one that follows. */
    KILL_FOLLOWER(Hit.NODE),
    /** SIGKILL for all nodes. */
    KILL_ALL(Hit.NODES),
    /** The node that leads stands still for longer than the others wait for it, and wakes. */
    STOP_LEADER(Hit.NODE),
    /** The node that leads and the other nodes do not reach each other; the services reach all. */
    CUT_LEADER(Hit.NODE),
    /** The services and the node that leads do not reach each other; the nodes do. */
    CUT_EDGE(Hit.BESIDE),
    /** What the node that leads sends to the other nodes is lost; what they send arrives. */
    CUT_ONE_WAY(Hit.NODE),
    /** One packet of twenty is lost, everywhere. */
    LOSS(Hit.WIRES),
    /** Every packet of every machine takes 200 ms. */
    DELAY(Hit.WIRES),
    /** SIGKILL for a node, and the last page of its log is not on its disk. */
    TORN_RECORD(Hit.LOG),
    /** SIGKILL for a node, and nothing is on its disk. */
    EMPTY_DISK(Hit.LOG),
    /** The disk of one node fills up: first so far that orders are refused, then wholly. */
    FULL_DISK(Hit.NODE),
    /** The clock of the node that leads jumps by ten minutes, and back. */
    CLOCK_JUMP(Hit.CLOCK),
    /** SIGKILL for the process that knows who everybody is, and whose exchange it is. */
    KILL_IDENTITY(Hit.BESIDE),
    /** SIGKILL for the process that takes orders. */
    KILL_TRADING(Hit.BESIDE),
    /** SIGKILL for the process that tells what the market does. */
    KILL_MARKETDATA(Hit.BESIDE),
    /** SIGKILL for the process that moves money. */
    KILL_WALLET(Hit.BESIDE),
    /** SIGKILL for one of the two gateways. */
    KILL_GATEWAY(Hit.BESIDE),
    /** SIGKILL for everything on the machine of PostgreSQL's primary, which is started again. */
    KILL_DATABASE(Hit.DATABASE),
    /** The same for the replica, without which nobody is told that a commit is done. */
    KILL_REPLICA(Hit.DATABASE),
    /** The same for the primary, which never comes back: the replica is promoted, and gets a replica of its own. */
    LOSE_DATABASE(Hit.DATABASE),
    /** SIGKILL for Redis' primary: the sentinels put the other one in its place. */
    KILL_REDIS(Hit.BESIDE);

    /** What is hit. */
    private enum Hit {
        /** One node does not work with the others any more. */
        NODE,
        /** No node works. */
        NODES,
        /** One node has not on its disk what it had said was there. */
        LOG,
        /** Everything between machines. */
        WIRES,
        /** One node's clock. */
        CLOCK,
        /** One of two servers, of which one has to stay. */
        DATABASE,
        /** What else stands before the nodes. */
        BESIDE
    }

    private final Hit hit;

    Fault(Hit hit) {
        this.hit = hit;
    }

    /**
     * Whether both may be on at once. Two nodes of three stay that work with each other, unless all are killed; and one loses what is on its disk only
     * while both others have all of it: three nodes promise to outlive the loss of one, not that of a majority.
     */
    boolean goesWith(Fault other) {
        boolean isBeside = isBeside() || other.isBeside();
        boolean isWhole = hit != Hit.LOG && other.hit != Hit.LOG && hit != Hit.NODES && other.hit != Hit.NODES;
        boolean isSameServer = hit == Hit.DATABASE && other.hit == Hit.DATABASE;
        return this != other && !isSameServer && (isBeside || isWhole && hit != other.hit);
    }

    private boolean isBeside() {
        return hit == Hit.BESIDE || hit == Hit.DATABASE;
    }

    /** As in options and reports. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String word) {
        return Stream.of(values()).filter(fault -> fault.word().equals(word)).findFirst();
    }
}
