package com.flowex.desk;

import com.flowex.domain.OrderId;
import com.flowex.domain.RejectReason;

/** Status of a client order id. */
public sealed interface Traced {

    /** An order was accepted with it. */
    record Known(OrderId order) implements Traced {}

    /** An order with it was refused. */
    record Refused(RejectReason reason) implements Traced {}

    /** A query used the id up before an order came. */
    record Burnt() implements Traced {}

    /** No command ever came with the id. */
    record NeverSeen() implements Traced {}
}
