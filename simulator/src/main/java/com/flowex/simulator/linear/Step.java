package com.flowex.simulator.linear;

import com.flowex.simulator.history.Deed;
import com.flowex.simulator.history.Told;

/**
 * What happened at one moment between a question and its answer. An acknowledged command has two: it is done, and its order is seen as the answer
 * tells it, since the answer is the order as it is when it is given.
 *
 * @param number from 0, in the order of the questions
 * @param after number of the step that comes before it; -1 for none
 * @param mustBe whether it did happen; otherwise it may have
 */
record Step(int number, Act act, PastCall call, int after, boolean mustBe) {

    static final int NONE = -1;

    /** What kind of moment. */
    sealed interface Act {}

    /** A command changes what there is. */
    record Done(Deed deed) implements Act {}

    /** A command is refused. */
    record Declined(Deed deed, String code) implements Act {}

    /** What there is, is seen. */
    record Seen(Told told) implements Act {}

    /** Whether it is about money that moves, and no order. */
    boolean moves() {
        return switch (act) {
            case Done(Deed deed) -> deed instanceof Deed.Transfer || deed instanceof Deed.Deposit;
            case Declined(Deed deed, String _) -> deed instanceof Deed.Transfer || deed instanceof Deed.Deposit;
            case Seen _ -> false;
        };
    }

    /** Whether it may as well happen before all that is on its way: it only makes an id known that was not. */
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
