package com.flowex.domain;

/** What the engine answers to a command whose id it has seen before: the first answer again; nothing changes. */
public sealed interface FirstAnswer {

    /**
     * The order was accepted.
     *
     * @param sequence of its first event
     */
    record Accepted(OrderId order, long sequence) implements FirstAnswer {}

    /**
     * The transfer moved money.
     *
     * @param sequence of its first event
     */
    record Posted(long sequence) implements FirstAnswer {}

    /** The order or transfer was refused and stays refused. */
    record Refused(RejectReason reason) implements FirstAnswer {}
}
