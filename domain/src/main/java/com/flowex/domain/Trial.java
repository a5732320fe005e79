package com.flowex.domain;

/** What placing an order would be answered with, at this place of the log. */
public sealed interface Trial {

    /** It would be taken, and come to this. */
    record Planned(OrderPlan plan) implements Trial {}

    /** It would be refused. */
    record Refused(RejectReason reason) implements Trial {}

    /** It was placed before, as this order: placing it again would place nothing. */
    record Repeats(OrderId order) implements Trial {}
}
