package com.flowex.engine.book;

import com.flowex.domain.Side;

/**
 * The open orders of one market by price, then time. Prices are multiples of the tick and at most the largest price:
 * the caller has checked.
 */
public final class OrderBook {

    /** Is given one price level after another, best first. */
    @FunctionalInterface
    public interface LevelSink {

        /**
         * @param priceUnits the level's price
         * @param quantityUnits open quantity of all orders there
         */
        void level(long priceUnits, long quantityUnits);
    }

    private final Orders orders;
    private final int market;
    private final BookSide bids;
    private final BookSide asks;

    /**
     * @param orders the orders of all markets
     * @param market index of this market, given back by {@link Orders#market}
     */
    public OrderBook(Orders orders, int market, long tickUnits, long priceMaxUnits) {
        this.orders = orders;
        this.market = market;
        this.bids = new BookSide(orders, Side.BUY, tickUnits, priceMaxUnits);
        this.asks = new BookSide(orders, Side.SELL, tickUnits, priceMaxUnits);
    }

    /** The order on this side that trades next, or {@link Orders#NONE}. */
    public int front(Side side) {
        return side(side).front();
    }

    /** The order that trades after this one, or {@link Orders#NONE}. */
    public int behind(int slot) {
        return (orders.isSell(slot) ? asks : bids).behind(slot);
    }

    /**
     * Puts a new order at the back of the queue at its price.
     *
     * @param owner index of the account
     * @param tag whatever the caller wants to find again
     * @return the order's slot
     */
    public int rest(long id, int owner, Side side, long price, long quantity, long remaining, int tag) {
        int slot = orders.take(id, owner, market, side, price, quantity, remaining, tag);
        side(side).append(slot);
        return slot;
    }

    /**
     * Lowers what is open after a trade.
     *
     * @param units positive, less than what is open
     */
    public void fill(int slot, long units) {
        orders.remaining(slot, orders.remaining(slot) - units);
    }

    /**
     * Lowers an order to a new whole quantity; it keeps its place.
     *
     * @param quantity below the present one, above what has traded
     */
    public void reduce(int slot, long quantity) {
        orders.remaining(slot, orders.remaining(slot) - (orders.quantity(slot) - quantity));
        orders.quantity(slot, quantity);
    }

    /** Takes an order out; its slot means nothing afterwards. */
    public void remove(int slot) {
        (orders.isSell(slot) ? asks : bids).remove(slot);
        orders.giveBack(slot);
    }

    /** Whether the best bid is at or above the best ask, which must never be. */
    public boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && orders.price(bids.front()) >= orders.price(asks.front());
    }

    /** Gives the best levels of a side, at most {@code depth} of them. */
    public void levels(Side side, int depth, LevelSink sink) {
        BookSide half = side(side);
        int slot = half.front();
        for (int i = 0; i < depth && slot != Orders.NONE; i++) {
            long price = orders.price(slot);
            long units = 0;
            while (slot != Orders.NONE && orders.price(slot) == price) {
                units += orders.remaining(slot);
                slot = half.behind(slot);
            }
            sink.level(price, units);
        }
    }

    private BookSide side(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
