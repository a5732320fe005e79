package com.flowex.engine.end;

import com.flowex.domain.RejectReason;
import com.flowex.domain.command.CancelOne;
import com.flowex.domain.command.CancelOrder;
import com.flowex.domain.command.CancelOrderByClientId;
import com.flowex.domain.command.CancelOrders;
import com.flowex.domain.command.CancelRestricted;
import com.flowex.domain.order.CancelReason;
import com.flowex.domain.order.CancelRestriction;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.book.Orders;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import org.jspecify.annotations.Nullable;

/** Cancellation of open orders at their owner's request. */
public final class Cancellation {

    private final ExchangeState state;
    private final OrderTermination ends;

    public Cancellation(ExchangeState state, OrderTermination ends) {
        this.state = state;
        this.ends = ends;
    }

    public void cancel(CancelOne command) {
        RejectReason refusal = tryCancel(command);
        if (refusal != null) {
            state.journal.reject(command.account(), refusal);
        }
    }

    /** Cancels an order; returns the reason if it is not canceled. */
    public @Nullable RejectReason tryCancel(CancelOne command) {
        int slot = find(command);
        RejectReason refusal = refusalOf(command, slot);
        if (refusal == null) {
            ends.cancel(slot, CancelReason.REQUESTED);
        }
        return refusal;
    }

    private @Nullable RejectReason refusalOf(CancelOne command, int slot) {
        if (!(command instanceof CancelRestricted(var _, var restriction))) {
            return slot == Orders.NONE ? RejectReason.UNKNOWN_ORDER : null;
        }
        if (!state.rules().cancelsAreRestricted()) {
            return RejectReason.RULES_TOO_OLD;
        }
        if (slot == Orders.NONE) {
            return RejectReason.UNKNOWN_ORDER;
        }
        Orders orders = state.open.orders;
        boolean isFilled = orders.remaining(slot) < orders.quantity(slot);
        return isFilled == (restriction == CancelRestriction.ONLY_PARTIALLY_FILLED)
                ? null
                : RejectReason.CANCEL_RESTRICTED;
    }

    public void cancel(CancelOrders command) {
        int account = state.accounts.indexOf(command.account());
        if (account == Accounts.UNKNOWN) {
            state.journal.reject(command.account(), RejectReason.UNKNOWN_ACCOUNT);
            return;
        }
        Market market = command.instrument() == null
                ? null
                : state.markets.find(command.account().tenant(), command.instrument());
        if (command.instrument() != null && market == null) {
            state.journal.reject(command.account(), RejectReason.UNKNOWN_INSTRUMENT);
            return;
        }
        ends.cancelAllOf(account, market, command.side(), command.reason());
    }

    /** Returns the open order that a cancel refers to, or {@link Orders#NONE}. */
    private int find(CancelOne command) {
        return switch (command) {
            case CancelOrder(var account, var order) -> find(account, order.value());
            case CancelOrderByClientId(var account, var id) -> find(account, id);
            case CancelRestricted(var cancel, var _) -> find(cancel);
        };
    }

    /** Returns the slot of an open order of this account; another account's order is treated as unknown. */
    public int find(AccountId account, long order) {
        int slot = state.open.find(order);
        return slot != Orders.NONE && account.equals(ownerOf(slot)) ? slot : Orders.NONE;
    }

    private AccountId ownerOf(int slot) {
        return state.accounts.id(state.open.account(slot));
    }

    private int find(AccountId account, ClientOrderId id) {
        int owner = state.accounts.indexOf(account);
        if (owner == Accounts.UNKNOWN) {
            return Orders.NONE;
        }
        int known = state.ids.find(owner, id, state.journal.timeNanos());
        return known > ClientOrderIds.UNKNOWN && state.ids.kind(known) == ClientOrderIds.Kind.ACCEPTED
                ? state.open.find(state.ids.answer(known))
                : Orders.NONE;
    }
}
