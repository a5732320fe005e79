package com.flowex.engine.book;

import com.flowex.domain.order.Side;

/**
 * Open orders of one market by price, then time. Prices are multiples of the tick and at most the highest price, which
 * the caller checks; orders from before a change of either are exempt.
 */
public final class OrderBook {

    /** Receiver of price levels, best first. */
    @FunctionalInterface
    public interface LevelSink {

        /**
         * @param priceUnits price of the level, in price units
         * @param quantityUnits sum of the quantities that the level's orders show, modulo 2^64
         */
        void level(long priceUnits, long quantityUnits);
    }

    private final Orders orders;
    private final BookSide bids;
    private final BookSide asks;

    /**
     * @param orders orders of all markets
     */
    public OrderBook(Orders orders, long tickUnits, long priceMaxUnits) {
        this.orders = orders;
        this.bids = new BookSide(orders, Side.BUY, tickUnits, priceMaxUnits);
        this.asks = new BookSide(orders, Side.SELL, tickUnits, priceMaxUnits);
    }

    /**
     * Sets a new tick and a new highest price from now on. Orders off the tick or above the price stay and may still
     * arrive.
     */
    public void change(long tickUnits, long priceMaxUnits) {
        bids.change(tickUnits, priceMaxUnits);
        asks.change(tickUnits, priceMaxUnits);
    }

    /** Returns the order on this side that trades next, or {@link Orders#NONE}. */
    public int front(Side side) {
        return side(side).front();
    }

    /** Returns the order that trades after this one, or {@link Orders#NONE}. */
    public int behind(int slot) {
        return (orders.isSell(slot) ? asks : bids).behind(slot);
    }

    /**
     * Puts a new order at the back of the queue at its price; its whole quantity is visible.
     *
     * @param slot order of this market, in no book, with price and quantity and the phase {@link OrderPhase#RESTS}
     */
    public void rest(int slot) {
        side(orders.side(slot)).append(slot);
    }

    /**
     * Makes an order in the book an iceberg.
     *
     * @param display quantity shown at a time, positive
     * @param shown quantity shown now, positive, at most what is open
     */
    public void show(int slot, long display, long shown) {
        long before = orders.shown(slot);
        orders.extras.display(orders.extend(slot), display);
        orders.shown(slot, shown);
        side(orders.side(slot)).showsMore(slot, shown - before);
    }

    /**
     * Changes the quantity that an iceberg shows at a time. It keeps its place; visible quantity beyond the new display
     * is hidden.
     *
     * @param display quantity shown at a time, positive
     */
    public void display(int slot, long display) {
        show(slot, display, Math.min(orders.shown(slot), display));
    }

    /**
     * Lowers the open and visible quantity after a trade.
     *
     * @param units traded quantity: positive, at most what is shown, less than what is open
     */
    public void fill(int slot, long units) {
        if (orders.isIceberg(slot)) {
            orders.shown(slot, orders.shown(slot) - units);
        }
        orders.remaining(slot, orders.remaining(slot) - units);
        side(orders.side(slot)).showsMore(slot, -units);
    }

    /**
     * Shows the next part of an iceberg whose shown part is used up, at the back of the queue at its price.
     *
     * @param least base units that it shows at least, as far as it has them; 0 or more
     */
    public void refresh(int slot, long least) {
        long display = Math.max(least, orders.extras.display(orders.extra(slot)));
        BookSide half = side(orders.side(slot));
        half.remove(slot);
        orders.shown(slot, Math.min(display, orders.remaining(slot)));
        half.append(slot);
    }

    /**
     * Lowers an order to a new whole quantity; it keeps its place. A hidden part shrinks first.
     *
     * @param quantity new whole quantity, below the present one and above what has traded
     */
    public void reduce(int slot, long quantity) {
        long before = orders.shown(slot);
        orders.remaining(slot, orders.remaining(slot) - (orders.quantity(slot) - quantity));
        orders.quantity(slot, quantity);
        if (orders.isIceberg(slot)) {
            orders.shown(slot, Math.min(orders.shown(slot), orders.remaining(slot)));
        }
        side(orders.side(slot)).showsMore(slot, orders.shown(slot) - before);
    }

    /** Removes an order; its slot is invalid afterwards. */
    public void remove(int slot) {
        (orders.isSell(slot) ? asks : bids).remove(slot);
        orders.giveBack(slot);
    }

    /** Returns true if the best bid is at or above the best ask, which must never happen. */
    public boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && orders.price(bids.front()) >= orders.price(asks.front());
    }

    /** Gives the best levels of a side, at most {@code depth} of them. */
    public void levels(Side side, int depth, LevelSink sink) {
        side(side).levels(depth, sink);
    }

    private BookSide side(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
