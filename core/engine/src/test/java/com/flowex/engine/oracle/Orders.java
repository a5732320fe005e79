package com.flowex.engine.oracle;

import com.flowex.domain.event.DeadMansTimerSet;
import com.flowex.domain.event.MarketTimerSet;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.event.OrderRested;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How orders come to stand somewhere, and how they end: the same for every kind. */
final class Orders {

    private final World world;
    private final Money money;
    private final Ids ids;

    Orders(World world, Money money, Ids ids) {
        this.world = world;
        this.money = money;
        this.ids = ids;
    }

    /** Puts an order somewhere and lets it hold what it needs there. */
    void put(Order order, Order.Place place) {
        order.place = place;
        order.account.open.put(order.id.value(), order);
        switch (place) {
            case BOOK -> {
                order.shown = order.nextShown();
                order.market.join(order);
            }
            case WAITING, QUEUED, SLICING, PENDING, TAKING ->
                order.market.listOf(order).add(order);
            case NOWHERE -> throw new IllegalArgumentException("that is no place");
        }
        money.holdNeed(order);
        world.touched.add(order.market);
    }

    /** An order that has made all fills of one way goes on before all others. */
    void goOnLater(Order order) {
        put(order, Order.Place.TAKING);
        order.market.taking.remove(order);
        order.market.taking.addFirst(order);
        world.wentOn++;
    }

    void rest(Order order) {
        put(order, Order.Place.BOOK);
        world.say(new OrderRested(
                order.id,
                order.market.id(),
                order.side(),
                order.price(),
                new Quantity(order.left),
                new Quantity(order.shown)));
    }

    /** Takes an order from where it stands; its hold ends. */
    void lift(Order order) {
        if (!order.isIn(Order.Place.NOWHERE)) {
            order.market.listOf(order).remove(order);
        }
        order.place = Order.Place.NOWHERE;
        order.shown = 0;
        money.hold(order, BigInteger.ZERO);
        world.touched.add(order.market);
    }

    /** It is over, whatever the reason. */
    void end(Order order) {
        lift(order);
        order.hasEnded = true;
        order.account.open.remove(order.id.value());
        ids.ended(order);
    }

    void cancel(Order order, CancelReason reason) {
        Price price = priceInBook(order);
        long shown = order.shown;
        Order linked = unlink(order);
        endLoan(order);
        Order other = unpair(order);
        end(order);
        world.say(new OrderCanceled(
                order.id,
                order.account.id,
                order.market.id(),
                order.side(),
                price,
                new Quantity(order.left),
                new Quantity(shown),
                reason));
        if (other != null && world.isByRules2()) {
            cancel(other, CancelReason.OTHER_LEG);
        } else {
            endAsOtherLeg(other);
        }
        cancelLinked(linked);
    }

    private void cancelLinked(@Nullable Order linked) {
        if (linked != null) {
            cancel(linked, CancelReason.OTHER_LEG);
        }
    }

    /** Parts linked orders, also both of a pending pair from what they wait for. */
    private static @Nullable Order unlink(Order order) {
        Order linked = order.linked;
        if (linked != null) {
            Order working = order.isPending ? linked : order;
            Order pending = Objects.requireNonNull(working.linked);
            working.linked = null;
            pending.linked = null;
            if (pending.other != null) {
                pending.other.linked = null;
            }
        }
        return linked;
    }

    /** A working order can no longer be filled completely. */
    void cancelPending(Order working) {
        cancelLinked(unlink(working));
    }

    /** A working order is filled: the pending one queues for its turn, or both of a pair. */
    void letPendingStart(Order working) {
        Order pending = unlink(working);
        if (pending != null) {
            queue(pending);
            if (pending.other != null) {
                queue(pending.other);
            }
        }
    }

    private void queue(Order pending) {
        pending.market.pending.remove(pending);
        pending.market.queued.add(pending);
        pending.place = Order.Place.QUEUED;
        world.touched.add(pending.market);
    }

    void expire(Order order, ExpiryReason reason) {
        endLoan(order);
        expireOnly(order, reason);
    }

    /** An order is canceled or expires with its pair: what the two held of their loan is not used. */
    private void endLoan(Order order) {
        Order holder = order.other == null || order.isFirstOfPair() ? order : order.other;
        BigInteger held = unused(holder);
        if (holder.other != null) {
            held = held.max(unused(holder.other));
        }
        BigInteger units = order.left == 0 ? BigInteger.ZERO : holder.returned.min(held);
        holder.returned = BigInteger.ZERO;
        world.unused.add(new World.Unused(holder, units));
    }

    /** The units that the open part of an order holds, or held before its turn; not known of a purchase at any price. */
    private BigInteger unused(Order order) {
        return Order.limitOf(order.terms) == null
                ? money.conditionalNeed(order.market, order.side(), order.holdPrice, order.left)
                : money.need(order.market, order.side(), order.terms, order.left);
    }

    private void expireOnly(Order order, ExpiryReason reason) {
        Price price = priceInBook(order);
        long shown = order.shown;
        Order linked = unlink(order);
        Order other = unpair(order);
        end(order);
        world.say(new OrderExpired(
                order.id,
                order.account.id,
                order.market.id(),
                order.side(),
                price,
                new Quantity(order.left),
                new Quantity(shown),
                reason));
        endAsOtherLeg(other);
        cancelLinked(linked);
    }

    /** An order whose time is past ends as its timer would have ended it. */
    void endOverdue(Order order) {
        if (world.isExpired(order)) {
            expire(order, ExpiryReason.GOOD_TILL_DATE);
        } else {
            cancel(order, CancelReason.DEAD_MANS_TIMER);
        }
    }

    void runDeadMans(Account account) {
        account.deadMans = 0;
        world.say(new DeadMansTimerSet(account.id, 0));
        for (Order order : account.openOrders()) {
            if (!order.hasEnded) {
                cancel(order, CancelReason.DEAD_MANS_TIMER);
            }
        }
    }

    void runDeadMans(Account account, Market market) {
        account.marketTimers.remove(market.id());
        world.say(new MarketTimerSet(account.id, market.id(), 0));
        for (Order order : account.openOrders()) {
            if (order.market == market && !order.hasEnded) {
                cancel(order, CancelReason.DEAD_MANS_TIMER);
            }
        }
    }

    private static @Nullable Price priceInBook(Order order) {
        return order.isIn(Order.Place.BOOK) ? order.price() : null;
    }

    /** Parts a pair. */
    private static @Nullable Order unpair(Order order) {
        Order other = order.other;
        if (other != null) {
            other.other = null;
            order.other = null;
        }
        return other;
    }

    /** Ends the other leg of an order to which something happened and that goes on alone. */
    void endOtherLeg(Order order) {
        Order other = unpair(order);
        if (other != null) {
            order.returned = order.returned.add(other.returned);
            other.returned = BigInteger.ZERO;
        }
        endAsOtherLeg(other);
        if (other != null && !order.hasEnded) {
            money.hold(order, BigInteger.ZERO);
            money.holdNeed(order);
        }
    }

    private void endAsOtherLeg(@Nullable Order other) {
        if (other != null) {
            expireOnly(other, ExpiryReason.OTHER_LEG);
        }
    }
}
