package com.flowex.engine;

import com.flowex.domain.AccountId;
import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.state.VolumeState;
import com.flowex.engine.ids.TransferIds;

/** Builds the state from the records that {@link StateWriter} wrote, in their order. */
final class StateRestorer implements Exchange.Restorer {

    private final ExchangeState state = new ExchangeState();
    private final Listing listing = new Listing(state);
    private final OrderRestorer orders = new OrderRestorer(state);
    private final DeadMansTimers deadMansTimers = new DeadMansTimers(state, new OrderEnds(state));

    @Override
    public void accept(StateRecord piece) {
        switch (piece) {
            case Counters counters -> restore(counters);
            case AssetState(var asset) -> state.assets.list(asset);
            case AccountState account -> restore(account);
            case BalanceState balance ->
                state.ledger.restore(
                        account(balance.account()),
                        state.assets.indexOf(balance.asset()),
                        balance.balanceUnits(),
                        balance.heldUnits());
            case InstrumentState market -> restore(market);
            case RestingOrderState order -> orders.restore(order);
            case ConditionalOrderState order -> orders.restore(order);
            case TwapOrderState order -> orders.restore(order);
            case OrderPairState pair -> orders.restore(pair);
            case AcceptedIdState id -> restore(id);
            case RefusedIdState id ->
                state.ids.refuse(
                        account(id.account()),
                        id.clientOrderId(),
                        id.fingerprint(),
                        Answers.numberOf(id.reason()),
                        id.closedNanos());
            case BurntIdState id -> state.ids.burn(account(id.account()), id.clientOrderId(), id.closedNanos());
            case ExpiredIdState id -> state.ids.restoreTrace(account(id.account()), id.hash(), id.closedNanos());
            case TransferStepState(var step, var chain, var length, var sequence, var refusal) ->
                state.transfers.restore(step, chain, length, sequence, refusal);
            case ReservationState reservation -> restore(reservation);
            case TenantState _, PriceStepState _, AccountLimitsState _, VolumeState _ ->
                throw new UnsupportedOperationException("not served yet: " + piece);
        }
    }

    private void restore(ReservationState reservation) {
        int entry = state.transfers.find(reservation.reservation());
        Invariant.check(
                entry != TransferIds.UNKNOWN && state.transfers.isReservation(entry),
                "a reservation's step stands before it");
        state.transfers.fate(entry, reservation.fate());
        if (reservation.fate() == ReservationState.Fate.OPEN) {
            state.reservations.restore(entry, state.transfers.transfer(entry), reservation.expiresNanos());
        }
    }

    private void restore(InstrumentState record) {
        listing.restore(record.instrument(), record.state());
        state.markets.get(state.markets.count() - 1).restoreLastPrice(record.lastPriceUnits());
    }

    private void restore(Counters counters) {
        state.journal.restore(counters.sequence(), counters.timeNanos());
        state.restoreCounters(counters.nextOrder(), counters.nextTrade());
    }

    private void restore(AccountState account) {
        int index = listing.restore(account.account(), account.mayOwe());
        deadMansTimers.start(index, account.deadMansNanos());
        if (account.hasForgottenIds()) {
            state.ids.restoreForgotten(index);
        }
    }

    private void restore(AcceptedIdState id) {
        int owner = account(id.account());
        int entry = state.ids.accept(
                owner, id.clientOrderId(), id.fingerprint(), id.order().value(), id.sequence());
        if (id.closedNanos() != 0) {
            state.ids.close(entry, id.closedNanos());
            return;
        }
        orders.restoreEntry(id.order(), entry);
    }

    private int account(AccountId account) {
        int index = state.accounts.indexOf(account);
        Invariant.check(index != Accounts.UNKNOWN, "a record's account stands before it");
        return index;
    }

    @Override
    public Exchange restored() {
        orders.finish();
        new Audit(state).check();
        return new Exchange(state);
    }
}
