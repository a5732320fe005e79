package com.flowex.orderentry;

import com.flowex.domain.RejectReason;
import com.flowex.domain.value.OrderId;
import com.flowex.platform.errors.Refusal;

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

    /** Returns the status of an id that the log refuses to look up, or of a repeated refusal. */
    static CommandResult<ClientOrderIdStatus> traced(RejectReason reason, boolean isRepeated) {
        if (isRepeated) {
            return new CommandResult.Accepted<>(used(reason));
        }
        return reason == RejectReason.CLIENT_ORDER_ID_NEVER_SEEN
                ? new CommandResult.Accepted<>(new NeverSeen())
                : CommandResult.Refused.of(Refusal.refused(reason));
    }

    /** Returns the status of an id whose first answer was this refusal. */
    static ClientOrderIdStatus used(RejectReason reason) {
        return reason == RejectReason.CLIENT_ORDER_ID_BURNT ? new Burnt() : new Refused(reason);
    }
}
