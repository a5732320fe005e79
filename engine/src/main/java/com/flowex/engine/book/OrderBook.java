package com.flowex.engine.book;

import com.flowex.domain.Side;

/**
 * The open orders of one market by price, then time. Prices are multiples of the tick and at most the largest price, as the
 * caller has checked, but for orders from before a change of either.
 */
public final class OrderBook {

    /** Is given one price level after another, best first. */
    @FunctionalInterface
    public interface LevelSink {

        /**
         * @param priceUnits the level's price
         * @param quantityUnits what all orders there show
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

    /** A new tick and a new largest price from now on; orders off the one or above the other stay and may still come. */
    public void change(long tickUnits, long priceMaxUnits) {
        bids.change(tickUnits, priceMaxUnits);
        asks.change(tickUnits, priceMaxUnits);
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
     * Puts a new order at the back of the queue at its price; it shows itself whole.
     *
     * @param desk its account's desk in this market
     * @param tag whatever the caller wants to find again
     * @param flags of {@link Flags}, standing {@link OrderPhase#RESTS}
     * @return the order's slot
     */
    public int rest(long id, int desk, long price, long quantity, long remaining, int tag, int flags) {
        int slot = orders.take(id, desk, market, price, quantity, remaining, tag, flags);
        side(orders.side(slot)).append(slot);
        return slot;
    }

    /**
     * Makes an order in the book an iceberg.
     *
     * @param display how much of it shows at a time, positive
     * @param shown how much of it shows now, positive, at most what is open
     */
    public void show(int slot, long display, long shown) {
        orders.extras.display(orders.extend(slot), display);
        orders.shown(slot, shown);
    }

    /**
     * An iceberg shows so much at a time from now on. It keeps its place; what it shows beyond that is hidden.
     *
     * @param display positive
     */
    public void display(int slot, long display) {
        orders.extras.display(orders.extra(slot), display);
        orders.shown(slot, Math.min(orders.shown(slot), display));
    }

    /**
     * Lowers what is open, and shown, after a trade.
     *
     * @param units positive, at most what is shown, less than what is open
     */
    public void fill(int slot, long units) {
        if (orders.isIceberg(slot)) {
            orders.shown(slot, orders.shown(slot) - units);
        }
        orders.remaining(slot, orders.remaining(slot) - units);
    }

    /**
     * Shows the next part of an iceberg whose shown part is used up, at the back of the queue at its price.
     *
     * @param least base units that it shows at least, as far as it has them; 0 or more
     */
    public void refresh(int slot, long least) {
        long display = Math.max(least, orders.extras.display(orders.extra(slot)));
        orders.shown(slot, Math.min(display, orders.remaining(slot)));
        BookSide half = side(orders.side(slot));
        half.remove(slot);
        half.append(slot);
    }

    /**
     * Lowers an order to a new whole quantity; it keeps its place. A hidden part shrinks first.
     *
     * @param quantity below the present one, above what has traded
     */
    public void reduce(int slot, long quantity) {
        orders.remaining(slot, orders.remaining(slot) - (orders.quantity(slot) - quantity));
        orders.quantity(slot, quantity);
        if (orders.isIceberg(slot)) {
            orders.shown(slot, Math.min(orders.shown(slot), orders.remaining(slot)));
        }
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
                units += orders.shown(slot);
                slot = half.behind(slot);
            }
            sink.level(price, units);
        }
    }

    private BookSide side(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
