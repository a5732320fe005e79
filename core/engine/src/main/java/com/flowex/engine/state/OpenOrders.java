package com.flowex.engine.state;

import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.Side;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.book.OrderExtensions;
import com.flowex.engine.book.OrderIndex;
import com.flowex.engine.book.OrderLinks;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.conditional.OffBookOrders;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.ledger.HoldsByReason;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.margin.LoanReturns;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.Markets;
import com.flowex.engine.market.TouchedMarkets;
import com.flowex.engine.timers.Timers;

/**
 * Open orders with their place, account market, hold, timer and id: an order is added, reduced and removed in all of them
 * together.
 *
 * <p>The need of an order is a {@link HoldReason} on its balance; {@link com.flowex.engine.Exchange} compares claims with
 * holds after each command.
 */
public final class OpenOrders {

    public final Orders orders = new Orders();
    private final OrderLinks links = new OrderLinks(orders);
    public final AccountMarkets accountMarkets = new AccountMarkets(orders);
    public final LoanReturns returns = new LoanReturns();

    private final Markets markets;
    private final Ledger ledger;
    private final HoldsByReason claims;
    private final ClientOrderIds ids;
    private final Timers timers;
    private final TouchedMarkets touched;
    private final OrderIndex slots = new OrderIndex(orders);
    private boolean holdsAreRestored;

    OpenOrders(
            Markets markets,
            Ledger ledger,
            HoldsByReason claims,
            ClientOrderIds ids,
            Timers timers,
            TouchedMarkets touched) {
        this.markets = markets;
        this.ledger = ledger;
        this.claims = claims;
        this.ids = ids;
        this.timers = timers;
        this.touched = touched;
    }

    /** While set, restored orders claim money that the ledger already holds. */
    public void holdsAreRestored(boolean areRestored) {
        holdsAreRestored = areRestored;
    }

    /** Returns the open order with this id, or {@link Orders#NONE}. */
    public int find(long id) {
        return slots.find(id);
    }

    public Market market(int slot) {
        return markets.get(orders.market(slot));
    }

    /** Returns the index of an order's account. */
    public int account(int slot) {
        return accountMarkets.account(orders.accountMarket(slot));
    }

    /** Returns the account market of an account in a market, opening it if needed. */
    public int accountMarketOf(int account, Market market) {
        int known = accountMarkets.find(account, market.index);
        if (known != AccountMarkets.NONE) {
            return known;
        }
        int base = ledger.slotOf(account, market.baseAsset);
        return accountMarkets.open(account, market.index, base, ledger.slotOf(account, market.quoteAsset));
    }

    /** Returns the units that an account may spend on an order of this side: its balance minus its holds. */
    public long available(int account, int accountMarket, Market market, Side side) {
        if (accountMarket == AccountMarkets.NONE) {
            return ledger.availableOf(account, market.heldAsset(side));
        }
        return ledger.available(accountMarkets.balance(accountMarket, side));
    }

    /**
     * Takes a slot for an order of a market. The caller sets its price and quantities, and then puts it into the book
     * or outside of it.
     *
     * @param idEntry entry of its client order id, {@link ClientOrderIds#UNKNOWN} if it has none
     * @param flags bits of {@link com.flowex.engine.book.OrderFlags}
     */
    public int take(Market market, long id, int accountMarket, int idEntry, int flags) {
        return orders.take(id, accountMarket, market.index, idEntry, flags);
    }

    /** Puts an order at the back of the queue at its price, and holds its need. */
    public void rest(Market market, int slot) {
        market.book.rest(slot);
        begin(market, slot);
    }

    /** Stores an order outside the book, and holds its need; a price of 0 means none. */
    public void standOutside(Market market, int slot, OrderRequest request) {
        orders.extras.request(orders.extend(slot), request);
        market.outside(orders).all.add(slot);
        begin(market, slot);
    }

    /** Sets the price at which a conditional market order holds its need. */
    public void holdAt(int slot, long price) {
        Market market = market(slot);
        long needBefore = needOf(market, slot);
        orders.price(slot, price);
        change(slot, needOf(market, slot) - needBefore);
    }

    void begin(Market market, int slot) {
        slots.add(orders.id(slot), slot);
        accountMarkets.add(slot);
        countBuys(slot, openBuyOf(slot));
        change(slot, needOf(market, slot));
        touched.add(market);
    }

    /** Starts the timer of an order's expiry or next slice. */
    public void time(int slot, long deadlineNanos, Timers.Kind kind) {
        int extra = orders.extend(slot);
        orders.extras.timer(extra, timers.start(deadlineNanos, kind, 0, orders.id(slot), slot));
    }

