package com.flowex.engine.money;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.margin.DebtBalance;
import com.flowex.engine.margin.Debts;
import com.flowex.engine.state.ExchangeState;
import org.jspecify.annotations.Nullable;

/**
 * Loans, repayments and interest. Money that a lending pool pays to a customer is a loan, and money that a customer
 * pays to it is a repayment; nothing else makes or ends a debt.
 */
public final class Lending {

    /** Role of a transfer in lending. */
    enum Role {
        NONE,
        LOAN,
        REPAYMENT
    }

    private final ExchangeState state;
    private final Debts debts;

    public Lending(ExchangeState state) {
        this.state = state;
        this.debts = state.debts;
    }

    /** Returns the role of a transfer by the rules in force. */
    Role roleOf(Transfer transfer) {
        if (!state.rules().accountsBorrow()) {
            return Role.NONE;
        }
        if (isPool(transfer.from()) && AccountId.isCustomer(transfer.to().number())) {
            return Role.LOAN;
        }
        boolean isRepayment =
                isPool(transfer.to()) && AccountId.isCustomer(transfer.from().number());
        return isRepayment ? Role.REPAYMENT : Role.NONE;
    }

    private static boolean isPool(AccountId account) {
        return account.number() == AccountId.LENDING;
    }

    /** Changes the debt that a checked transfer makes or repays, after its money has moved. */
    void perform(Transfer transfer) {
        switch (roleOf(transfer)) {
            case NONE -> book(transfer.from(), transfer.to(), transfer.amount());
            case LOAN -> lend(transfer.to(), transfer.amount());
            case REPAYMENT -> repay(transfer.from(), transfer.amount());
        }
    }

    private void lend(AccountId id, Amount amount) {
        int account = state.accounts.indexOf(id);
        int asset = state.assets.indexOf(amount.asset());
        chargeDue(debts.find(account, asset));
        long interest = debts.lend(account, asset, amount.units(), rateOf(asset), state.journal.timeNanos());
        state.journal.emit(new InterestCharged(id, new Amount(amount.asset(), interest), 1));
        emitDebt(id, amount, debts.find(account, asset));
    }

    private void repay(AccountId id, Amount amount) {
        int account = state.accounts.indexOf(id);
        int asset = state.assets.indexOf(amount.asset());
        Debt debt = debts.find(account, asset);
        if (debt == null) {
            throw new IllegalStateException("a repayment without a debt: " + id);
        }
        chargeDue(debt);
        debts.repay(debt, amount.units());
        emitDebt(id, amount, debts.find(account, asset));
    }

    /** Counts money that the insurance account has paid to the lending account for recorded shortfalls. */
    void book(AccountId from, AccountId to, Amount amount) {
        int asset = state.assets.indexOf(amount.asset());
        boolean isForShortfalls = from.number() == AccountId.INSURANCE && isPool(to);
        long booked = isForShortfalls ? Math.min(state.margin.shortfallUnits(asset), amount.units()) : 0;
        if (booked > 0) {
            state.margin.addShortfall(asset, -booked);
            state.journal.emit(new ShortfallBooked(
                    to.tenant(), new Amount(amount.asset(), booked), state.margin.shortfallUnits(asset)));
        }
    }

    /**
     * Ends a debt that nothing is left to pay, and records the shortfall of the pool.
     *
     * @param debt debt in an asset that has terms
     */
    public void writeOff(Debt debt) {
        AccountId id = state.accounts.id(debt.account);
        chargeDue(debt);
        Amount unpaid =
                new Amount(state.assets.get(debt.asset).id(), debt.owed().units());
        debts.repay(debt, unpaid.units());
        emitDebt(id, unpaid, null);
        state.margin.addShortfall(debt.asset, unpaid.units());
        state.journal.emit(new ShortfallRecorded(id, unpaid, state.margin.shortfallUnits(debt.asset)));
    }

    private void emitDebt(AccountId id, Amount amount, @Nullable Debt debt) {
        DebtBalance owed = debt == null ? DebtBalance.NOTHING : debt.owed();
        state.journal.emit(new DebtChanged(
                id, amount.asset(), owed.principal(), owed.interest().owed()));
    }

    /** Charges the hours of a debt that its timer has found due. */
    public void charge(int slot) {
        chargeDue(debts.at(slot));
    }

    private void chargeDue(@Nullable Debt debt) {
        long now = state.journal.timeNanos();
        long hours = debt == null ? 0 : debt.hoursDue(now);
        if (debt != null && hours > 0) {
            long interest = debts.charge(debt, rateOf(debt.asset), now);
            Amount charged = new Amount(state.assets.get(debt.asset).id(), interest);
            state.journal.emit(new InterestCharged(state.accounts.id(debt.account), charged, hours));
        }
    }

    private int rateOf(int asset) {
        MarginTerms terms = state.margin.terms(asset);
        if (terms == null) {
            throw new IllegalStateException("a debt in an asset without terms: " + asset);
        }
        return terms.hourlyRateBillionths();
    }
}
