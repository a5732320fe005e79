package com.flowex.engine.snapshot;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.state.ReservationState;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.ledger.Ledger;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.margin.DebtBalance;
import com.flowex.engine.money.TransferDryRun;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.Invariant;

/**
 * Full check of the whole state against every invariant. It is slow: it runs after a restore, and in tests after any
 * command.
 */
public final class StateAudit {

    private final ExchangeState state;

    public StateAudit(ExchangeState state) {
        this.state = state;
    }

    /** @throws IllegalStateException if an invariant is broken; the message names it */
    public void check() {
        checkBalances();
        checkHolds();
        checkDebts();
    }

    private void checkDebts() {
        long[] lent = new long[state.assets.count()];
        long[] interest = new long[state.assets.count()];
        for (int account = 0; account < state.accounts.count(); account++) {
            boolean isWatched = !state.rules().accountsAreLiquidated() || state.watch.find(account) != null;
            Invariant.check(isWatched || state.debts.of(account).isEmpty(), "an account that owes is watched");
            for (Debt debt : state.debts.of(account)) {
                DebtBalance owed = debt.owed();
                Invariant.check(owed.principal() > 0, "a debt without principal is gone");
                Invariant.check(owed.interest().owed() <= owed.principal(), "no interest exceeds its principal");
                Invariant.check(state.margin.terms(debt.asset) != null, "only assets with terms are owed");
                lent[debt.asset] += owed.principal();
                interest[debt.asset] += owed.interest().owed();
            }
        }
        for (int asset = 0; asset < lent.length; asset++) {
            Invariant.check(lent[asset] == state.debts.lentOf(asset), "a pool has lent what is owed to it");
            Invariant.check(interest[asset] == state.debts.interestOf(asset), "a pool's interest is that of its debts");
        }
    }

    private void checkBalances() {
        Ledger ledger = state.ledger;
        long[] sums = new long[state.assets.count()];
        long[] debts = new long[state.assets.count()];
        for (int balance = 0; balance < ledger.count(); balance++) {
            boolean mayOwe = state.accounts.mayOwe(ledger.account(balance));
            Invariant.check(mayOwe || ledger.balance(balance) >= 0, "no one owes who may not");
            Invariant.check(ledger.held(balance) >= 0, "no hold is negative");
            Invariant.check(mayOwe || ledger.held(balance) <= ledger.balance(balance), "no hold exceeds its balance");
            sums[ledger.asset(balance)] += ledger.balance(balance);
            debts[ledger.asset(balance)] += mayOwe ? Math.max(0, -ledger.available(balance)) : 0;
        }
        for (int asset = 0; asset < debts.length; asset++) {
            Invariant.check(debts[asset] == ledger.owedOf(asset), "debts are counted");
            long debtMax = TransferDryRun.supplyMax(state.assets.get(asset));
            Invariant.check(debts[asset] >= 0 && debts[asset] <= debtMax, "debts are within the supply");
        }
        for (long sum : sums) {
            Invariant.check(sum == 0, "every asset sums to zero");
        }
    }

    private void checkHolds() {
        int balances = state.ledger.count();
        long[] orders = new long[balances];
        new OrderAudit(state).check(orders);
        checkClaim(HoldReason.ORDERS, orders);
        checkClaim(HoldReason.RESERVATIONS, reserved());
        for (int balance = 0; balance < balances; balance++) {
            Invariant.check(
                    state.claims.of(balance) == state.ledger.held(balance), "a hold is the sum of what claims it");
        }
    }

    private void checkClaim(HoldReason claim, long[] needs) {
        for (int balance = 0; balance < needs.length; balance++) {
            Invariant.check(state.claims.of(claim, balance) == needs[balance], "what is claimed is what is needed");
        }
    }

    private long[] reserved() {
        long[] needs = new long[state.ledger.count()];
        TransferIds ids = state.transfers;
        int steps = ids.count();
        for (int entry = ids.oldest(); steps-- > 0; entry = TransferIds.next(entry)) {
            if (ids.isReservation(entry) && ids.reservation(entry) == ReservationState.ReservationStatus.OPEN) {
                Transfer reserved = ids.transfer(entry);
                needs[state.reservations.balanceOf(reserved)] +=
                        reserved.amount().units();
            }
        }
        return needs;
    }
}
