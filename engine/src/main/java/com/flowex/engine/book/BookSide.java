package com.flowex.engine.book;

import com.flowex.domain.Side;

/** One side of a book: a queue of orders at every occupied price. */
final class BookSide {

    private final Orders orders;
    private final PriceLadder ladder;
    private final boolean isBuy;
    private final long tickUnits;
    private final long ticksMax;

    /** @param priceMaxUnits no order will ever be dearer */
    BookSide(Orders orders, Side side, long tickUnits, long priceMaxUnits) {
        this.orders = orders;
        this.isBuy = side == Side.BUY;
        this.tickUnits = tickUnits;
        this.ticksMax = priceMaxUnits / tickUnits;
        this.ladder = new PriceLadder(ticksMax);
    }

    /** The order that trades next, or {@link Orders#NONE}. */
    int front() {
        int level = ladder.best();
        return level == PriceLadder.NO_LEVEL ? Orders.NONE : Orders.high(ladder.payload(level));
    }

    /** Whether nothing rests here. */
    boolean isEmpty() {
        return ladder.best() == PriceLadder.NO_LEVEL;
    }

    /** The order behind this one in priority, over all prices, or {@link Orders#NONE}. */
    int behind(int slot) {
        int next = orders.next(slot);
        if (next != Orders.NONE) {
            return next;
        }
        int level = ladder.after(orders.level(slot));
        return level == PriceLadder.NO_LEVEL ? Orders.NONE : Orders.high(ladder.payload(level));
    }

    /** Puts an order at the back of the queue of its price. */
    void append(int slot) {
        int level = ladder.levelAt(keyOf(orders.price(slot)));
        orders.level(slot, level);
        long queue = ladder.payload(level);
        if (queue == 0) {
            ladder.payload(level, Orders.pair(slot, slot));
            orders.queue(slot, Orders.NONE, Orders.NONE);
            return;
        }
        int tail = Orders.low(queue);
        orders.next(tail, slot);
        orders.queue(slot, Orders.NONE, tail);
        ladder.payload(level, Orders.pair(Orders.high(queue), slot));
    }

    void remove(int slot) {
        int level = orders.level(slot);
        int next = orders.next(slot);
        int previous = orders.previous(slot);
        if (next == Orders.NONE && previous == Orders.NONE) {
            ladder.remove(level);
            return;
        }
        long queue = ladder.payload(level);
        int head = Orders.high(queue);
        int tail = Orders.low(queue);
        if (previous == Orders.NONE) {
            head = next;
        } else {
            orders.next(previous, next);
        }
        if (next == Orders.NONE) {
            tail = previous;
        } else {
            orders.previous(next, previous);
        }
        ladder.payload(level, Orders.pair(head, tail));
    }

    private long keyOf(long priceUnits) {
        long ticks = priceUnits / tickUnits;
        return isBuy ? ticksMax - ticks : ticks;
    }
}
