package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.CancelReason;
import com.flowex.domain.ClientOrderId;
import com.flowex.domain.InstrumentId;
import com.flowex.domain.OrderId;
import com.flowex.domain.Price;
import com.flowex.domain.Quantity;
import com.flowex.domain.RejectReason;
import com.flowex.domain.Side;
import com.flowex.domain.event.OrderCanceled;
import com.flowex.domain.event.OrderReduced;
import com.flowex.domain.event.RequestRejected;
import com.flowex.engine.book.Orders;
import com.flowex.engine.ids.ClientOrderIds;
import org.jspecify.annotations.Nullable;

/** Open orders that shrink or leave because their owner says so. */
final class Cancellation {

    private final ExchangeState state;
    private final Orders orders;

    Cancellation(ExchangeState state) {
        this.state = state;
        this.orders = state.open.orders;
    }

    void cancel(AccountId account, OrderId order) {
        int slot = openOrderOf(account, order.value());
        if (slot == Orders.NONE) {
            reject(account, RejectReason.UNKNOWN_ORDER);
        } else {
            cancel(account, slot, CancelReason.REQUESTED);
        }
    }

    void cancel(AccountId account, ClientOrderId id) {
        int slot = openOrderOf(account, id);
        if (slot == Orders.NONE) {
            reject(account, RejectReason.UNKNOWN_ORDER);
        } else {
            cancel(account, slot, CancelReason.REQUESTED);
        }
    }

    void cancelAll(AccountId account, @Nullable InstrumentId instrument, @Nullable Side side, CancelReason reason) {
        int owner = state.accounts.indexOf(account);
        if (owner == Accounts.UNKNOWN) {
            reject(account, RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        Market only = instrument == null ? null : state.markets.find(account.tenant(), instrument);
        if (instrument != null && only == null) {
            reject(account, RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        int slot = state.open.owned.oldest(owner);
        while (slot != Orders.NONE) {
            int next = state.open.owned.younger(slot);
            if ((only == null || state.open.market(slot) == only) && (side == null || orders.side(slot) == side)) {
                cancel(account, slot, reason);
            }
            slot = next;
        }
    }

    void reduce(AccountId account, OrderId order, long quantity) {
        int slot = openOrderOf(account, order.value());
        if (slot == Orders.NONE) {
            reject(account, RejectReason.UNKNOWN_ORDER);
            return;
        }
        Market market = state.open.market(slot);
        if (quantity % market.rules.lotUnits() != 0) {
            reject(account, RejectReason.QUANTITY_OFF_LOT);
        } else if (quantity >= orders.quantity(slot)) {
            reject(account, RejectReason.NOT_A_REDUCTION);
        } else if (quantity <= orders.quantity(slot) - orders.remaining(slot)) {
            cancel(account, slot, CancelReason.REQUESTED);
        } else {
            reduce(account, market, slot, quantity);
        }
    }

    private void reduce(AccountId account, Market market, int slot, long quantity) {
        long reducedBy = orders.quantity(slot) - quantity;
        state.open.reduce(slot, quantity);
        state.journal.emit(new OrderReduced(
                new OrderId(orders.id(slot)),
                account,
                market.instrument.id(),
                orders.side(slot),
                new Price(orders.price(slot)),
                new Quantity(quantity),
                new Quantity(orders.remaining(slot)),
                new Quantity(reducedBy)));
    }

    private void cancel(AccountId account, int slot, CancelReason reason) {
        InstrumentId instrument = state.open.market(slot).instrument.id();
        OrderId order = new OrderId(orders.id(slot));
        Side side = orders.side(slot);
        Price price = new Price(orders.price(slot));
        Quantity remaining = new Quantity(orders.remaining(slot));
        state.open.leave(slot, state.journal.timeNanos());
        state.journal.emit(new OrderCanceled(order, account, instrument, side, price, remaining, remaining, reason));
    }

    /** An open order if it is this account's; another's does not exist. */
    private int openOrderOf(AccountId account, long order) {
        int slot = state.open.find(order);
        return slot != Orders.NONE && orders.owner(slot) == state.accounts.indexOf(account) ? slot : Orders.NONE;
    }

    private int openOrderOf(AccountId account, ClientOrderId id) {
        int owner = state.accounts.indexOf(account);
        if (owner == Accounts.UNKNOWN) {
            return Orders.NONE;
        }
        int known = state.ids.find(owner, id, state.journal.timeNanos());
        return known > ClientOrderIds.UNKNOWN && state.ids.kind(known) == ClientOrderIds.Kind.ACCEPTED
                ? state.open.find(state.ids.answer(known))
                : Orders.NONE;
    }

    private void reject(AccountId account, RejectReason reason) {
        state.journal.emit(new RequestRejected(account, reason));
    }
}