    private void stopTimer(int extra) {
        if (orders.extras.timer(extra) != Timers.NONE) {
            timers.stop(orders.extras.timer(extra));
            orders.extras.timer(extra, Timers.NONE);
        }
    }

    /** Stops the timer of an order after it has fired; its slot is invalid afterwards. */
    public void timerTaken(int slot) {
        stopTimer(orders.extra(slot));
    }

    /**
     * Lowers the open quantity of an order in the book after a trade or a loss without trade; at zero the order is
     * removed.
     */
    public void shrink(Market market, int slot, long units, long nanos) {
        long before = orders.remaining(slot);
        if (units == before) {
            end(slot, nanos);
            return;
        }
        long needBefore = needOf(market, slot);
        market.book.fill(slot, units);
        countBuys(slot, -units);
        change(slot, needOf(market, slot) - needBefore);
        touched.add(market);
    }

    /** Lowers the open quantity of an order outside the book; the caller changes its hold. */
    public void work(int slot, long units) {
        countBuys(slot, -units);
        orders.remaining(slot, orders.remaining(slot) - units);
    }

    /** Releases an order's need for a while. */
    public void release(Market market, int slot) {
        change(slot, -needOf(market, slot));
    }

    /** Holds an order's need again. */
    public void hold(Market market, int slot) {
        change(slot, needOf(market, slot));
    }

    /** Lowers the whole quantity of an order in the book, which keeps its place. */
    public void reduce(Market market, int slot, long quantity) {
        long needBefore = needOf(market, slot);
        countBuys(slot, quantity - orders.quantity(slot));
        market.book.reduce(slot, quantity);
        change(slot, needOf(market, slot) - needBefore);
        touched.add(market);
    }

    /**
     * Replaces the request of a waiting or pending order, with its quantity, and holds its need at this price. A
     * pending order has no need.
     */
    public void revise(Market market, int slot, OrderRequest request, long price) {
        long needBefore = needOf(market, slot);
        long buysBefore = openBuyOf(slot);
        orders.resize(slot, request.quantity().units());
        countBuys(slot, openBuyOf(slot) - buysBefore);
        orders.price(slot, price);
        orders.extras.request(orders.extra(slot), request);
        change(slot, needOf(market, slot) - needBefore);
        touched.add(market);
    }

    /**
     * Removes an order that is over: releases its hold, starts the retention of its id, and makes the other order of
     * its pair single.
     */
    public void end(int slot, long nanos) {
        ids.close(orders.tag(slot), accountMarkets.account(orders.accountMarket(slot)), nanos);
        int partner = partner(slot);
        returns.move(orders.id(slot), partner == Orders.NONE ? LoanReturns.ALONE : orders.id(partner));
        takeOut(slot);
    }

    /** Works like {@link #end}, but keeps the id open, because the order goes through the book. */
    public void takeOut(int slot) {
        Market market = market(slot);
        unlink(slot);
        int partner = partner(slot);
        long needOfPartner = partner == Orders.NONE ? 0 : needOf(market, partner);
        change(slot, -needOf(market, slot));
        countBuys(slot, -openBuyOf(slot));
        accountMarkets.remove(slot);
        slots.remove(orders.id(slot), slot);
        int extra = orders.extra(slot);
        if (extra != OrderExtensions.NONE) {
            stopTimer(extra);
        }
        leavePlace(market, slot);
        if (partner != Orders.NONE) {
            beSingle(market, partner, needOfPartner);
        }
        touched.add(market);
    }

    /** Makes the rest of a pair hold its own need. */
    private void beSingle(Market market, int slot, long needBefore) {
        long buysBefore = openBuyOf(slot);
        orders.extras.partner(orders.extra(slot), Orders.NONE);
        change(slot, -needBefore);
        change(slot, needOf(market, slot));
        countBuys(slot, openBuyOf(slot) - buysBefore);
    }

    private void leavePlace(Market market, int slot) {
        OrderPhase phase = orders.phase(slot);
        if (phase == OrderPhase.RESTS) {
            market.book.remove(slot);
            return;
        }
        OffBookOrders outside = market.outside(orders);
        if (phase == OrderPhase.TAKING) {
            outside.taking.remove(slot);
            orders.giveBack(slot);
            return;
        }
        if (phase == OrderPhase.WAITS) {
            outside.watch.remove(slot);
        } else if (phase == OrderPhase.TRIGGERED || phase == OrderPhase.STARTING) {
            outside.triggered.remove(slot);
        }
        outside.all.remove(slot);
        orders.giveBack(slot);
    }

