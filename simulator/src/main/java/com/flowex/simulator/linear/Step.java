package com.flowex.simulator.linear;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.Told;

/**
 * Step that happened at one moment between a request and its answer. An acknowledged command has two steps: it is done,
 * and its order is seen as in the answer. The answer shows the order at the time of answering.
 *
 * @param number number from 0, in the order of the requests
 * @param after number of the step that comes before it; -1 if there is none
 * @param mustBe true if it certainly happened; otherwise it may have
 */
record Step(int number, Act act, PastCall call, int after, boolean mustBe) {

    static final int NONE = -1;

    /** Kind of a step. */
    sealed interface Act {}

    /** A command changes the state. */
    record Done(Deed deed) implements Act {}

    /** A command is refused. */
    record Declined(Deed deed, String code) implements Act {}

    /** The state is seen. */
    record Seen(Told told) implements Act {}

    /** Returns true if it is about a movement of money and not an order. */
    boolean moves() {
        return switch (act) {
            case Done(Deed deed) -> deed instanceof Deed.Transfer || deed instanceof Deed.Deposit;
            case Declined(Deed deed, String _) -> deed instanceof Deed.Transfer || deed instanceof Deed.Deposit;
            case Seen _ -> false;
        };
    }

    /**
     * Returns true if it may happen before all pending steps without loss, because it only makes an unknown id known.
     */
    boolean decidesAnId() {
        return switch (act) {
            case Done(Deed deed) -> decidesAnId(deed);
            case Declined(Deed deed, String _) -> decidesAnId(deed);
            case Seen _ -> false;
        };
    }

    private static boolean decidesAnId(Deed deed) {
        return deed instanceof Deed.Place || deed instanceof Deed.Transfer || deed instanceof Deed.Deposit;
    }
}
