package com.flowex.engine.snapshot;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountOwnerState;
import com.flowex.domain.state.AccountRestrictionState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.ConditionalOrderState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.DatedIdsState;
import com.flowex.domain.state.DebtState;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.ForgottenTransfersState;
import com.flowex.domain.state.HeldPriceState;
import com.flowex.domain.state.IndexQuoteState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.KeptReservationState;
import com.flowex.domain.state.LeverageState;
import com.flowex.domain.state.LiquidationState;
import com.flowex.domain.state.MarginAccountState;
import com.flowex.domain.state.MarginLevelsState;
import com.flowex.domain.state.MarginRatesState;
import com.flowex.domain.state.MarginTermsState;
import com.flowex.domain.state.MarketTimerState;
import com.flowex.domain.state.OrderLoanState;
import com.flowex.domain.state.OrderPairState;
import com.flowex.domain.state.OrderQuotaState;
import com.flowex.domain.state.PaidOrderState;
import com.flowex.domain.state.PendingLoanState;
import com.flowex.domain.state.PendingOrderState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.RepayingOrderState;
import com.flowex.domain.state.ReservationState;
import com.flowex.domain.state.RestingOrderState;
import com.flowex.domain.state.ShortfallState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.state.TransferDayState;
import com.flowex.domain.state.TransferStepState;
import com.flowex.domain.state.TwapOrderState;
import com.flowex.domain.state.VolumeState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.InstrumentId;
import com.flowex.engine.account.Accounts;
import com.flowex.engine.end.DeadMansTimers;
import com.flowex.engine.end.OrderTermination;
import com.flowex.engine.ids.TransferIds;
import com.flowex.engine.margin.DebtBalance;
import com.flowex.engine.margin.Interest;
import com.flowex.engine.margin.MarginAccount;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.PriceWindow;
import com.flowex.engine.operator.ListingCommands;
import com.flowex.engine.order.StoredAnswers;
import com.flowex.engine.risk.TradingStatus;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.state.Invariant;
import java.util.function.Consumer;

/** Restorer of the state from the records of {@link StateRecords}, given in their order. */
public final class StateRestorer implements Consumer<StateRecord> {

    private final ExchangeState state = new ExchangeState();
    private final ListingCommands listing = new ListingCommands(state);
    private final OrderRestorer orders = new OrderRestorer(state);
    private final OrderTermination ends = new OrderTermination(state);
    private final DeadMansTimers deadMansTimers = new DeadMansTimers(state, ends);
    private final TradingStatus tradingStatus = new TradingStatus(state, ends);

    public StateRestorer(long secret) {
        state.hideBehind(secret);
    }

    @Override
    public void accept(StateRecord piece) {
        switch (piece) {
            case Counters counters -> restore(counters);
            case AssetState(var asset) -> state.assets.list(asset);
            case AccountState account -> restore(account);
            case AccountOwnerState(var account, var owner) -> state.accounts.give(account(account), owner);
            case AccountRestrictionState(var account, var restriction) ->
                state.accounts.restrict(account(account), restriction);
            case OrderQuotaState(var account, var quota) -> state.limit(account(account), quota);
            case BalanceState balance ->
                state.ledger.restore(
                        account(balance.account()),
                        state.assets.indexOf(balance.asset()),
                        balance.balanceUnits(),
                        balance.heldUnits());
            case MarginTermsState(var asset, var terms, var price) -> {
                int index = state.assets.indexOf(asset);
                state.margin.set(state.assets.get(index).tenant(), index, terms);
                state.margin.restorePrice(index, price);
            }
            case MarginRatesState(var asset, var rates) -> state.margin.set(state.assets.indexOf(asset), rates);
            case IndexQuoteState(var asset, var quote) -> state.margin.put(state.assets.indexOf(asset), quote);
            case DebtState debt -> restore(debt);
            case LeverageState(var account, var leverage) -> state.margin.setLeverage(account, leverage);
            case MarginLevelsState(var tenant, var levels) -> state.margin.setLevels(tenant, levels);
            case MarginAccountState account -> restore(account);
            case LiquidationState liquidation -> restore(liquidation);
            case ShortfallState(var asset, var units) -> state.margin.addShortfall(state.assets.indexOf(asset), units);
            case InstrumentState market -> restore(market);
            case RestingOrderState order -> orders.restore(order);
            case RepayingOrderState(var order) -> orders.restoreRepaying(order);
            case ConditionalOrderState order -> orders.restore(order);
            case TwapOrderState order -> orders.restore(order);
            case PendingOrderState order -> orders.restore(order);
            case OrderLoanState(var order, var units) -> state.open.returns.add(order.value(), units);
            case PendingLoanState(var order, var returns) -> orders.restorePendingLoan(order, returns);
            case PaidOrderState(var order, var received) -> orders.restorePaid(order, received);
            case HeldPriceState(var order, var price) -> orders.restoreHeldPrice(order, price);
            case OrderPairState pair -> orders.restore(pair);
            case AcceptedIdState id -> restore(id);
            case RefusedIdState id ->
                state.ids.restoreRefused(
                        account(id.account()),
                        id.clientOrderId(),
                        id.fingerprint(),
                        StoredAnswers.numberOf(id.reason()),
                        id.closedNanos());
            case BurntIdState id -> state.ids.restoreBurnt(account(id.account()), id.clientOrderId(), id.closedNanos());
            case DatedIdsState(var account, var millis) -> state.ids.restoreForgottenMillis(account(account), millis);
            case ExpiredIdState id -> state.ids.restoreTrace(account(id.account()), id.hash(), id.closedNanos());
            case TransferStepState(var step, var chain, var length, var sequence, var refusal) ->
                state.transfers.restore(step, chain, length, sequence, refusal);
            case ReservationState reservation -> restore(reservation);
            case KeptReservationState reservation -> restore(reservation);
            case TransferDayState(var day) -> state.transfers.restoreDay(day);
            case ForgottenTransfersState(var prints) -> {
                for (long print : prints) {
                    state.transfers.restoreForgotten(print);
                }
            }
            case TenantState tenant -> state.kills.killTenant(tenant.tenant(), true);
            case PriceStepState step -> restore(step);
            case AccountLimitsState(var account, var instrument, var limits) ->
                state.limits.set(account(account), market(account, instrument).index, limits);
            case MarketTimerState(var account, var instrument, var nanos) ->
                deadMansTimers.start(account(account), market(account, instrument), nanos);
            case VolumeState(var account, var quote, var day, var units) ->
                state.volumes.add(state.ledger.slotOf(account(account), state.assets.indexOf(quote)), day, units);
        }
    }

