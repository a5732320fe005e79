package com.flowex.engine.snapshot;

import com.flowex.domain.account.AccountRestriction;
import com.flowex.domain.account.OrderQuota;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.state.AcceptedIdState;
import com.flowex.domain.state.AccountLimitsState;
import com.flowex.domain.state.AccountOwnerState;
import com.flowex.domain.state.AccountRestrictionState;
import com.flowex.domain.state.AccountState;
import com.flowex.domain.state.AssetState;
import com.flowex.domain.state.BalanceState;
import com.flowex.domain.state.BurntIdState;
import com.flowex.domain.state.Counters;
import com.flowex.domain.state.DatedIdsState;
import com.flowex.domain.state.DebtState;
import com.flowex.domain.state.ExpiredIdState;
import com.flowex.domain.state.IndexQuoteState;
import com.flowex.domain.state.InstrumentState;
import com.flowex.domain.state.MarginRatesState;
import com.flowex.domain.state.MarginTermsState;
import com.flowex.domain.state.MarketTimerState;
import com.flowex.domain.state.OrderLoanState;
import com.flowex.domain.state.OrderQuotaState;
import com.flowex.domain.state.PriceStepState;
import com.flowex.domain.state.RefusedIdState;
import com.flowex.domain.state.StateRecord;
import com.flowex.domain.state.TenantState;
import com.flowex.domain.state.VolumeState;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.ClientOrderId;
import com.flowex.domain.value.OrderId;
import com.flowex.domain.value.OwnerId;
import com.flowex.engine.account.AccountMarkets;
import com.flowex.engine.fees.Volumes;
import com.flowex.engine.ids.ClientOrderIds;
import com.flowex.engine.margin.Debt;
import com.flowex.engine.market.Market;
import com.flowex.engine.market.PriceWindow;
import com.flowex.engine.order.StoredAnswers;
import com.flowex.engine.state.ExchangeState;
import com.flowex.engine.timers.Timers;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writer of the state as records. It never iterates a hash table, because the order would differ between a node and its
 * restored copy.
 */
public final class StateRecords {

    private final ExchangeState state;
    private final Consumer<StateRecord> out;
    private final OrderRecords orderStates;

    public StateRecords(ExchangeState state, Consumer<StateRecord> out) {
        this.state = state;
        this.out = out;
        this.orderStates = new OrderRecords(state, out);
    }

    public void write() {
        out.accept(new Counters(
                state.journal.sequence(),
                state.nextOrder(),
                state.nextTrade(),
                state.journal.timeNanos(),
                state.rules().version()));
        for (int i = 0; i < state.assets.count(); i++) {
            out.accept(new AssetState(state.assets.get(i)));
        }
        state.kills.tenants(tenant -> out.accept(new TenantState(tenant, isEnding(tenant))));
        // Accounts come before instruments, which need their tenant's fee account.
        for (int i = 0; i < state.accounts.count(); i++) {
            out.accept(new AccountState(
                    state.accounts.id(i),
                    state.ids.hasForgotten(i),
                    state.accounts.mayOwe(i),
                    state.accounts.hasKillSwitchOn(i),
                    state.accounts.preventionGroup(i),
                    deadMansNanos(i)));
        }
        writeOwners();
        writeRestrictions();
        writeQuotas();
        writeDatedIds();
        for (int i = 0; i < state.ledger.count(); i++) {
            out.accept(balance(i));
        }
        writeMargin();
        writeDebts();
        new MarginRecords(state, out).write();
        writeVolumes();
        for (int i = 0; i < state.markets.count(); i++) {
            Market market = state.markets.get(i);
            out.accept(instrument(market));
            writeWindow(market);
            orderStates.write(market);
        }
        state.open.returns.forEach((order, units) -> out.accept(new OrderLoanState(new OrderId(order), units)));
        state.limits.all((account, market, limits) -> out.accept(new AccountLimitsState(
                state.accounts.id(account), state.markets.get(market).instrument.id(), limits)));
        writeMarketTimers();
        writeOpenIds();
        state.ids.closed(entry -> out.accept(id(entry)));
        state.ids.traces((owner, hash, nanos) -> out.accept(new ExpiredIdState(state.accounts.id(owner), hash, nanos)));
        new TransferRecords(state, out).write();
    }

    private void writeDatedIds() {
        for (int i = 0; i < state.accounts.count(); i++) {
            long millis = state.ids.forgottenMillis(i);
            if (millis != 0) {
                out.accept(new DatedIdsState(state.accounts.id(i), millis));
            }
        }
    }

    private void writeOwners() {
        for (int i = 0; i < state.accounts.count(); i++) {
            OwnerId owner = state.accounts.owner(i);
            if (owner != null) {
                out.accept(new AccountOwnerState(state.accounts.id(i), owner));
            }
        }
    }

    private void writeRestrictions() {
        for (int i = 0; i < state.accounts.count(); i++) {
            AccountRestriction restriction = state.accounts.ownRestriction(i);
            if (restriction != AccountRestriction.NONE) {
                out.accept(new AccountRestrictionState(state.accounts.id(i), restriction));
            }
        }
    }

