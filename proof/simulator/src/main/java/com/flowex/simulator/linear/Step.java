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
    record Done(ClientOperation operation) implements StepAction {}

    /** A command is refused. */
    record RefusedAction(ClientOperation operation, String code) implements StepAction {}

    /** The state is seen. */
    record Seen(ClientAnswer answer) implements StepAction {}

    /** Returns true if it is about a movement of money and not an order. */
    boolean moves() {
        return switch (act) {
            case Done(ClientOperation operation) ->
                operation instanceof ClientOperation.Transfer || operation instanceof ClientOperation.Deposit;
            case RefusedAction(ClientOperation clientOperation, String _) ->
                clientOperation instanceof ClientOperation.Transfer
                        || clientOperation instanceof ClientOperation.Deposit;
            case Seen _ -> false;
        };
    }

    /**
     * Returns true if it may happen before all pending steps without loss, because it only makes an unknown id known.
     */
    boolean decidesAnId() {
        return switch (act) {
            case Done(ClientOperation operation) -> decidesAnId(operation);
            case RefusedAction(ClientOperation clientOperation, String _) -> decidesAnId(clientOperation);
            case Seen _ -> false;
        };
    }

    private static boolean decidesAnId(ClientOperation operation) {
        return operation instanceof ClientOperation.Place
                || operation instanceof ClientOperation.Transfer
                || operation instanceof ClientOperation.Deposit;
    }
}