    private void restore(DebtState debt) {
        Interest interest = new Interest(debt.interestUnits(), debt.interestBillionths());
        state.debts.restore(
                account(debt.account()),
                state.assets.indexOf(debt.asset()),
                new DebtBalance(debt.principalUnits(), interest),
                debt.hourlyRateBillionths(),
                debt.nextHourNanos());
    }

    private void restore(MarginAccountState account) {
        state.watch
                .restore(account(account.account()), account.levelMillionths(), account.due(), account.retryNanos())
                .call(account.isCalled());
    }

    private void restore(LiquidationState liquidation) {
        MarginAccount entry = state.watch.find(account(liquidation.account()));
        if (entry == null) {
            throw new IllegalStateException("a liquidation of no margin account: " + liquidation.account());
        }
        entry.beginLiquidation();
        liquidation.fees().forEach(fee -> entry.addFee(fee.asset().value(), fee.units()));
    }

    private void restore(ReservationState reservation) {
        int entry = state.transfers.find(reservation.reservation());
        Invariant.check(
                entry != TransferIds.UNKNOWN && state.transfers.isReservation(entry),
                "a reservation's step stands before it");
        state.transfers.setStatus(entry, reservation.fate());
        if (reservation.fate() == ReservationState.ReservationStatus.OPEN) {
            state.reservations.restore(entry, state.transfers.transfer(entry), reservation.expiresNanos());
        }
    }

    private void restore(KeptReservationState reservation) {
        Transfer reserved = reservation.reserved();
        int entry = state.transfers.restoreRetained(reserved, reservation.fate(), reservation.isLeaving());
        if (reservation.fate() == ReservationState.ReservationStatus.OPEN) {
            state.reservations.restore(entry, reserved, reservation.expiresNanos());
        }
    }

    private void restore(InstrumentState record) {
        listing.restore(record.instrument(), record.state());
        Market market = state.markets.get(state.markets.count() - 1);
        market.restoreLastPrice(record.lastPriceUnits());
        market.kill(record.isKilled());
        tradingStatus.restore(market, record.state(), record.resumesNanos());
    }

    private void restore(PriceStepState step) {
        PriceWindow window = state.markets.get(state.markets.count() - 1).window();
        if (window == null) {
            throw new IllegalStateException("a step of a window of no breaker: " + step);
        }
        window.restore(step.step(), step.lowUnits(), step.highUnits());
    }

    private Market market(AccountId account, InstrumentId instrument) {
        Market market = state.markets.find(account.tenant(), instrument);
        if (market == null) {
            throw new IllegalStateException("a record of a market that is not listed: " + instrument);
        }
        return market;
    }

    private void restore(Counters counters) {
        state.journal.restore(counters.sequence(), counters.timeNanos());
        state.restoreCounters(counters.nextOrder(), counters.nextTrade(), counters.rulesVersion());
    }

    private void restore(AccountState account) {
        int index = listing.restore(account.account(), account.mayOwe());
        state.accounts.kill(index, account.isKilled());
        state.accounts.preventionGroup(index, account.preventionGroup());
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
            state.ids.restoreClosed(entry, owner, id.closedNanos());
            return;
        }
        orders.restoreEntry(id.order(), entry);
    }

    private int account(AccountId account) {
        int index = state.accounts.indexOf(account);
        Invariant.check(index != Accounts.UNKNOWN, "a record's account stands before it");
        return index;
    }

    /**
     * Returns the restored state.
     *
     * @throws IllegalStateException if the records are not the state of an exchange
     */
    public ExchangeState restored() {
        orders.finish();
        state.ids.age(state.journal.timeNanos(), Integer.MAX_VALUE);
        new StateAudit(state).check();
        return state;
    }
}
