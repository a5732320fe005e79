package com.flowex.trading.app.order;

import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /api/trading/orders/otoco} as sent; nothing is checked yet.
 *
 * @param working order that goes through the book at once, or at its trigger
 * @param pending pair that waits until the working order is filled
 */
public record PlaceLinkedPairBody(
        @Nullable String symbol,
        PlaceLinkedBody.@Nullable PartBody working,
        @Nullable PendingBody pending) {

    /** The two orders of which one cancels the other. */
    public record PendingBody(
            @Nullable String side,
            @Nullable String quantity,
            @Nullable String selfTradePrevention,
            PlacePairBody.@Nullable LimitBody limit,
            PlacePairBody.@Nullable StopBody stop,
            @Nullable Boolean autoBorrow,
            @Nullable Boolean autoRepay,
            @Nullable Boolean autoRepayAtCancel) {

        private static final PendingBody NONE = new PendingBody(null, null, null, null, null, null, null, null);
    }

    /** Returns the working order in the form of a single order. */
    PlaceOrderBody workingAlone() {
        return new PlaceLinkedBody(symbol, null, null).alone(working == null ? PlaceLinkedBody.PartBody.NONE : working);
    }

    /** Returns the pending orders in the form of a pair. */
    PlacePairBody pairAlone() {
        PendingBody both = pending == null ? PendingBody.NONE : pending;
        return new PlacePairBody(
                symbol,
                both.side(),
                both.quantity(),
                both.selfTradePrevention(),
                both.limit(),
                both.stop(),
                both.autoBorrow(),
                both.autoRepay(),
                both.autoRepayAtCancel());
    }
}
