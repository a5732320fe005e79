package com.flowex.wallet.view;

import com.flowex.domain.account.Transfer;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Amount;
import com.flowex.domain.value.AssetId;
import com.flowex.wallet.store.journal.AccountClass;
import com.flowex.wallet.store.journal.EntryKind;
import com.flowex.wallet.store.journal.JournalEpoch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Reducer of movements of money to postings and to the balances at the end of each chapter.
 *
 * <p>A movement's event does not contain the balance. The engine reports it at the end of the command, and the balances
 * between are counted back from there, so no earlier balance is needed. Memory holds the balances that changed in the
 * present chapter, at most as many as it has events, and four totals for each asset. Not thread-safe.
 */
final class JournalReducer {

    /** Rows that one flush writes. */
    static final class Pages {
        final List<PendingJournalEntry> entries = new ArrayList<>();
        final List<EpochRow> rows = new ArrayList<>();
        final List<BalanceAtEnd> balances = new ArrayList<>();
        final List<SumsAtEnd> sums = new ArrayList<>();

        void committed() {
            entries.clear();
            rows.clear();
            balances.clear();
            sums.clear();
        }

        void discard(int tenant) {
            entries.removeIf(entry -> entry.account.tenant() == tenant);
            balances.removeIf(row -> row.balance().account().tenant() == tenant);
            sums.removeIf(row -> row.of().tenant() == tenant);
        }
    }

    /** First event of a chapter, and its time. */
    record EpochRow(long epoch, long firstSequence, long beganNanos) {

        /** The position before the first event of the log. */
        static final EpochRow NONE = new EpochRow(-1, 1, 0);
    }

    /** Balance of an account at the end of a chapter. */
    record BalanceAtEnd(long epoch, BalanceChanged balance) {}

    /** Totals of an asset by class at the end of a chapter. */
    record SumsAtEnd(long epoch, TenantAsset of, AccountClassTotals sums) {}

    /** Tenant and asset. */
    record TenantAsset(int tenant, AssetId asset) {}

    private final Pages pages = new Pages();
    private final Map<WalletReducer.BalanceKey, List<PendingJournalEntry.Leg>> pendingLegs = new HashMap<>();
    private final Map<WalletReducer.BalanceKey, BalanceChanged> inEpoch = new LinkedHashMap<>();
    private final Map<TenantAsset, AccountClassTotals> sums = new HashMap<>();
    private final Set<TenantAsset> movedInEpoch = new LinkedHashSet<>();
    private long epoch = EpochRow.NONE.epoch();

    Pages pages() {
        return pages;
    }

    /** Continues a chapter that began in an earlier process. */
    void goOn(EpochRow in) {
        epoch = in.epoch();
    }

    /** Restores a balance that changed in this chapter. */
    void stored(BalanceChanged balance) {
        inEpoch.put(new WalletReducer.BalanceKey(balance.account(), balance.asset()), balance);
    }

    /** Restores the totals at the end of the last chapter in which they changed. */
    void stored(TenantAsset of, AccountClassTotals atEnd) {
        sums.put(of, atEnd);
    }

    /** Restores a movement in this chapter. */
    void storedMove(AccountId account, AssetId asset, long units) {
        sum(account, asset, units);
    }

    /** Starts a command. Must be called before its events, with the number of the first. */
    void at(long firstSequence, long timeNanos) {
        long now = JournalEpoch.of(firstSequence);
        if (now == epoch) {
            return;
        }
        long ended = epoch;
        inEpoch.values().forEach(balance -> pages.balances.add(new BalanceAtEnd(ended, balance)));
        movedInEpoch.forEach(
                of -> pages.sums.add(new SumsAtEnd(ended, of, sums.getOrDefault(of, AccountClassTotals.ZERO))));
        inEpoch.clear();
        movedInEpoch.clear();
        epoch = now;
        pages.rows.add(new EpochRow(now, firstSequence, timeNanos));
    }

    void moved(Transfer transfer, long sequence, long timeNanos) {
        EntryKind kind = EntryKind.of(transfer.kind());
        Amount amount = transfer.amount();
        add(PendingJournalEntry.ofTransfer(transfer.from(), kind, transfer.id(), sequence, timeNanos)
                .and(amount.asset(), Math.negateExact(amount.units()), 0));
        add(PendingJournalEntry.ofTransfer(transfer.to(), kind, transfer.id(), sequence, timeNanos)
                .and(amount.asset(), amount.units(), 0));
    }

