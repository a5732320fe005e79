package com.flowex.wallet.view;

import com.flowex.domain.account.KillScope;
import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.AccountRestricted;
import com.flowex.domain.event.DebtChanged;
import com.flowex.domain.event.Event;
import com.flowex.domain.event.IndexPriceChanged;
import com.flowex.domain.event.InterestCharged;
import com.flowex.domain.event.InterestRateSet;
import com.flowex.domain.event.KillSwitchSet;
import com.flowex.domain.event.LeverageSet;
import com.flowex.domain.event.LiquidationEnded;
import com.flowex.domain.event.LiquidationStarted;
import com.flowex.domain.event.MarginCalled;
import com.flowex.domain.event.MarginLevelsSet;
import com.flowex.domain.event.MarginRatesSet;
import com.flowex.domain.event.MarginTermsSet;
import com.flowex.domain.event.ReservedExpired;
import com.flowex.domain.event.ReservedPosted;
import com.flowex.domain.event.ReservedVoided;
import com.flowex.domain.event.ShortfallBooked;
import com.flowex.domain.event.ShortfallRecorded;
import com.flowex.domain.event.TransferPosted;
import com.flowex.domain.event.TransferReserved;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import com.flowex.wallet.view.JournalReducer.TenantAsset;
import com.flowex.wallet.view.MarginRows.CallRow;
import com.flowex.wallet.view.MarginRows.DebtKey;
import com.flowex.wallet.view.MarginRows.DebtRow;
import com.flowex.wallet.view.MarginRows.InterestRow;
import com.flowex.wallet.view.MarginRows.LevelsRow;
import com.flowex.wallet.view.MarginRows.LeverageRow;
import com.flowex.wallet.view.MarginRows.LiquidationRow;
import com.flowex.wallet.view.MarginRows.LoanRow;
import com.flowex.wallet.view.MarginRows.PoolRow;
import com.flowex.wallet.view.MarginRows.RateRow;
import com.flowex.wallet.view.MarginRows.ReservationRow;
import com.flowex.wallet.view.MarginRows.ShortfallRow;
import com.flowex.wallet.view.MarginRows.StopRow;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reducer of events about lending to debts, pools and their history. It keeps pools, debts and liquidations under way
 * in memory, about 150 bytes each, so that a flush reads no row. Not thread-safe.
 */
final class MarginReducer {

    /** Number that stands for all accounts of a tenant. */
    static final long WHOLE_TENANT = 0;

    private final MarginRows rows = new MarginRows();
    private final Map<TenantAsset, PoolRow> pools = new HashMap<>();
    private final Map<DebtKey, DebtRow> debts = new HashMap<>();
    private final Map<AccountId, LiquidationRow> liquidations = new HashMap<>();

    /** Last transfer from or to a lending account, until the change of the debt that it makes. */
    private @Nullable LendingTransfer moved;

    /** Last rate that was computed for a debt, where an asset has rates beside its terms. */
    private @Nullable ComputedRate computed;

    /** Rates of pools as the rows have them. */
    private final Map<TenantAsset, Integer> poolRates = new HashMap<>();

    private record ComputedRate(DebtKey key, long rateBillionths) {}

    private record LendingTransfer(DebtKey key, boolean isRepayment, boolean isAutomatic, long sequence) {}

    MarginRows rows() {
        return rows;
    }

    void stored(PoolRow pool) {
        pools.put(pool.key(), pool);
    }

    void stored(DebtRow debt) {
        debts.put(debt.key(), debt);
    }

    /** Restores the last rate of a pool. */
    void stored(RateRow rate) {
        poolRates.put(rate.key(), rate.rateBillionths());
    }

    /** Restores a liquidation that goes on. */
    void stored(LiquidationRow liquidation) {
        liquidations.put(liquidation.account(), liquidation);
    }

    /** Forgets the state and the rows of a tenant. */
    void discard(int tenant) {
        rows.discard(number -> number == tenant);
        computed = null;
        pools.keySet().removeIf(key -> key.tenant() == tenant);
        poolRates.keySet().removeIf(key -> key.tenant() == tenant);
        debts.keySet().removeIf(key -> key.account().tenant() == tenant);
        liquidations.keySet().removeIf(account -> account.tenant() == tenant);
    }

