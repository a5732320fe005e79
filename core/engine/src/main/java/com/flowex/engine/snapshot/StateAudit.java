package com.flowex.engine.snapshot;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.state.ReservationState;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.ledger.HoldReason;
import com.flowex.engine.ledger.Ledger;
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
    }

    private void checkBalances() {
        Ledger ledger = state.ledger;
        long[] sums = new long[state.assets.count()];
        long[] debts = new long[state.assets.count()];
        for (int purse = 0; purse < ledger.count(); purse++) {
            boolean mayOwe = state.accounts.mayOwe(ledger.account(purse));
            Invariant.check(mayOwe || ledger.balance(purse) >= 0, "no one owes who may not");
            Invariant.check(ledger.held(purse) >= 0, "no hold is negative");
            Invariant.check(mayOwe || ledger.held(purse) <= ledger.balance(purse), "no hold exceeds its balance");
            sums[ledger.asset(purse)] += ledger.balance(purse);
            debts[ledger.asset(purse)] += mayOwe ? Math.max(0, -ledger.available(purse)) : 0;
        }
        for (int asset = 0; asset < debts.length; asset++) {
            Invariant.check(debts[asset] == ledger.owedOf(asset), "debts are counted");
            long debtMax = TransferDryRun.supplyMax(state.assets.get(asset));
            Invariant.check(debts[asset] >= 0 && debts[asset] <= debtMax, "no more is owed than can exist");
        }
        for (long sum : sums) {
            Invariant.check(sum == 0, "every asset sums to zero");
        }
    }

    private void checkHolds() {
        int purses = state.ledger.count();
        long[] orders = new long[purses];
        new OrderAudit(state).check(orders);
        checkClaim(HoldReason.ORDERS, orders);
        checkClaim(HoldReason.RESERVATIONS, reserved());
        for (int purse = 0; purse < purses; purse++) {
            Invariant.check(state.claims.of(purse) == state.ledger.held(purse), "a hold is the sum of what claims it");
        }
    }

    private void checkClaim(HoldReason claim, long[] needs) {
        for (int purse = 0; purse < needs.length; purse++) {
            Invariant.check(state.claims.of(claim, purse) == needs[purse], "what is claimed is what is needed");
        }
    }

    private long[] reserved() {
        long[] needs = new long[state.ledger.count()];
        TransferIds ids = state.transfers;
        int steps = ids.count();
        for (int entry = ids.oldest(); steps-- > 0; entry = TransferIds.next(entry)) {
            if (ids.isReservation(entry) && ids.fate(entry) == ReservationState.ReservationStatus.OPEN) {
                Transfer reserved = ids.transfer(entry);
                needs[state.reservations.purse(reserved)] += reserved.amount().units();
            }
        }
        return needs;
    }
}