    private void writeQuotas() {
        for (int i = 0; i < state.accounts.count(); i++) {
            OrderQuota quota = state.accounts.quota(i);
            if (!quota.equals(OrderQuota.DEFAULT)) {
                out.accept(new OrderQuotaState(state.accounts.id(i), quota));
            }
        }
    }

    private void writeMargin() {
        for (int i = 0; i < state.assets.count(); i++) {
            MarginTerms terms = state.margin.terms(i);
            if (terms != null) {
                AssetId asset = state.assets.get(i).id();
                out.accept(new MarginTermsState(asset, terms, state.margin.priceUnits(i)));
                if (!state.margin.rates(i).isEmpty()) {
                    out.accept(new MarginRatesState(asset, state.margin.rates(i)));
                }
                state.margin.quotes(i).forEach(quote -> out.accept(new IndexQuoteState(asset, quote)));
            }
        }
    }

    private void writeDebts() {
        for (int i = 0; i < state.accounts.count() && !state.debts.isEmpty(); i++) {
            for (Debt debt : state.debts.of(i)) {
                out.accept(new DebtState(
                        state.accounts.id(i),
                        state.assets.get(debt.asset).id(),
                        debt.owed().principal(),
                        debt.owed().interest().units(),
                        debt.owed().interest().billionths(),
                        debt.rateBillionths(),
                        debt.nextHourNanos()));
            }
        }
    }

    private boolean isEnding(int tenant) {
        for (int i = 0; i < state.markets.count(); i++) {
            Market market = state.markets.get(i);
            if (market.instrument.tenant() == tenant && state.endings.isEnding(market)) {
                return true;
            }
        }
        return false;
    }

    private InstrumentState instrument(Market market) {
        return new InstrumentState(
                market.instrument,
                market.state(),
                market.lastPrice(),
                deadlineOf(market.resumption()),
                market.isKilled(),
                state.endings.isEnding(market));
    }

    private void writeWindow(Market market) {
        PriceWindow window = market.window();
        if (window != null) {
            window.steps(
                    state.journal.timeNanos(),
                    (step, low, high) -> out.accept(new PriceStepState(market.instrument.id(), step, low, high)));
        }
    }

    private void writeVolumes() {
        long today = state.journal.timeNanos() / Volumes.DAY_NANOS;
        for (int i = 0; i < state.ledger.count(); i++) {
            AccountId account = state.accounts.id(state.ledger.account(i));
            AssetId quote = state.assets.get(state.ledger.asset(i)).id();
            state.volumes.days(i, today, (day, units) -> out.accept(new VolumeState(account, quote, day, units)));
        }
    }

    /** Writes the timers of markets by account, then market: account markets have no order that a restored state keeps. */
    private void writeMarketTimers() {
        AccountMarkets accountMarkets = state.open.accountMarkets;
        SortedMap<Integer, Integer> timers = new TreeMap<>();
        for (int i = 0; i < state.accounts.count() && accountMarkets.haveTimers(); i++) {
            AccountId account = state.accounts.id(i);
            timers.clear();
            for (int entry = accountMarkets.firstOf(i);
                    entry != AccountMarkets.NONE;
                    entry = accountMarkets.next(entry)) {
                if (accountMarkets.timer(entry) != Timers.NONE) {
                    timers.put(accountMarkets.market(entry), accountMarkets.timer(entry));
                }
            }
            timers.forEach((market, timer) -> out.accept(new MarketTimerState(
                    account, state.markets.get(market).instrument.id(), state.timers.deadlineNanos(timer))));
        }
    }

    private long deadMansNanos(int account) {
        return deadlineOf(state.accounts.deadMansTimer(account));
    }

    private long deadlineOf(int timer) {
        return timer == Timers.NONE ? 0 : state.timers.deadlineNanos(timer);
    }

    private BalanceState balance(int balance) {
        return new BalanceState(
                state.accounts.id(state.ledger.account(balance)),
                state.assets.get(state.ledger.asset(balance)).id(),
                state.ledger.balance(balance),
                state.ledger.held(balance));
    }

    /**
     * Writes the ids of open orders, in the order in which the orders were written; an order made by the engine may
     * have none.
     */
    private void writeOpenIds() {
        for (int i = 0; i < state.markets.count(); i++) {
            orderStates.slots(state.markets.get(i), this::writeOpenId);
        }
    }

    private void writeOpenId(int slot) {
        int entry = state.open.orders.tag(slot);
        if (entry != ClientOrderIds.UNKNOWN) {
            out.accept(id(entry));
        }
    }

    private StateRecord id(int entry) {
        ClientOrderIds ids = state.ids;
        AccountId account = state.accounts.id(ids.owner(entry));
        ClientOrderId id = ids.id(entry);
        long closed = ids.closedNanos(entry);
        return switch (ids.kind(entry)) {
            case ACCEPTED ->
                new AcceptedIdState(
                        account,
                        id,
                        ids.fingerprint(entry),
                        new OrderId(ids.answer(entry)),
                        ids.sequence(entry),
                        closed);
            case REFUSED ->
                new RefusedIdState(
                        account, id, ids.fingerprint(entry), StoredAnswers.reasonOf(ids.answer(entry)), closed);
            case BURNT -> new BurntIdState(account, id, closed);
        };
    }
}
