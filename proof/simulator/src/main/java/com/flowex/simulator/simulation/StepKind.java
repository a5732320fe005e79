package com.flowex.simulator.simulation;

import java.util.Locale;

/** Kind of the next step of a run. */
enum StepKind {
    /** A client sends a new request. */
    ASK(20),
    /** A client repeats a request with unknown outcome, with the same id. */
    ASK_AGAIN(6),
    /** A client stops waiting for one answer. */
    GIVE_UP(2),
    /** A client's request arrives. */
    ARRIVE(22),
    /** A client's request is lost. */
    LOSE_REQUEST(1),
    /** An answer arrives. */
    ANSWER(20),
    /** An answer is lost. */
    LOSE_ANSWER(1),
    /** The leader sends a follower the next records. */
    REPLICATE(34),
    /** A node forces its log to its disk. */
    SYNC(24),
    /** A node applies committed records. */
    APPLY(24),
    /** Time passes, and the leader checks what is due. */
    TIME(4),
    /** A node's clock is set forward or back. */
    CLOCK(1),
    /** A node starts an election. */
    ELECT(2),
    /** A node is killed. */
    KILL(1),
    /** A node loses its power. */
    POWER(1),
    /** All nodes lose their power at once. */
    BLACKOUT(0),
    /** A stopped node starts. */
    START(4),
    /** Messages from one node no longer reach another. */
    CUT(1),
    /** Every node reaches every other again. */
    MEND(1),
    /** The leader requests snapshots. */
    SNAPSHOT(2),
    /** A node gives events to the archive and cuts its log. */
    UPKEEP(2),
    /** The disk of a stopped node is emptied. */
    EMPTY(0),
    /** A reader takes events. */
    READ(14),
    /** A reader ends between writing its view and noting its position. */
    READ_AND_END(2),
    /** A reader continues at another node. */
    MOVE_READER(1);

    private final int weight;

    StepKind(int weight) {
        this.weight = weight;
    }

    /** Returns its frequency in a run without faults. */
    int weight() {
        return weight;
    }

    /** Returns true if it is a fault; every seed has its own selection of faults. */
    boolean isFault() {
        return switch (this) {
            case GIVE_UP,
                    LOSE_REQUEST,
                    LOSE_ANSWER,
                    CLOCK,
                    ELECT,
                    KILL,
                    POWER,
                    BLACKOUT,
                    CUT,
                    EMPTY,
                    READ_AND_END,
                    MOVE_READER,
                    SNAPSHOT,
                    UPKEEP -> true;
            case ASK, ASK_AGAIN, ARRIVE, ANSWER, REPLICATE, SYNC, APPLY, TIME, START, MEND, READ -> false;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