    /**
     * Applies one event; an event about something else changes nothing.
     *
     * @throws IllegalStateException if it does not fit the present state
     */
    void on(Event event, long sequence, long timeNanos) {
        switch (event) {
            case TransferPosted posted -> moved = lendingTransfer(posted.transfer(), sequence);
            case MarginTermsSet set -> termsSet(set, sequence, timeNanos);
            case MarginRatesSet set -> ratesSet(set, sequence, timeNanos);
            case InterestRateSet set -> {
                DebtKey key = new DebtKey(set.account(), set.asset());
                computed = new ComputedRate(key, set.hourlyRateBillionths());
                rated(new TenantAsset(set.account().tenant(), set.asset()), set.poolBillionths(), sequence, timeNanos);
            }
            case IndexPriceChanged changed ->
                pool(
                        new TenantAsset(changed.tenant(), changed.asset()),
                        row -> row.withIndex(changed.priceUnits(), timeNanos));
            case MarginLevelsSet set -> rows.levels.add(new LevelsRow(set.tenant(), set.levels(), sequence));
            case LeverageSet set ->
                rows.leverages.put(set.account(), new LeverageRow(set.account(), set.leverage(), sequence));
            case InterestCharged charged -> charged(charged, sequence, timeNanos);
            case DebtChanged changed -> changed(changed, sequence, timeNanos);
            case MarginCalled called ->
                rows.calls.add(new CallRow(called.account(), called.levelMillionths(), sequence, timeNanos));
            case LiquidationStarted started ->
                put(new LiquidationRow(started.account(), started.levelMillionths(), sequence, timeNanos, 0));
            case LiquidationEnded ended -> ended(ended.account(), timeNanos);
            case ShortfallRecorded recorded -> {
                AccountId account = recorded.account();
                TenantAsset key =
                        new TenantAsset(account.tenant(), recorded.amount().asset());
                pool(key, row -> row.withShortfall(recorded.totalUnits()));
                rows.shortfalls.add(new ShortfallRow(
                        account, recorded.amount(), false, recorded.totalUnits(), sequence, timeNanos));
            }
            case ShortfallBooked booked -> {
                pool(
                        new TenantAsset(booked.tenant(), booked.amount().asset()),
                        row -> row.withShortfall(booked.totalUnits()));
                rows.shortfalls.add(new ShortfallRow(
                        AccountId.insuranceOf(booked.tenant()),
                        booked.amount(),
                        true,
                        booked.totalUnits(),
                        sequence,
                        timeNanos));
            }
            case TransferReserved reserved -> rows.reserve(row(reserved.transfer()));
            case ReservedPosted posted -> rows.release(row(posted.reserved()));
            case ReservedVoided voided -> rows.release(row(voided.reserved()));
            case ReservedExpired expired -> rows.release(row(expired.reserved()));
            case KillSwitchSet set -> stopped(set.scope(), set.isOn());
            case AccountRestricted set ->
                rows.stops.add(new StopRow(
                        set.account().tenant(),
                        set.account().number(),
                        null,
                        set.restriction().name().toLowerCase(Locale.ROOT)));
            default -> {} // an event that is not about lending
        }
    }

    private static @Nullable LendingTransfer lendingTransfer(Transfer transfer, long sequence) {
        boolean isRepayment = transfer.to().number() == AccountId.LENDING;
        if (!isRepayment && transfer.from().number() != AccountId.LENDING) {
            return null;
        }
        return new LendingTransfer(
                new DebtKey(
                        isRepayment ? transfer.from() : transfer.to(),
                        transfer.amount().asset()),
                isRepayment,
                transfer.id().isOfLoan()
                        || transfer.id().isOfRepayment()
                        || transfer.id().isOfReturn()
                        || transfer.id().equals(TransferId.ofEngine(sequence)),
                sequence);
    }

    private static ReservationRow row(Transfer transfer) {
        return new ReservationRow(transfer.id(), transfer.from(), transfer.amount());
    }

    private void termsSet(MarginTermsSet set, long sequence, long timeNanos) {
        TenantAsset key = new TenantAsset(set.tenant(), set.asset());
        PoolRow before = pools.get(key);
        put(before == null ? PoolRow.begun(key, set.terms(), sequence) : before.withTerms(set.terms(), sequence));
        ratedByTerms(key, sequence, timeNanos);
    }

    private void ratesSet(MarginRatesSet set, long sequence, long timeNanos) {
        TenantAsset key = new TenantAsset(set.tenant(), set.asset());
        computed = null;
        pool(key, row -> row.withRates(set.rates(), sequence));
        ratedByTerms(key, sequence, timeNanos);
    }

    /** Adds the rate of the terms, unless the pool's follows a curve: that comes with each computed rate. */
    private void ratedByTerms(TenantAsset key, long sequence, long timeNanos) {
        PoolRow pool = pools.get(key);
        if (pool != null && pool.rates().curve().isEmpty()) {
            rated(key, pool.terms().hourlyRateBillionths(), sequence, timeNanos);
        }
    }

    private void rated(TenantAsset key, int rate, long sequence, long timeNanos) {
        Integer before = poolRates.put(key, rate);
        if (before == null || before != rate) {
            rows.rates.add(new RateRow(key, rate, sequence, timeNanos));
        }
    }

