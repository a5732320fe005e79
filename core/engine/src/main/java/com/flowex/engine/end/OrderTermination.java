package com.flowex.engine.end;

import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderExpired;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.ExpiryReason;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.Price;
import com.flowex.domain.value.Quantity;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.MarketTermination;
import com.flowex.engine.state.OpenOrders;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The ends of open orders. Each emits an event, releases the order's hold, and ends the other order of its pair or
 * link.
 */
public final class OrderTermination implements MarketTermination.OrderTerminator {

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final AccountMarkets markets;
    private long[] ids = new long[16];

    public OrderTermination(ExchangeState state) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        this.markets = state.open.accountMarkets;
    }

    /** Cancels an open order on its owner's behalf. */
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
        returnLoan(market, slot);
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

    /** Expires an open order without its owner's request. */
    @Override
    public void expire(int slot, ExpiryReason reason) {
        int partner = open.partner(slot);
        int linked = open.linked(slot);
        returnLoan(open.market(slot), slot);
        expireOne(slot, reason);
        endOtherLeg(partner);
        cancelLinked(linked);
    }

    private void cancelLinked(int linked) {
        if (linked != Orders.NONE) {
            cancel(linked, CancelReason.OTHER_LEG);
        }
    }

    /**
     * Cancels a pending order whose working order can no longer be filled completely, both if that order is over and if
     * it continues.
     */
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
        report(new OrderExpired(id, account, market.instrument.id(), side, price, remaining, shown, reason));
    }

    /** Emits the expiry of an order that is no longer stored anywhere. */
    public void report(OrderExpired event) {
        state.steps.count();
        state.journal.emit(event);
    }

    /**
     * Ends the other order of a pair, both if the first is over and if it continues.
     *
     * @param partner slot of the other order; {@link Orders#NONE} if there is none
     */
    public void endOtherLeg(int partner) {
        if (partner != Orders.NONE) {
            expireOne(partner, ExpiryReason.OTHER_LEG);
        }
    }

    /**
     * Ends one order outside a market's book: the next to take, otherwise that with the lowest id.
     *
     * @return true if there was one
     */
    @Override
    public boolean expireOther(Market market, ExpiryReason reason) {
        OffBookOrders outside = market.outside();
        if (outside == null) {
            return false;
        }
        int next = market.isTaking() ? outside.taking.first() : outside.all.first();
        if (next == Orders.NONE) {
            return false;
        }
        expire(next, reason);
        return true;
    }

    /** Ends orders of an account, by order id; a null side means both. */
    public void expireAllOf(int account, @Nullable Side side, ExpiryReason reason) {
        int count = collect(account, null, side);
        for (int i = 0; i < count; i++) {
            int slot = open.find(ids[i]);
            if (slot != Orders.NONE) {
                expire(slot, reason);
            }
        }
    }

    /** Cancels orders of an account, by order id; a null filter means all. */
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
        for (int accountMarket = markets.firstOf(account);
                accountMarket != AccountMarkets.NONE;
                accountMarket = markets.next(accountMarket)) {
            if (market == null || markets.market(accountMarket) == market.index) {
                count = collect(accountMarket, side, count);
            }
        }
        Arrays.sort(ids, 0, count);
        return count;
    }

    private int collect(int accountMarket, @Nullable Side side, int from) {
        int count = from;
        for (int place = 0; place < markets.count(accountMarket); place++) {
            int slot = markets.order(accountMarket, place);
            if (side == null || orders.side(slot) == side) {
                if (count == ids.length) {
                    ids = Arrays.copyOf(ids, count * 2);
                }
                ids[count++] = orders.id(slot);
            }
        }
        return count;
    }

    /** Has what the order, or its pair, holds of its loan repaid at the end of the command. */
    private void returnLoan(Market market, int slot) {
        if (!open.returns.isEmpty()) {
            int partner = open.partner(slot);
            int holder = partner == Orders.NONE || open.isFirstOfPair(slot) ? slot : partner;
            int asset = market.heldAsset(orders.side(holder));
            open.returns.ended(orders.id(holder), open.account(holder), asset, open.needOf(market, holder));
        }
    }

    private AccountId accountOf(int slot) {
        return state.accounts.id(open.account(slot));
    }

    /** Returns the price at which an order rests in the book; null if it is not in the book. */
    private @Nullable Price priceOf(int slot) {
        return orders.phase(slot) == OrderPhase.RESTS ? new Price(orders.price(slot)) : null;
    }

    private Quantity shownOf(int slot) {
        return orders.phase(slot) == OrderPhase.RESTS ? new Quantity(orders.shown(slot)) : Quantity.ZERO;
    }
}
