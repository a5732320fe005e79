package com.flowex.desk;

import com.flowex.domain.OrderId;

/** What became of an order, or of two as a pair, that the exchange took. */
public sealed interface Placed {

    /** Placed by this command, whose events say what became of it. */
    record Now(Decided decided) implements Placed {}

    /**
     * Placed by an earlier command with the same id.
     *
     * @param order of a pair the limit order
     * @param sequence of its first event
     * @param byThis by this very command, sent twice because a leader was gone: whoever asks has asked once, and what became of it is
     *     in the views
     */
    record Before(OrderId order, long sequence, boolean byThis) implements Placed {}
}