    private void pool(TenantAsset key, UnaryOperator<PoolRow> change) {
        PoolRow before = pools.get(key);
        if (before == null) {
            throw new IllegalStateException("asset " + key.asset() + " has no margin terms");
        }
        put(change.apply(before));
    }

    private void put(PoolRow row) {
        pools.put(row.key(), row);
        rows.pools.put(row.key(), row);
    }

    /** Charges hours at the rate of the charge before. The hour of a loan is known by the change of the debt after it. */
    private void charged(InterestCharged charged, long sequence, long timeNanos) {
        AccountId account = charged.account();
        AssetId asset = charged.interest().asset();
        DebtRow before = debt(new DebtKey(account, asset), timeNanos);
        rows.interest.add(new InterestRow(
                account,
                charged.interest(),
                charged.hours(),
                before.principalUnits(),
                before.rateBillionths(),
                false,
                sequence,
                timeNanos));
        put(
                before,
                new DebtRow(
                        before.key(),
                        before.principalUnits(),
                        before.interestUnits() + charged.interest().units(),
                        before.beganNanos(),
                        timeNanos,
                        rateOf(before.key()),
                        sequence));
    }

    private void changed(DebtChanged changed, long sequence, long timeNanos) {
        DebtRow before = debt(new DebtKey(changed.account(), changed.asset()), timeNanos);
        LendingTransfer by = moved;
        moved = null;
        Long rate = before.rateBillionths();
        // A debt that is written off moves no money.
        if (by != null && by.key.equals(before.key())) {
            rows.loans.add(new LoanRow(
                    before.key(),
                    by.isRepayment,
                    by.isAutomatic,
                    Math.abs(changed.principalUnits() - before.principalUnits()),
                    Math.abs(changed.interestUnits() - before.interestUnits()),
                    by.sequence,
                    timeNanos));
            if (!by.isRepayment) {
                rate = ofLoan(changed.principalUnits() - before.principalUnits(), before, rate);
            }
        }
        put(
                before,
                new DebtRow(
                        before.key(),
                        changed.principalUnits(),
                        changed.interestUnits(),
                        before.beganNanos(),
                        before.chargedNanos(),
                        rate,
                        sequence));
    }

    /**
     * Makes the last charge the hour of a loan: it is of the loan alone, at the rate of new loans.
     *
     * @return rate of the hour that runs, which a further loan does not change
     */
    private @Nullable Long ofLoan(long units, DebtRow before, @Nullable Long rate) {
        InterestRow hour = rows.interest.removeLast();
        rows.interest.add(new InterestRow(
                hour.account(),
                hour.interest(),
                hour.hours(),
                units,
                rateOf(before.key()),
                true,
                hour.sequence(),
                hour.timeNanos()));
        return before.principalUnits() == 0 ? rate : hour.rateBillionths();
    }

    /** Returns the rate that was computed for a debt just now, else that of the terms. */
    private @Nullable Long rateOf(DebtKey key) {
        ComputedRate last = computed;
        if (last != null && last.key.equals(key)) {
            return last.rateBillionths;
        }
        PoolRow pool = pools.get(new TenantAsset(key.account().tenant(), key.asset()));
        return pool == null ? null : (long) pool.terms().hourlyRateBillionths();
    }

    private DebtRow debt(DebtKey key, long timeNanos) {
        DebtRow known = debts.get(key);
        return known == null ? new DebtRow(key, 0, 0, timeNanos, timeNanos, rateOf(key), 0) : known;
    }

    private void put(DebtRow before, DebtRow after) {
        AssetId asset = after.key().asset();
        pool(new TenantAsset(after.key().account().tenant(), asset), row -> row.withDebt(before, after));
        if (after.isPaid()) {
            debts.remove(after.key());
        } else {
            debts.put(after.key(), after);
        }
        rows.debts.put(after.key(), after);
    }

    private void put(LiquidationRow row) {
        liquidations.put(row.account(), row);
        rows.liquidations.put(row.sequence(), row);
    }

    private void ended(AccountId account, long timeNanos) {
        LiquidationRow row = liquidations.remove(account);
        if (row == null) {
            throw new IllegalStateException("account " + account + " is not being liquidated");
        }
        rows.liquidations.put(
                row.sequence(),
                new LiquidationRow(account, row.levelMillionths(), row.sequence(), row.startedNanos(), timeNanos));
    }

    private void stopped(KillScope scope, boolean isOn) {
        switch (scope) {
            case KillScope.OfAccount(AccountId account) ->
                rows.stops.add(new StopRow(account.tenant(), account.number(), isOn, null));
            case KillScope.OfTenant(int tenant) -> rows.stops.add(new StopRow(tenant, WHOLE_TENANT, isOn, null));
            case KillScope.OfMarket _ -> {} // a loan is not of one market
        }
    }
}
