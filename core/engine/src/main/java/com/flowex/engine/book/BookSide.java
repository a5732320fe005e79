package com.flowex.engine.book;

import com.flowex.domain.order.Side;
import com.flowex.engine.layout.IntPair;

/**
 * One side of a book: a queue of orders at every occupied price.
 *
 * <p>A key of the ladder counts steps of price. The step starts as the tick. Orders stay when a market's tick changes,
 * so the step becomes the common divisor of the tick and all resting prices. The ladder grows with the highest of them.
 */
final class BookSide {

    private final Orders orders;
    private final boolean isBuy;
    private PriceLadder ladder;

    /** A key is {@code origin + direction * steps}; a smaller key is a better price. */
    private long origin;

    private final long direction;
    private long stepUnits;
    private long priceMaxUnits;
    private long stepsMax;

    // Prices are whole steps, so a shift and a multiplication with the inverse modulo 2^64 divide exactly.
    private int stepTwos;
    private long stepInverse;

    /** @param priceMaxUnits highest price of any future order */
    BookSide(Orders orders, Side side, long tickUnits, long priceMaxUnits) {
        this.orders = orders;
        this.isBuy = side == Side.BUY;
        this.direction = isBuy ? -1 : 1;
        this.ladder = measure(tickUnits, priceMaxUnits);
    }

    private PriceLadder measure(long step, long priceMax) {
        stepUnits = step;
        priceMaxUnits = priceMax;
        stepsMax = priceMax / step;
        origin = isBuy ? stepsMax : 0;
        stepTwos = Long.numberOfTrailingZeros(step);
        stepInverse = inverseOf(step >>> stepTwos);
        return new PriceLadder(stepsMax);
    }

    /** Sets a new tick and a new highest price from now on; resting orders stay. */
    void change(long tickUnits, long priceMax) {
        long step = tickUnits;
        long dearest = priceMax;
        for (int level = ladder.best(); level != PriceLadder.NO_LEVEL; level = ladder.after(level)) {
            long price = orders.price(IntPair.high(ladder.payload(level)));
            step = commonStep(step, price);
            dearest = Math.max(dearest, price);
        }
        moveTo(step, dearest);
    }

    private static long commonStep(long a, long b) {
        long step = a;
        long rest = b;
        while (rest != 0) {
            long next = step % rest;
            step = rest;
            rest = next;
        }
        return step;
    }

    /** Moves every level into a new ladder; the queues stay as they are. */
    private void moveTo(long step, long priceMax) {
        PriceLadder old = ladder;
        ladder = measure(step, priceMax);
        for (int level = old.best(); level != PriceLadder.NO_LEVEL; level = old.after(level)) {
            long queue = old.payload(level);
            int moved = ladder.levelAt(keyOf(stepsOf(orders.price(IntPair.high(queue)))));
            ladder.payload(moved, queue);
            ladder.add(moved, old.sum(level));
            for (int slot = IntPair.high(queue); slot != Orders.NONE; slot = orders.next(slot)) {
                orders.level(slot, moved);
            }
        }
    }

    /** Returns the order that trades next, or {@link Orders#NONE}. */
    int front() {
        int level = ladder.best();
        return level == PriceLadder.NO_LEVEL ? Orders.NONE : IntPair.high(ladder.payload(level));
    }

    /** Returns true if no order rests here. */
    boolean isEmpty() {
        return ladder.best() == PriceLadder.NO_LEVEL;
    }

    /** Returns the order behind this one in priority, over all prices, or {@link Orders#NONE}. */
    int behind(int slot) {
        int next = orders.next(slot);
        if (next != Orders.NONE) {
            return next;
        }
        int level = ladder.after(orders.level(slot));
        return level == PriceLadder.NO_LEVEL ? Orders.NONE : IntPair.high(ladder.payload(level));
    }

    /** Puts an order at the back of the queue of its price. */
    void append(int slot) {
        long price = orders.price(slot);
        long steps = stepsOf(price);
        if (Long.compareUnsigned(steps, stepsMax) > 0 || Long.numberOfTrailingZeros(price) < stepTwos) {
            makeRoomFor(price);
            steps = stepsOf(price);
        }
        int level = ladder.levelAt(keyOf(steps));
        orders.level(slot, level);
        ladder.add(level, orders.shown(slot));
        long queue = ladder.payload(level);
        if (queue == 0) {
            ladder.payload(level, IntPair.of(slot, slot));
            orders.queue(slot, Orders.NONE, Orders.NONE);
            return;
        }
        int tail = IntPair.low(queue);
        orders.next(tail, slot);
        orders.queue(slot, Orders.NONE, tail);
        ladder.payload(level, IntPair.of(IntPair.high(queue), slot));
    }

    void remove(int slot) {
        int level = orders.level(slot);
        int next = orders.next(slot);
        int previous = orders.previous(slot);
        if (next == Orders.NONE && previous == Orders.NONE) {
            ladder.remove(level);
            return;
        }
        ladder.add(level, -orders.shown(slot));
        long queue = ladder.payload(level);
        orders.unlink(slot);
        int head = previous == Orders.NONE ? next : IntPair.high(queue);
        int tail = next == Orders.NONE ? previous : IntPair.low(queue);
        ladder.payload(level, IntPair.of(head, tail));
    }

    /** Counts a change of what an order here shows. */
    void showsMore(int slot, long units) {
        ladder.add(orders.level(slot), units);
    }

    /** Gives the best levels, at most {@code depth} of them. */
    void levels(int depth, OrderBook.LevelSink sink) {
        int level = ladder.best();
        for (int i = 0; i < depth && level != PriceLadder.NO_LEVEL; i++) {
            sink.level(orders.price(IntPair.high(ladder.payload(level))), ladder.sum(level));
            level = ladder.after(level);
        }
    }

    /**
     * Makes room for the price of an order from before a change of the rules: off the tick, or above the present
     * highest price.
     */
    private void makeRoomFor(long price) {
        // The ladder grows to the next power of two, which costs it nothing, so that a rising series of prices moves it
        // rarely.
        long dearest = price <= priceMaxUnits ? priceMaxUnits : -1L >>> Long.numberOfLeadingZeros(price);
        moveTo(commonStep(stepUnits, price), dearest);
    }

    /**
     * Returns the steps of a price. The result is above {@link #stepsMax}, unsigned, if the price is no multiple of the
     * step's odd part or is too high.
     */
    private long stepsOf(long priceUnits) {
        return (priceUnits >>> stepTwos) * stepInverse;
    }

    private long keyOf(long steps) {
        return origin + direction * steps;
    }

    /**
     * Returns the inverse of an odd number modulo 2^64, by Newton's method: each round doubles the five correct bits at
     * the start.
     */
    private static long inverseOf(long odd) {
        long inverse = odd * 3 ^ 2;
        for (int i = 0; i < 4; i++) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }
}
