package com.flowex.simulator.simulation;

import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.PostTransfer;
import com.flowex.domain.command.PostTransferChain;
import java.util.ArrayList;
import java.util.List;

/** An operation that a client wants done once, however often it sends the request. */
final class RepeatedOperation {
    /** Client's knowledge of the operation. */
    enum Knowledge {
        WAITS,
        UNKNOWN,
        ANSWERED,
        /** It has no id with which it could be repeated. */
        NEVER
    }

    private final Command command;
    private final List<Long> requests = new ArrayList<>();
    private final List<Long> questions = new ArrayList<>();
    private Knowledge known = Knowledge.WAITS;

    RepeatedOperation(Command command) {
        this.command = command;
    }

    Command command() {
        return command;
    }

    /** Returns the numbers of its requests, in the order in which they were sent. */
    List<Long> requests() {
        return requests;
    }

    void repeat(long request, Command by) {
        requests.add(request);
        if (!by.equals(command)) {
            questions.add(request);
        }
        known = Knowledge.WAITS;
    }

    /** Returns true if a request queried the result of the id instead of repeating the command. */
    boolean isQuestion(long request) {
        return questions.contains(request);
    }

    Knowledge known() {
        return known;
    }

    void give(Knowledge now) {
        known = now;
    }

    /** Returns true if repeating the command is the same operation. */
    boolean hasId() {
        return hasId(command);
    }

    private static boolean hasId(Command command) {
        return switch (command) {
            case PlaceOrder _,
                    PlaceBorrowingOrder _,
                    PlaceRepayingOrder _,
                    PlaceReturningOrder _,
                    PlaceOrderPair _,
                    PlaceLinkedOrders _,
                    PlaceLinkedPair _,
                    PlacePayingOrders _,
                    PlacePayingPair _,
                    CancelReplace _,
                    PostTransfer _,
                    PostTransferChain _ -> true;
            case PlaceWithEffects placement -> hasId(placement.placement());
            default -> false;
        };
    }
}
