package com.flowex.engine.money;

import com.flowex.domain.RejectReason;
import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.market.Market;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.SaturatingMath;
import org.jspecify.annotations.Nullable;

/**
 * Loans that orders borrow at their admission. Such a loan is judged and posted as the same transfer by a client would
 * be, so no account owes more by an order than by a loan. Money that an order holds stays collateral, as in every look at a
 * level.
 */
public final class OrderLoans {

    /** Order id that a loan has while it is judged; the judgment reads no ids. */
    private static final OrderId JUDGED = new OrderId(Long.MAX_VALUE);

    private final ExchangeState state;
    private final Transfers transfers;

    public OrderLoans(ExchangeState state, Transfers transfers) {
        this.state = state;
        this.transfers = transfers;
    }

    /**
     * Returns the reason why an account's order cannot repay what it gets: only customers owe, and only what a pool
     * lends; null if it can. It need not owe anything yet.
     */
    public @Nullable RejectReason refusalOfRepaying(int account, Market market, Side side) {
        boolean mayOwe = AccountId.isCustomer(state.accounts.id(account).number());
        return mayOwe && state.margin.terms(market.heldAsset(side.opposite())) != null
                ? null
                : RejectReason.LENDING_POOL_MISSING;
    }

    /** Returns true if the account is restricted; such an account does not borrow, also not for a sell. */
    public boolean isRestricted(int account) {
        return state.accounts.restriction(account) != AccountRestriction.NONE;
    }

    /**
     * Returns the first reason not to lend what an account lacks; null if it lacks nothing or the loan is allowed.
     *
     * @param asset asset that the order must find available
     * @param available units that the account has available
     * @param need units that the order needs
     */
    public @Nullable RejectReason refusalOf(int account, int asset, long available, long need) {
        if (available >= need) {
            return null;
        }
        if (!AccountId.isCustomer(state.accounts.id(account).number())) {
            return RejectReason.INSUFFICIENT_FUNDS;
        }
        return state.margin.terms(asset) == null
                ? RejectReason.LENDING_POOL_MISSING
                : transfers.refusalOfLoan(loan(JUDGED, account, asset, missing(available, need)));
    }

    /**
     * Lends what an account lacks for an accepted order that {@link #refusalOf} does not refuse.
     *
     * @param returns true if the order returns what it does not use
     */
    public void lend(OrderId order, int account, int asset, long available, long need, boolean returns) {
        if (available < need) {
            long units = missing(available, need);
            transfers.postChecked(loan(order, account, asset, units));
            if (returns) {
                state.open.returns.add(order.value(), units);
            }
        }
    }

    /** An account that may owe can have less than nothing available. */
    private static long missing(long available, long need) {
        return SaturatingMath.sum(need, -available);
    }

    private Transfer loan(OrderId order, int account, int asset, long units) {
        AccountId borrower = state.accounts.id(account);
        return new Transfer(
                TransferId.ofLoan(order),
                AccountId.lendingOf(borrower.tenant()),
                borrower,
                new Amount(state.assets.get(asset).id(), units),
                TransferKind.INTERNAL);
    }
}
