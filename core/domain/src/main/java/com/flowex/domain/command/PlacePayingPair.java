package com.flowex.domain.command;

/**
 * Places a working order that pays its pending pair, as {@link PlacePayingOrders} does for one pending order. Otherwise it
 * works like {@link PlaceLinkedPair}.
 *
 * @param linked a working order that buys and a pair that sells the same quantity
 */
public record PlacePayingPair(PlaceLinkedPair linked) implements CompoundPlacement {

    public PlacePayingPair {
        PlacePayingOrders.requirePayment(linked.working(), linked.pair().limit());
        PlacePayingOrders.requirePayment(linked.working(), linked.pair().stop());
    }
}
