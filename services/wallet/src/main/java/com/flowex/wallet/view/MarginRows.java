package com.flowex.wallet.view;

import com.flowex.domain.margin.MarginLevels;
import com.flowex.domain.margin.MarginRates;
import com.flowex.domain.margin.MarginTerms;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.TransferId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Rows about lending that one flush writes: each row as after the last event of the flush, changes of
 * levels and stops in their order. */
final class MarginRows {

    /** Account and asset of a debt. */
    record DebtKey(AccountId account, AssetId asset) {}

    /**
     * Debt of an account.
     *
     * @param interestUnits unpaid interest, rounded up
     * @param chargedNanos log time of the last charge of interest
     * @param rateBillionths rate of the hour that runs; null if the view does not know it
     */
    record DebtRow(
            DebtKey key,
            long principalUnits,
            long interestUnits,
            long beganNanos,
            long chargedNanos,
            @Nullable Long rateBillionths,
            long sequence) {

        boolean isPaid() {
            return principalUnits == 0 && interestUnits == 0;
        }
    }

    /**
     * Lending pool of an asset.
     *
     * @param termsSequence number of the event that set the terms
     * @param rates rates by use and volume; {@link MarginRates#NONE} where those of the terms hold
     * @param ratesSequence number of the event that set the rates; 0 if none has
     * @param indexPrice index price in the terms' scale; 0 if no source has given one
     * @param indexNanos log time of the price's last change
     */
    record PoolRow(
            JournalReducer.TenantAsset key,
            MarginTerms terms,
            long termsSequence,
            MarginRates rates,
            long ratesSequence,
            long indexPrice,
            long indexNanos,
            long lentUnits,
            long interestUnits,
            long shortfallUnits) {

        /** Returns a pool that no event but the first terms has changed. */
        static PoolRow begun(JournalReducer.TenantAsset key, MarginTerms terms, long sequence) {
            return new PoolRow(key, terms, sequence, MarginRates.NONE, 0, 0, 0, 0, 0, 0);
        }

        PoolRow withTerms(MarginTerms next, long sequence) {
            return new PoolRow(
                    key,
                    next,
                    sequence,
                    rates,
                    ratesSequence,
                    indexPrice,
                    indexNanos,
                    lentUnits,
                    interestUnits,
                    shortfallUnits);
        }

        PoolRow withRates(MarginRates next, long sequence) {
            return new PoolRow(
                    key,
                    terms,
                    termsSequence,
                    next,
                    sequence,
                    indexPrice,
                    indexNanos,
                    lentUnits,
                    interestUnits,
                    shortfallUnits);
        }

        PoolRow withIndex(long price, long nanos) {
            return with(price, nanos, lentUnits, interestUnits, shortfallUnits);
        }

        PoolRow withDebt(DebtRow before, DebtRow after) {
            return with(
                    indexPrice,
                    indexNanos,
                    lentUnits - before.principalUnits() + after.principalUnits(),
                    interestUnits - before.interestUnits() + after.interestUnits(),
                    shortfallUnits);
        }

        PoolRow withShortfall(long units) {
            return with(indexPrice, indexNanos, lentUnits, interestUnits, units);
        }

        private PoolRow with(long price, long nanos, long lent, long interest, long shortfall) {
            return new PoolRow(
                    key, terms, termsSequence, rates, ratesSequence, price, nanos, lent, interest, shortfall);
        }
    }

    /** Levels of a tenant, and the number of the event that set them. */
    record LevelsRow(int tenant, MarginLevels levels, long sequence) {}

    /** Highest leverage of an account; 0 if it has none of its own. */
    record LeverageRow(AccountId account, int leverage, long sequence) {}

    /**
     * Charge of interest.
     *
     * @param principalUnits principal on which it was charged
     * @param rateBillionths its rate an hour; null if the view does not know it
     * @param isOfLoan true for the hour that a loan costs at once
     */
    record InterestRow(
            AccountId account,
            Amount interest,
            long hours,
            long principalUnits,
            @Nullable Long rateBillionths,
            boolean isOfLoan,
            long sequence,
            long timeNanos) {}

    /**
     * Loan or repayment.
     *
     * @param principalUnits units by which the principal changed, not below zero
     * @param interestUnits units of interest that were repaid
     * @param isAutomatic true if an order borrowed or repaid it, or a liquidation repaid it
     * @param sequence number of the transfer's event
     */
    record LoanRow(
            DebtKey key,
            boolean isRepaid,
            boolean isAutomatic,
            long principalUnits,
            long interestUnits,
            long sequence,
            long timeNanos) {}

