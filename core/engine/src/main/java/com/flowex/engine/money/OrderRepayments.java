package com.flowex.engine.money;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.account.TransferKind;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.TransferId;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.state.ExchangeState;

/**
 * Repayments by fills of orders. Such a repayment is posted as the same transfer by a client would be. Money that a fill
 * has just brought is available: holds of a customer are never more than its balance.
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
     * @param received units of the asset that a settled fill has brought, after the fee
     */
    public void repay(TransferId id, int account, int asset, long received) {
        Debt debt = state.debts.isEmpty() ? null : state.debts.find(account, asset);
        long owed = debt == null ? 0 : debt.owedAt(state.journal.timeNanos()).units();
        long units = Math.min(owed, received);
        if (units > 0) {
            AccountId payer = state.accounts.id(account);
            Amount amount = new Amount(state.assets.get(asset).id(), units);
            AccountId pool = AccountId.lendingOf(payer.tenant());
            transfers.postChecked(new Transfer(id, payer, pool, amount, TransferKind.INTERNAL));
        }
    }
}
