package com.flowex.engine.end;

import com.flowex.domain.AccountId;
import com.flowex.domain.CancelReason;
import com.flowex.domain.ExpiryReason;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.Side;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.engine.account.Desks;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.OutsideBook;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.EndingMarkets;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.OpenOrders;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The ends of open orders: each says so in an event, frees its hold, and takes the other order of its pair or link with it. */
public final class OrderEnds implements EndingMarkets.Ender {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final Desks desks;
    private long[] ids = new long[16];

    public OrderEnds(ExchangeState state) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.desks = state.open.desks;
    }

    /** An open order ends on its owner's behalf. */
    public void cancel(int slot, CancelReason reason) {
        Market market = open.market(slot);
        int partner = open.partner(slot);
        int linked = open.linked(slot);
        OrderId id = new OrderId(orders.id(slot));
        Side side = orders.side(slot);
        Price price = priceOf(slot);
        Quantity remaining = new Quantity(orders.remaining(slot));
        Quantity shown = shownOf(slot);
        AccountId account = accountOf(slot);
        open.end(slot, state.journal.timeNanos());
        state.steps.count();
        state.journal.emit(
                new OrderCanceled(id, account, market.instrument.id(), side, price, remaining, shown, reason));
        if (partner != Orders.NONE && state.rules().otherLegIsCanceledToo()) {
            cancel(partner, CancelReason.OTHER_LEG);
        } else {
            endOtherLeg(partner);
        }
        cancelLinked(linked);
    }

    /** An open order ends without its owner's wish. */
    @Override
    public void expire(int slot, ExpiryReason reason) {
        int partner = open.partner(slot);
        int linked = open.linked(slot);
        expireOne(slot, reason);
        endOtherLeg(partner);
        cancelLinked(linked);
    }

    private void cancelLinked(int linked) {
        if (linked != Orders.NONE) {
            cancel(linked, CancelReason.OTHER_LEG);
        }
    }

    /** Cancels a pending order whose working one can not be filled completely any more, whether that one is over or goes on. */
    public void cancelPending(int pending) {
        open.unlink(pending);
        cancel(pending, CancelReason.OTHER_LEG);
    }

    private void expireOne(int slot, ExpiryReason reason) {
        Market market = open.market(slot);
        OrderId id = new OrderId(orders.id(slot));
        Side side = orders.side(slot);
        Price price = priceOf(slot);
        Quantity remaining = new Quantity(orders.remaining(slot));
        Quantity shown = shownOf(slot);
        AccountId account = accountOf(slot);
        open.end(slot, state.journal.timeNanos());
        tell(new OrderExpired(id, account, market.instrument.id(), side, price, remaining, shown, reason));
    }

    /** An order that is in no place any more expired. */
    public void tell(OrderExpired event) {
        state.steps.count();
        state.journal.emit(event);
    }

    /**
     * Ends the other order of a pair, whether the first is over or goes on.
     *
     * @param partner {@link Orders#NONE} if there is none
     */
    public void endOtherLeg(int partner) {
        if (partner != Orders.NONE) {
            expireOne(partner, ExpiryReason.OTHER_LEG);
        }
    }

    /**
     * Ends the order with the lowest id that stands outside a market's book.
     *
     * @return whether there was one
     */
    @Override
    public boolean expireOther(Market market, ExpiryReason reason) {
        OutsideBook outside = market.outside();
        if (outside == null || outside.all.first() == Orders.NONE) {
            return false;
        }
        expire(outside.all.first(), reason);
        return true;
    }

    /** Ends orders of an account, by order id; null is no filter. */
    public void expireAllOf(int account, @Nullable Side side, ExpiryReason reason) {
        int count = collect(account, null, side);
        for (int i = 0; i < count; i++) {
            int slot = open.find(ids[i]);
            if (slot != Orders.NONE) {
                expire(slot, reason);
            }
        }
    }

    /** Cancels orders of an account, by order id; null is no filter. */
    void cancelAllOf(int account, @Nullable Market market, @Nullable Side side, CancelReason reason) {
        int count = collect(account, market, side);
        for (int i = 0; i < count; i++) {
            int slot = open.find(ids[i]);
            if (slot != Orders.NONE) {
                cancel(slot, reason);
            }
        }
    }

    private int collect(int account, @Nullable Market market, @Nullable Side side) {
        int count = 0;
        for (int desk = desks.firstOf(account); desk != Desks.NONE; desk = desks.next(desk)) {
            if (market == null || desks.market(desk) == market.index) {
                count = collect(desk, side, count);
            }
        }
        Arrays.sort(ids, 0, count);
        return count;
    }

    private int collect(int desk, @Nullable Side side, int from) {
        int count = from;
        for (int place = 0; place < desks.count(desk); place++) {
            int slot = desks.order(desk, place);
            if (side == null || orders.side(slot) == side) {
                if (count == ids.length) {
                    ids = Arrays.copyOf(ids, count * 2);
                }
                ids[count++] = orders.id(slot);
            }
        }
        return count;
    }

    private AccountId accountOf(int slot) {
        return state.accounts.id(open.account(slot));
    }

    /** Where an order stands in the book; null if it stands in none. */
    private @Nullable Price priceOf(int slot) {
        return orders.phase(slot) == OrderPhase.RESTS ? new Price(orders.price(slot)) : null;
    }

    private Quantity shownOf(int slot) {
        return orders.phase(slot) == OrderPhase.RESTS ? new Quantity(orders.shown(slot)) : Quantity.ZERO;
    }
}