    /** Makes a pair of two open orders: only the larger need is held, by the first. */
    public void pair(Market market, int limit, int stop) {
        release(market, limit);
        release(market, stop);
        countBuys(stop, -openBuyOf(stop));
        orders.extras.partner(orders.extend(limit), stop);
        orders.extras.partner(orders.extend(stop), limit);
        hold(market, limit);
    }

    /** Makes the two orders of a pair single: each holds its own need until they are a pair again. */
    public void unpair(Market market, int limit, int stop) {
        release(market, limit);
        orders.extras.partner(orders.extra(limit), Orders.NONE);
        orders.extras.partner(orders.extra(stop), Orders.NONE);
        countBuys(stop, openBuyOf(stop));
        hold(market, limit);
        hold(market, stop);
    }

    /** Returns the other order of a pair, or {@link Orders#NONE}. */
    public int partner(int slot) {
        return links.partner(slot);
    }

    /** Returns true if the order is the first of its pair, which holds for both. */
    public boolean isFirstOfPair(int slot) {
        int partner = partner(slot);
        return partner != Orders.NONE && orders.id(slot) < orders.id(partner);
    }

    /**
     * Returns the order that this one is linked with, or {@link Orders#NONE}: the working order of a pending one; of a
     * working order the pending one, or the first of its pending pair.
     */
    public int linked(int slot) {
        return links.linked(slot);
    }

    /** Links an open order with a pending one, or with a pending pair by its first order; it waits and holds nothing. */
    public void link(int working, int pending) {
        links.link(working, pending);
    }

    /** Removes the link of an order, and of all that it is linked with; does nothing if it is not linked. */
    public void unlink(int slot) {
        links.unlink(slot);
    }

    /** Queues a pending order for its turn, with the other order of its pair, because its working order is filled. */
    public void letStart(Market market, int pending) {
        queueToStart(market, pending);
        if (partner(pending) != Orders.NONE) {
            queueToStart(market, partner(pending));
        }
        touched.add(market);
    }

    private void queueToStart(Market market, int pending) {
        orders.phase(pending, OrderPhase.STARTING);
        market.outside(orders).triggered.add(pending);
    }

    /** Makes a pending order whose turn has come wait for its trigger, and holds its need at this price. */
    public void beginToWait(Market market, int slot, long price) {
        market.outside(orders).triggered.remove(slot);
        orders.phase(slot, OrderPhase.WAITS);
        orders.price(slot, price);
        countBuys(slot, openBuyOf(slot));
        change(slot, needOf(market, slot));
        touched.add(market);
    }

    /**
     * Returns the present need of an order. In a pair, the first order's need covers both; an order that has not begun
     * needs what it has received.
     */
    public long needOf(Market market, int slot) {
        if (hasNotBegun(slot)) {
            return orders.isPaid(slot) ? orders.extras.received(orders.extra(slot)) : 0;
        }
        int partner = partner(slot);
        if (partner == Orders.NONE) {
            return ownNeed(market, slot);
        }
        return isFirstOfPair(slot) ? Math.max(ownNeed(market, slot), ownNeed(market, partner)) : 0;
    }

    private long ownNeed(Market market, int slot) {
        return market.need(orders.side(slot), orders.price(slot), orders.remaining(slot));
    }

    /** Returns the open quantity that the order adds to its account's position if all of it trades. */
    public long openBuyOf(int slot) {
        boolean isStopOfPair = partner(slot) != Orders.NONE && !isFirstOfPair(slot);
        return orders.side(slot) == Side.BUY && !isStopOfPair && !hasNotBegun(slot) ? orders.remaining(slot) : 0;
    }

    private boolean hasNotBegun(int slot) {
        OrderPhase phase = orders.phase(slot);
        return phase == OrderPhase.PENDING || phase == OrderPhase.STARTING;
    }

    private void countBuys(int slot, long units) {
        if (orders.side(slot) == Side.BUY) {
            accountMarkets.addOpenBuys(orders.accountMarket(slot), units);
        }
    }

    /** Returns the balance that contains an order's hold. */
    public int balanceOf(int slot) {
        return accountMarkets.balance(orders.accountMarket(slot), orders.side(slot));
    }

    /** Changes the hold of an order by units of the asset that it holds. */
    void change(int slot, long units) {
        if (units == 0) {
            return;
        }
        if (holdsAreRestored) {
            claims.restore(HoldReason.ORDERS, balanceOf(slot), units);
        } else {
            claims.change(HoldReason.ORDERS, balanceOf(slot), units);
        }
    }
}
