package com.flowex.engine.oracle;

import com.flowex.domain.event.SliceStarted;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.math.BigInteger;

/** Section 8, time-weighted orders. */
final class Slices {

    private final World world;
    private final Money money;
    private final Orders orders;
    private final Matching matching;

    Slices(World world, Money money, Orders orders, Matching matching) {
        this.world = world;
        this.money = money;
        this.orders = orders;
        this.matching = matching;
    }

    void start(Order order) {
        orders.put(order, Order.Place.SLICING);
        next(order);
    }

    /**
     * Works the next slice.
     *
     * @return true if it went through the book
     */
    boolean next(Order order) {
        int slices = order.twap().slices();
        order.slicesDone++;
        long quantity = world.isLive(order.market) && order.market.taking.isEmpty()
                ? share(order, slices - order.slicesDone + 1)
                : 0;
        if (Positions.isTooLarge(world, money, order)) {
            orders.expire(order, ExpiryReason.POSITION_LIMIT);
            return false;
        }
        world.say(new SliceStarted(
                order.id, order.account.id, order.market.id(), order.slicesDone, new Quantity(quantity)));
        if (quantity > 0) {
            work(order, quantity);
        }
        if (!order.hasEnded && order.slicesDone == slices) {
            orders.expire(order, ExpiryReason.SLICES_DONE);
        }
        order.nextSlice = nextSlice(order);
        return quantity > 0;
    }

    /** By rules 2 a slice that comes an interval late, or more, moves those behind it. */
    private long nextSlice(Order order) {
        long interval = order.twap().intervalNanos();
        if (!world.isByRules2()) {
            return order.acceptedNanos + order.slicesDone * interval;
        }
        long due = order.slicesDone == 1 ? order.acceptedNanos : order.nextSlice;
        return (world.now - due >= interval ? world.now : due) + interval;
    }

    private static long share(Order order, int slicesLeft) {
        if (slicesLeft == 1) {
            return order.left;
        }
        long share = order.left / slicesLeft;
        return share - share % order.market.rules().lotUnits();
    }

    private void work(Order order, long quantity) {
        money.hold(order, BigInteger.ZERO);
        world.touched.add(order.market);
        if (isShort(order, quantity)) {
            orders.expire(order, ExpiryReason.INSUFFICIENT_FUNDS);
            return;
        }
        Walk.End end = matching.trade(order, quantity, worst(order));
        if (end == Walk.End.OWN) {
            return;
        }
        if (order.left == 0) {
            orders.end(order);
        } else {
            money.holdNeed(order);
        }
    }

    /** Returns true if a buy cannot pay for its slice and hold the rest. */
    private boolean isShort(Order order, long quantity) {
        if (order.side() == Side.SELL) {
            return false;
        }
        Walk.Result walk = new Walk(world, money, order.account, order.market, order.side(), order.mode(), worst(order))
                .of(quantity);
        long rest = order.left - quantity + walk.left();
        BigInteger need = walk.quote().add(money.need(order.market, order.side(), order.terms, rest));
        return money.available(order.account, order.heldAsset()).compareTo(need) < 0;
    }

    /** The tighter of its limit and the band. */
    private static Price worst(Order order) {
        Price limit = order.twap().limit();
        Price band = order.market.band(order.side());
        return band == null || Market.reaches(order.side(), band, limit) ? limit : band;
    }
}
