package com.flowex.domain.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.OrderId;

/** Answer of the engine to a command whose id it has seen before: the first answer is repeated and nothing changes. */
public sealed interface FirstAnswer {

    /**
     * The order was accepted.
     *
     * @param sequence sequence of the order's first event
     */
    record Accepted(OrderId order, long sequence) implements FirstAnswer {}

    /**
     * The transfer moved money.
     *
     * @param sequence sequence of the transfer's first event
     */
    record Posted(long sequence) implements FirstAnswer {}

    /**
     * The order or transfer was refused and stays refused. Nothing is recorded of a command that needs newer rules
     * ({@link RejectReason#RULES_TOO_OLD}): repeated once they are adopted, it may be accepted.
     */
    record Refused(RejectReason reason) implements FirstAnswer {}
}
