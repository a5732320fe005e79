package com.flowex.engine.snapshot;

import com.flowex.domain.order.DebtEffects;
import com.flowex.domain.order.OrderRequest;
import com.flowex.domain.order.OrderTerms;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.domain.value.OrderId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.book.OrderFlags;
import com.flowex.engine.book.OrderPhase;
import com.flowex.engine.book.Orders;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.market.Market;
import com.flowex.engine.risk.OrderFields;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.Invariant;
import com.flowex.engine.state.OpenOrders;
import com.flowex.engine.timers.Timers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Restorer of open orders from their records. Their holds are restored with the balances. */
final class OrderRestorer {

    private record Triggered(Market market, int slot, long turn) {}

    private final ExchangeState state;
    private final OpenOrders open;
    private final Orders orders;
    private final List<Triggered> triggered = new ArrayList<>();

    OrderRestorer(ExchangeState state) {
        this.state = state;
        this.open = state.open;
        this.orders = state.open.orders;
        open.holdsAreRestored(true);
    }

    void restore(RestingOrderState order) {
        Market market = market(order.account(), order.instrument());
        OrderTerms.Limit terms = order.terms();
        boolean isWaiting = order.visible().units() == 0;
        int flags = isWaiting
                ? OrderFlags.ofTaking(order.side(), order.selfTradePrevention(), terms.mayRest())
                : OrderFlags.of(order.side(), OrderPhase.RESTS, order.selfTradePrevention(), terms.postOnly());
        int accountMarket = accountMarket(order.account(), market);
        int slot = open.take(market, order.order().value(), accountMarket, ClientOrderIds.UNKNOWN, flags);
        orders.set(
                slot,
                terms.price().units(),
                order.quantity().units(),
                order.remaining().units());
        if (isWaiting) {
            state.waiting.waitToTake(market, slot, terms, false);
            return;
        }
        open.rest(market, slot);
        if (terms.isIceberg()) {
            market.book.show(slot, terms.display().units(), order.visible().units());
        }
        if (terms.expiresNanos() != 0) {
            open.time(slot, terms.expiresNanos(), Timers.Kind.GOOD_TILL_DATE);
        }
    }

    void restore(ConditionalOrderState order) {
        OrderRequest request = order.request();
        Market market = market(request.account(), request.instrument());
        OrderTerms.Conditional terms = (OrderTerms.Conditional) request.terms();
        boolean isPostOnly = terms.then() instanceof OrderTerms.Limit limit && limit.postOnly();
        boolean isTriggered = order.turn() != 0;
        OrderPhase phase = isTriggered ? OrderPhase.TRIGGERED : OrderPhase.WAITS;
        int slot = stand(market, order.order(), request, request.quantity().units(), phase, isPostOnly);
        if (OrderFields.expiresNanos(terms) != 0) {
            open.time(slot, OrderFields.expiresNanos(terms), Timers.Kind.GOOD_TILL_DATE);
        }
        orders.extras.extreme(orders.extra(slot), order.extremeUnits());
        if (isTriggered) {
            triggered.add(new Triggered(market, slot, order.turn()));
        } else {
            market.outside(orders).watch.add(slot);
        }
    }

    void restore(PendingOrderState order) {
        OrderRequest request = order.request();
        Market market = market(request.account(), request.instrument());
        OrderId working = order.working();
        int slot = state.waiting.standPending(
                market,
                order.order().value(),
                accountMarket(request.account(), market),
                request,
                ClientOrderIds.UNKNOWN,
                working == null ? OrderPhase.STARTING : OrderPhase.PENDING);
        if (working == null) {
            triggered.add(new Triggered(market, slot, order.turn()));
        } else {
            open.link(slot(working), slot);
        }
    }

    void restore(TwapOrderState order) {
        OrderRequest request = order.request();
        Market market = market(request.account(), request.instrument());
        int slot = stand(market, order.order(), request, order.remaining().units(), OrderPhase.SLICED, false);
        orders.extras.slices(orders.extra(slot), order.slicesDone());
        open.time(slot, order.nextNanos(), Timers.Kind.SLICE);
    }

    private int stand(
            Market market, OrderId id, OrderRequest request, long remaining, OrderPhase phase, boolean isPostOnly) {
        int flags = OrderFlags.of(request.side(), phase, request.selfTradePrevention(), isPostOnly);
        int accountMarket = accountMarket(request.account(), market);
        int slot = open.take(market, id.value(), accountMarket, ClientOrderIds.UNKNOWN, flags);
        long price = OrderFields.limitPrice(request.terms());
        orders.set(slot, price, request.quantity().units(), remaining);
        open.standOutside(market, slot, request);
        return slot;
    }

    void restoreHeldPrice(OrderId order, long priceUnits) {
        open.holdAt(slot(order), priceUnits);
    }

    /** Lets the fills of an open order repay debts. */
    void restoreRepaying(OrderId order) {
        orders.repays(slot(order), true);
    }

    /** Lets a pending order borrow once it begins. */
    void restorePendingLoan(OrderId order, boolean returns) {
        int slot = slot(order);
        orders.effects(slot, new DebtEffects(true, orders.repays(slot), returns));
    }

    /** Makes a pending order one that its working order pays. */
    void restorePaid(OrderId order, long received) {
        orders.paid(slot(order), true);
        state.waiting.receive(slot(order), received);
    }

    void restore(OrderPairState pair) {
        int limit = slot(pair.limit());
        int stop = slot(pair.stop());
        open.pair(open.market(limit), limit, stop);
    }

    /** Sets the entry in which an open order's id is stored. */
    void restoreEntry(OrderId order, int entry) {
        orders.tag(slot(order), entry);
    }

    /** Completes the restore after all records have been given. */
    void finish() {
        triggered.sort(Comparator.comparingLong(Triggered::turn));
        triggered.forEach(order -> order.market.outside(orders).triggered.add(order.slot));
        open.holdsAreRestored(false);
    }

    private int slot(OrderId order) {
        int slot = open.find(order.value());
        Invariant.check(slot != Orders.NONE, "what belongs to an open order comes after it");
        return slot;
    }

    private Market market(AccountId account, InstrumentId instrument) {
        Market market = state.markets.find(account.tenant(), instrument);
        if (market == null) {
            throw new IllegalStateException("an open order of an instrument that is not listed: " + instrument);
        }
        return market;
    }

    private int accountMarket(AccountId account, Market market) {
        int index = state.accounts.indexOf(account);
        Invariant.check(index != Accounts.UNKNOWN, "an open order's account stands before it");
        return open.accountMarketOf(index, market);
    }
}
