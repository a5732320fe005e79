package com.flowex.desk;

import com.flowex.domain.OrderId;
import com.flowex.domain.RejectReason;

/** What became of a client order id. */
public sealed interface Traced {

    /** An order was accepted with it. */
    record Known(OrderId order) implements Traced {}

    /** An order with it was refused. */
    record Refused(RejectReason reason) implements Traced {}

    /** A query used it up before an order came. */
    record Burnt() implements Traced {}

    /** Nothing ever came with it. */
    record NeverSeen() implements Traced {}
}
