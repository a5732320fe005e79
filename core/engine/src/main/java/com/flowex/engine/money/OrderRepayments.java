package com.flowex.engine.money;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.margin.LoanReturns;
import com.flowex.engine.state.ExchangeState;

/**
 * Repayments by fills of orders, and by their ends. Such a repayment is posted as the same transfer by a client would be.
 * Money that a fill has just brought is available: holds of a customer are never more than its balance.
 */
public final class OrderRepayments {

    private final ExchangeState state;
    private final Transfers transfers;

    public OrderRepayments(ExchangeState state, Transfers transfers) {
        this.state = state;
        this.transfers = transfers;
    }

    /**
     * Repays the account's debt in an asset, if it has one.
     *
     * @param id id of the repayment
     * @param most units of the asset to repay at most, available to the account; nothing is repaid if they are 0 or less
     */
    public void repay(TransferId id, int account, int asset, long most) {
        Debt debt = state.debts.isEmpty() ? null : state.debts.find(account, asset);
        long owed = debt == null ? 0 : debt.owedAt(state.journal.timeNanos()).units();
        long units = Math.min(owed, most);
        if (units > 0) {
            AccountId payer = state.accounts.id(account);
            Amount amount = new Amount(state.assets.get(asset).id(), units);
            AccountId pool = AccountId.lendingOf(payer.tenant());
            transfers.postChecked(new Transfer(id, payer, pool, amount, TransferKind.INTERNAL));
        }
    }

    /** Repays what orders that ended in this command have not used of their loans, as far as it is available now. */
    public void returnUnused() {
        if (!state.open.returns.areDue()) {
            return;
        }
        for (LoanReturns.Due due : state.open.returns.takeDue()) {
            long available = state.ledger.availableOf(due.account(), due.asset());
            TransferId id = TransferId.ofReturn(new OrderId(due.order()));
            repay(id, due.account(), due.asset(), Math.min(due.units(), available));
        }
    }
}
