package com.flowex.engine.book;

import com.flowex.domain.Side;

/** One side of a book: a queue of orders at every occupied price. */
final class BookSide {

    private final Orders orders;
    private final PriceLadder ladder;

    /** A key is {@code origin + direction * ticks}: small when better. */
    private final long origin;

    private final long direction;

    // Prices are whole ticks, so a shift and a multiplication with the inverse modulo 2^64 divide exactly.
    private final int tickTwos;
    private final long tickInverse;

    /** @param priceMaxUnits no order will ever be dearer */
    BookSide(Orders orders, Side side, long tickUnits, long priceMaxUnits) {
        this.orders = orders;
        long ticksMax = priceMaxUnits / tickUnits;
        this.origin = side == Side.BUY ? ticksMax : 0;
        this.direction = side == Side.BUY ? -1 : 1;
        this.tickTwos = Long.numberOfTrailingZeros(tickUnits);
        this.tickInverse = inverseOf(tickUnits >>> tickTwos);
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
        return origin + direction * ((priceUnits >>> tickTwos) * tickInverse);
    }

    /** The number that gives 1 when multiplied with this odd one, modulo 2^64: Newton, five bits, ten, twenty … */
    private static long inverseOf(long odd) {
        long inverse = odd * 3 ^ 2;
        for (int i = 0; i < 4; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