    /** Adds the buyer's part, the seller's part, and the exchange's earnings. */
    void traded(TradeExecuted trade, AssetId base, long sequence, long timeNanos) {
        boolean takerBuys = trade.takerSide() == Side.BUY;
        Fill buyer = takerBuys ? trade.taker() : trade.maker();
        Fill seller = takerBuys ? trade.maker() : trade.taker();
        long baseUnits = trade.quantity().units();
        long quoteUnits = trade.quote().units();
        // A rebate, a fee below zero, is paid in the asset that the taker receives and the maker gives.
        long rebate = Math.max(0, -trade.maker().fee().units());
        long buyerFee = Math.max(0, buyer.fee().units());
        long sellerFee = Math.max(0, seller.fee().units());
        long baseRebate = takerBuys ? rebate : 0;
        long quoteRebate = takerBuys ? 0 : rebate;
        AssetId quote = trade.quote().asset();
        Parts parts = new Parts(trade, sequence, timeNanos);
        parts.add(buyer.account(), base, baseUnits - buyerFee, buyerFee);
        parts.add(buyer.account(), quote, quoteRebate - quoteUnits, -quoteRebate);
        parts.add(seller.account(), base, baseRebate - baseUnits, -baseRebate);
        parts.add(seller.account(), quote, quoteUnits - sellerFee, sellerFee);
        AccountId fees = AccountId.feesOf(buyer.account().tenant());
        parts.add(fees, base, buyerFee - baseRebate, 0);
        parts.add(fees, quote, sellerFee - quoteRebate, 0);
        parts.entries().forEach(this::add);
    }

    /** Parts of a trade by account; a self-trade has one part. */
    private record Parts(
            TradeExecuted trade, long sequence, long timeNanos, Map<AccountId, Map<AssetId, long[]>> legs) {

        private static final int AMOUNT = 0;
        private static final int FEE = 1;

        Parts(TradeExecuted trade, long sequence, long timeNanos) {
            this(trade, sequence, timeNanos, new LinkedHashMap<>());
        }

        void add(AccountId account, AssetId asset, long amount, long fee) {
            long[] leg =
                    legs.computeIfAbsent(account, _ -> new LinkedHashMap<>()).computeIfAbsent(asset, _ -> new long[2]);
            leg[AMOUNT] += amount;
            leg[FEE] += fee;
        }

        List<PendingJournalEntry> entries() {
            List<PendingJournalEntry> entries = new ArrayList<>(legs.size());
            legs.forEach((account, moved) -> {
                PendingJournalEntry entry =
                        PendingJournalEntry.ofTrade(account, trade.trade().value(), sequence, timeNanos);
                moved.forEach((asset, leg) -> entry.and(asset, leg[AMOUNT], leg[FEE]));
                entries.add(entry);
            });
            return entries;
        }
    }

    private void add(PendingJournalEntry entry) {
        if (entry.legs.isEmpty()) {
            return;
        }
        pages.entries.add(entry);
        for (PendingJournalEntry.Leg leg : entry.legs) {
            pendingLegs
                    .computeIfAbsent(new WalletReducer.BalanceKey(entry.account, leg.asset), _ -> new ArrayList<>(1))
                    .add(leg);
            sum(entry.account, leg.asset, leg.amount);
        }
    }

    private void sum(AccountId account, AssetId asset, long units) {
        TenantAsset of = new TenantAsset(account.tenant(), asset);
        sums.put(of, sums.getOrDefault(of, AccountClassTotals.ZERO).and(AccountClass.of(account), units));
        movedInEpoch.add(of);
    }

    /** Takes an account's balance at the end of a command; the balances after each of its movements follow from it. */
    void apply(WalletReducer.BalanceKey key, BalanceChanged balance) {
        inEpoch.put(key, balance);
        List<PendingJournalEntry.Leg> legs = pendingLegs.remove(key);
        if (legs != null) {
            long after = balance.balanceUnits();
            for (PendingJournalEntry.Leg leg : legs.reversed()) {
                leg.balance = after;
                after -= leg.amount;
            }
        }
    }

    /** Ends a flush. It holds whole commands, so a balance that is not reported by now never will be. */
    void folded() {
        pendingLegs.clear();
    }

    void discard(int tenant) {
        pages.discard(tenant);
        pendingLegs.keySet().removeIf(key -> key.account().tenant() == tenant);
        inEpoch.keySet().removeIf(key -> key.account().tenant() == tenant);
        sums.keySet().removeIf(of -> of.tenant() == tenant);
        movedInEpoch.removeIf(of -> of.tenant() == tenant);
    }

    /** Returns the rows of some tenants. */
    Pages pages(IntPredicate tenants) {
        Pages some = new Pages();
        some.rows.addAll(pages.rows);
        pages.entries.stream()
                .filter(entry -> tenants.test(entry.account.tenant()))
                .forEach(some.entries::add);
        pages.balances.stream()
                .filter(row -> tenants.test(row.balance().account().tenant()))
                .forEach(some.balances::add);
        pages.sums.stream().filter(row -> tenants.test(row.of().tenant())).forEach(some.sums::add);
        return some;
    }
}
