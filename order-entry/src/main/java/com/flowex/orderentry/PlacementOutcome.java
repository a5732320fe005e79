package com.flowex.orderentry;

import com.flowex.domain.value.OrderId;

/** Result of an order, or of a pair of orders, that the exchange accepted. */
public sealed interface PlacementOutcome {

    /** Order placed by this command; the command's events hold the result. */
    record Now(CommittedEvents committed) implements PlacementOutcome {}

    /**
     * Order placed by an earlier command with the same id.
     *
     * @param order the order; the limit order of a pair
     * @param sequence number of the earlier command's first event
     * @param byThis true if it is this very command, sent twice because a leader was gone: the caller has asked once,
     *     and the views hold the result
     */
    record Before(OrderId order, long sequence, boolean byThis) implements PlacementOutcome {}
}
