package com.flowex.simulator.linear;

import com.flowex.simulator.history.ClientAnswer;
import com.flowex.simulator.history.ClientOperation;

/**
 * Step that happened at one moment between a request and its answer. An acknowledged command has two steps: it is done,
 * and its order is seen as in the answer. The answer shows the order at the time of answering.
 *
 * @param number number from 0, in the order of the requests
 * @param after number of the step that comes before it; -1 if there is none
 * @param mustBe true if it certainly happened; otherwise it may have
 */
record Step(int number, StepAction act, HistoryCall call, int after, boolean mustBe) {

    static final int NONE = -1;

    /** Kind of a step. */
    sealed interface StepAction {}

    /** A command changes the state. */
    record Done(ClientOperation deed) implements StepAction {}

    /** A command is refused. */
    record RefusedAction(ClientOperation deed, String code) implements StepAction {}

    /** The state is seen. */
    record Seen(ClientAnswer told) implements StepAction {}

    /** Returns true if it is about a movement of money and not an order. */
    boolean moves() {
        return switch (act) {
            case Done(ClientOperation deed) ->
                deed instanceof ClientOperation.Transfer || deed instanceof ClientOperation.Deposit;
            case RefusedAction(ClientOperation deed, String _) ->
                deed instanceof ClientOperation.Transfer || deed instanceof ClientOperation.Deposit;
            case Seen _ -> false;
        };
    }

    /**
     * Returns true if it may happen before all pending steps without loss, because it only makes an unknown id known.
     */
    boolean decidesAnId() {
        return switch (act) {
            case Done(ClientOperation deed) -> decidesAnId(deed);
            case RefusedAction(ClientOperation deed, String _) -> decidesAnId(deed);
            case Seen _ -> false;
        };
    }

    private static boolean decidesAnId(ClientOperation deed) {
        return deed instanceof ClientOperation.Place
                || deed instanceof ClientOperation.Transfer
                || deed instanceof ClientOperation.Deposit;
    }
}
