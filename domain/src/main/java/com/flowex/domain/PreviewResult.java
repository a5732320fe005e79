package com.flowex.domain;

/** Answer that placing an order would get at this position of the log. */
public sealed interface PreviewResult {

    /** The order would be accepted, with this result. */
    record Planned(PreviewedOrder plan) implements PreviewResult {}

    /** The order would be refused. */
    record Refused(RejectReason reason) implements PreviewResult {}

    /** The order was placed before, as this order; placing it again would place nothing. */
    record Repeats(OrderId order) implements PreviewResult {}
}
