package com.flowex.simulator.fate;

import java.util.Locale;

/** What may happen next. */
enum Choice {
    /** A client asks for something new. */
    ASK(20),
    /** A client asks again, by the same id, what it does not know the outcome of. */
    ASK_AGAIN(6),
    /** A client waits no longer for one answer. */
    GIVE_UP(2),
    /** What a client has sent arrives. */
    ARRIVE(22),
    /** What a client has sent is lost. */
    LOSE_REQUEST(1),
    /** An answer arrives. */
    ANSWER(20),
    /** An answer is lost. */
    LOSE_ANSWER(1),
    /** Who leads sends a follower what comes next. */
    REPLICATE(34),
    /** A node brings its log to its disk. */
    SYNC(24),
    /** A node applies what is committed. */
    APPLY(24),
    /** Time passes, and who leads looks what is due. */
    TIME(4),
    /** A node's clock is set forward or back. */
    CLOCK(1),
    /** A node asks to lead. */
    ELECT(2),
    /** A node is killed. */
    KILL(1),
    /** A node loses its power. */
    POWER(1),
    /** All nodes lose their power at once. */
    BLACKOUT(0),
    /** A node that does not run starts. */
    START(4),
    /** What one node sends does not get to another any more. */
    CUT(1),
    /** Every node reaches every other again. */
    MEND(1),
    /** Who leads asks for snapshots. */
    SNAPSHOT(2),
    /** A node gives events to the archive and cuts its log. */
    UPKEEP(2),
    /** The disk of a node that does not run is emptied. */
    EMPTY(0),
    /** A reader takes events. */
    READ(14),
    /** A reader ends between writing what it read and noting that it has. */
    READ_AND_END(2),
    /** A reader goes on at another node. */
    MOVE_READER(1);

    private final int weight;

    Choice(int weight) {
        this.weight = weight;
    }

    /** How often it happens where everything goes well. */
    int weight() {
        return weight;
    }

    /** Whether it breaks something: of these every seed has a selection of its own. */
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