    /** Rate of a pool, before discounts, from an event on. */
    record RateRow(JournalReducer.TenantAsset key, int rateBillionths, long sequence, long timeNanos) {}

    /** Margin call. */
    record CallRow(AccountId account, long levelMillionths, long sequence, long timeNanos) {}

    /** @param endedNanos log time of its end; 0 while it goes on */
    record LiquidationRow(AccountId account, long levelMillionths, long sequence, long startedNanos, long endedNanos) {}

    /** @param isBooked true for a payment of the insurance account, false for a loss */
    record ShortfallRow(
            AccountId account, Amount amount, boolean isBooked, long totalUnits, long sequence, long timeNanos) {}

    /** Reservation: the account that pays, and the amount that is set aside. */
    record ReservationRow(TransferId id, AccountId account, Amount amount) {}

    /**
     * Change of the stops of an account.
     *
     * @param account number of the account; 0 for the whole tenant
     * @param killed state of the kill switch; null if it stays
     * @param restriction name of the restriction; null if it stays
     */
    record StopRow(
            int tenant,
            long account,
            @Nullable Boolean killed,
            @Nullable String restriction) {}

    final Map<JournalReducer.TenantAsset, PoolRow> pools = new LinkedHashMap<>();
    final Map<DebtKey, DebtRow> debts = new LinkedHashMap<>();
    final List<LevelsRow> levels = new ArrayList<>();
    final Map<AccountId, LeverageRow> leverages = new LinkedHashMap<>();
    final List<InterestRow> interest = new ArrayList<>();
    final List<LoanRow> loans = new ArrayList<>();
    final List<RateRow> rates = new ArrayList<>();
    final List<CallRow> calls = new ArrayList<>();
    final Map<Long, LiquidationRow> liquidations = new LinkedHashMap<>();
    final List<ShortfallRow> shortfalls = new ArrayList<>();
    final Map<TransferId, ReservationRow> reserved = new LinkedHashMap<>();
    final Set<ReservationRow> released = new LinkedHashSet<>();
    final List<StopRow> stops = new ArrayList<>();

    /** Adds a reservation. */
    void reserve(ReservationRow row) {
        reserved.put(row.id(), row);
    }

    /** Removes a reservation, written before or not. */
    void release(ReservationRow row) {
        Optional.ofNullable(reserved.remove(row.id())).ifPresentOrElse(_ -> {}, () -> released.add(row));
    }

    /** Clears all rows, after the transaction that wrote them is committed. */
    void committed() {
        discard(_ -> true);
    }

    /** Removes the rows of some tenants. */
    void discard(IntPredicate tenants) {
        pools.keySet().removeIf(key -> tenants.test(key.tenant()));
        debts.keySet().removeIf(key -> tenants.test(key.account().tenant()));
        levels.removeIf(row -> tenants.test(row.tenant()));
        leverages.keySet().removeIf(account -> tenants.test(account.tenant()));
        interest.removeIf(row -> tenants.test(row.account().tenant()));
        loans.removeIf(row -> tenants.test(row.key().account().tenant()));
        rates.removeIf(row -> tenants.test(row.key().tenant()));
        calls.removeIf(row -> tenants.test(row.account().tenant()));
        liquidations.values().removeIf(row -> tenants.test(row.account().tenant()));
        shortfalls.removeIf(row -> tenants.test(row.account().tenant()));
        reserved.values().removeIf(row -> tenants.test(row.account().tenant()));
        released.removeIf(row -> tenants.test(row.account().tenant()));
        stops.removeIf(row -> tenants.test(row.tenant()));
    }

    /** Returns the rows of some tenants. */
    MarginRows of(IntPredicate tenants) {
        MarginRows some = new MarginRows();
        some.pools.putAll(pools);
        some.debts.putAll(debts);
        some.levels.addAll(levels);
        some.leverages.putAll(leverages);
        some.interest.addAll(interest);
        some.loans.addAll(loans);
        some.rates.addAll(rates);
        some.calls.addAll(calls);
        some.liquidations.putAll(liquidations);
        some.shortfalls.addAll(shortfalls);
        some.reserved.putAll(reserved);
        some.released.addAll(released);
        some.stops.addAll(stops);
        some.discard(tenants.negate());
        return some;
    }
}
