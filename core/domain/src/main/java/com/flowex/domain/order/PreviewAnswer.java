package com.flowex.domain.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.OrderId;

/** Answer that placing an order would get at this position of the log. */
public sealed interface PreviewAnswer {

    /** The order would be accepted, with this result. */
    record Planned(OrderPlan plan) implements PreviewAnswer {}

    /** The order would be refused. */
    record Refused(RejectReason reason) implements PreviewAnswer {}

    /** The order was placed before, as this order; placing it again would place nothing. */
    record Repeats(OrderId order) implements PreviewAnswer {}
}
