package com.flowex.simulator.storm;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can happen. */
enum Fault {
    /** SIGKILL for the node that leads. */
    KILL_LEADER,
    /** SIGKILL for one that follows. */
    KILL_FOLLOWER,
    /** SIGKILL for all nodes. */
    KILL_ALL,
    /** The node that leads stands still for longer than the others wait for it, and wakes. */
    STOP_LEADER,
    /** The node that leads and the other nodes do not reach each other; the services reach all. */
    CUT_LEADER,
    /** The services and the node that leads do not reach each other; the nodes do. */
    CUT_EDGE,
    /** What the node that leads sends to the other nodes is lost; what they send arrives. */
    CUT_ONE_WAY,
    /** One packet of twenty is lost, everywhere. */
    LOSS,
    /** Every packet of every machine takes 200 ms. */
    DELAY,
    /** SIGKILL for a node, and the last page of its log is not on its disk. */
    TORN_RECORD,
    /** SIGKILL for a node, and nothing is on its disk. */
    EMPTY_DISK,
    /** The disk of one node fills up: first so far that orders are refused, then wholly. */
    FULL_DISK,
    /** The clock of the node that leads jumps by ten minutes, and back. */
    CLOCK_JUMP,
    /** SIGKILL for the process of all services. */
    KILL_SERVICES,
    /** SIGKILL for the gateway. */
    KILL_GATEWAY,
    /** SIGKILL for PostgreSQL. */
    KILL_DATABASE;

    /** As in options and reports. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Fault> of(String word) {
        return Stream.of(values()).filter(fault -> fault.word().equals(word)).findFirst();
    }
}
