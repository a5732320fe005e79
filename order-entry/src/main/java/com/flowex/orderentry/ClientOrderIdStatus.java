package com.flowex.orderentry;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.OrderId;

/** Status of a client order id. */
public sealed interface ClientOrderIdStatus {

    /** An order was accepted with it. */
    record Known(OrderId order) implements ClientOrderIdStatus {}

    /** An order with it was refused. */
    record Refused(RejectReason reason) implements ClientOrderIdStatus {}

    /** A query used the id up before an order came. */
    record Burnt() implements ClientOrderIdStatus {}

    /** No command ever came with the id. */
    record NeverSeen() implements ClientOrderIdStatus {}
}
