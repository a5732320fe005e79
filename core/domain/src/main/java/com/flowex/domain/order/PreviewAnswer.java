package com.flowex.domain.order;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.OrderId;

/**
 * Answer to a command that changes nothing: the answer that placing an order would get at this position of the log, or
 * the room that an account has for further orders.
 */
public sealed interface PreviewAnswer {

    /** The order would be accepted, with this result. */
    record Planned(OrderPlan plan) implements PreviewAnswer {}

    /** The order would be refused. */
    record Refused(RejectReason reason) implements PreviewAnswer {}

    /** The account has this much of its quota in use. */
    record Quota(OrderQuotaUsage usage) implements PreviewAnswer {}

    /** The order was placed before, as this order; placing it again would place nothing. */
    record Repeats(OrderId order) implements PreviewAnswer {}
}
