package com.flowex.trading.order;

import com.flowex.cluster.client.Outcome;
import com.flowex.domain.OrderRequest;
import com.flowex.domain.command.Command;
import com.flowex.platform.exchange.OrderPath;
import com.flowex.platform.refusal.Refusal;
import com.flowex.platform.refusal.RefusalCode;

/** Commands with a client order id whose answer does not come: the caller is told the id to ask again with. */
final class Unanswered {

    private Unanswered() {}

    /**
     * Sends a command.
     *
     * @param named the order whose id stands for the command; the client may not know it, if it sent none
     * @return accepted, rejected or repeated
     * @throws Refusal {@code unknown_outcome} naming the id, {@code overloaded} if nothing was sent
     */
    static Outcome submit(OrderPath path, Command command, OrderRequest named) {
        return switch (path.outcome(named.account(), command)) {
            case Outcome.Unknown() ->
                throw new Refusal(
                        RefusalCode.UNKNOWN_OUTCOME,
                        "no answer in time: the order may or may not be placed. Send it again, or ask for it, with client_order_id \""
                                + named.clientOrderId() + "\", never with a new one");
            case Outcome.Overloaded() -> throw Refusal.overloaded();
            case Outcome.Accepted accepted -> accepted;
            case Outcome.Rejected rejected -> rejected;
            case Outcome.Repeated repeated -> repeated;
            case Outcome.Tried tried -> tried;
        };
    }
}
