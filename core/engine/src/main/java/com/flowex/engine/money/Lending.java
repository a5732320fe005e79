package com.flowex.engine.money;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.margin.InterestRate;
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
    private final LoanRates rates;

    public Lending(ExchangeState state) {
        this.state = state;
        this.debts = state.debts;
        this.rates = new LoanRates(state);
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
        chargeDue(debts.find(account, asset), amount.units());
        InterestRate rate = rates.rate(account, asset, debts.lentOf(asset) + amount.units(), 0);
        long interest = debts.lend(account, asset, amount.units(), rate.billionths(), state.journal.timeNanos());
        emitRate(id, asset, rate);
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
        chargeDue(debt, -amount.units());
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
        chargeDue(debt, 0);
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
        chargeDue(debts.at(slot), 0);
    }

    /**
     * Charges the hours of a debt that are due. Their charge comes before the transfer that meets them, and so does the use
     * of the pool by which the next hour's rate is computed.
     *
     * @param moved units that a transfer has taken from the pool already; below zero if it has brought them
     */
    private void chargeDue(@Nullable Debt debt, long moved) {
        long now = state.journal.timeNanos();
        long hours = debt == null ? 0 : debt.hoursDue(now);
        if (debt != null && hours > 0) {
            InterestRate rate = rates.rate(debt.account, debt.asset, debts.lentOf(debt.asset), moved);
            AccountId id = state.accounts.id(debt.account);
            long interest = debts.charge(debt, rate.billionths(), now);
            Amount charged = new Amount(state.assets.get(debt.asset).id(), interest);
            emitRate(id, debt.asset, rate);
            state.journal.emit(new InterestCharged(id, charged, hours));
        }
    }

    private void emitRate(AccountId id, int asset, InterestRate rate) {
        if (rates.isOwn(asset)) {
            state.journal.emit(
                    new InterestRateSet(id, state.assets.get(asset).id(), rate.poolBillionths(), rate.billionths()));
        }
    }
}
