package com.flowex.wallet.view;

import com.flowex.domain.AccountId;
import com.flowex.domain.Amount;
import com.flowex.domain.AssetId;
import com.flowex.domain.Side;
import com.flowex.domain.Transfer;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.event.Fill;
import com.flowex.domain.event.TradeExecuted;
import com.flowex.wallet.journal.AccountClass;
import com.flowex.wallet.journal.Chapter;
import com.flowex.wallet.journal.EntryKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Movements of money to postings, and what is kept at the end of each chapter.
 *
 * <p>An event says what moved; the balance behind it is told at the end of the command and counted back from there, so that
 * nothing has to be known of an account before. In memory are the balances that changed in the chapter that is being read, at most
 * as many as it has events, and four sums an asset. Not thread-safe.
 */
final class JournalFold {

    /** What one flush has to write of it. */
    static final class Pages {
        final List<OpenEntry> entries = new ArrayList<>();
        final List<ChapterRow> chapters = new ArrayList<>();
        final List<BalanceAtEnd> balances = new ArrayList<>();
        final List<SumsAtEnd> sums = new ArrayList<>();

        void committed() {
            entries.clear();
            chapters.clear();
            balances.clear();
            sums.clear();
        }

        void setAside(int tenant) {
            entries.removeIf(entry -> entry.account.tenant() == tenant);
            balances.removeIf(row -> row.balance().account().tenant() == tenant);
            sums.removeIf(row -> row.of().tenant() == tenant);
        }
    }

    /** With which event a chapter began, and when. */
    record ChapterRow(long chapter, long firstSequence, long beganNanos) {

        /** Before the first event of all. */
        static final ChapterRow NONE = new ChapterRow(-1, 1, 0);
    }

    /** What an account had at the end of a chapter. */
    record BalanceAtEnd(long chapter, BalanceChanged balance) {}

    /** What the classes had of an asset at the end of a chapter. */
    record SumsAtEnd(long chapter, AssetOf of, ClassSums sums) {}

    /** Whose asset. */
    record AssetOf(int tenant, AssetId asset) {}

    private final Pages pages = new Pages();
    private final Map<WalletFold.BalanceKey, List<OpenEntry.Leg>> untold = new HashMap<>();
    private final Map<WalletFold.BalanceKey, BalanceChanged> inChapter = new LinkedHashMap<>();
    private final Map<AssetOf, ClassSums> sums = new HashMap<>();
    private final Set<AssetOf> movedInChapter = new LinkedHashSet<>();
    private long chapter = ChapterRow.NONE.chapter();

    Pages pages() {
        return pages;
    }

    /** Goes on in a chapter that began in an earlier process. */
    void goOn(ChapterRow in) {
        chapter = in.chapter();
    }

    /** A balance that changed in this chapter, as the view has it. */
    void stored(BalanceChanged balance) {
        inChapter.put(new WalletFold.BalanceKey(balance.account(), balance.asset()), balance);
    }

    /** What the classes had at the end of the last chapter in which that changed, as the view has it. */
    void stored(AssetOf of, ClassSums atEnd) {
        sums.put(of, atEnd);
    }

    /** A movement in this chapter, as the view has it. */
    void storedMove(AccountId account, AssetId asset, long units) {
        sum(account, asset, units);
    }

    /** A command's events come next: called before any of them, with the number of the first. */
    void at(long firstSequence, long timeNanos) {
        long now = Chapter.of(firstSequence);
        if (now == chapter) {
            return;
        }
        long ended = chapter;
        inChapter.values().forEach(balance -> pages.balances.add(new BalanceAtEnd(ended, balance)));
        movedInChapter.forEach(of -> pages.sums.add(new SumsAtEnd(ended, of, sums.getOrDefault(of, ClassSums.ZERO))));
        inChapter.clear();
        movedInChapter.clear();
        chapter = now;
        pages.chapters.add(new ChapterRow(now, firstSequence, timeNanos));
    }

    void moved(Transfer transfer, long sequence, long timeNanos) {
        EntryKind kind = EntryKind.of(transfer.kind());
        Amount amount = transfer.amount();
        add(OpenEntry.ofTransfer(transfer.from(), kind, transfer.id(), sequence, timeNanos)
                .and(amount.asset(), Math.negateExact(amount.units()), 0));
        add(OpenEntry.ofTransfer(transfer.to(), kind, transfer.id(), sequence, timeNanos)
                .and(amount.asset(), amount.units(), 0));
    }

    /** The buyer's part, the seller's, and what the exchange earned. */
    void traded(TradeExecuted trade, AssetId base, long sequence, long timeNanos) {
        boolean takerBuys = trade.takerSide() == Side.BUY;
        Fill buyer = takerBuys ? trade.taker() : trade.maker();
        Fill seller = takerBuys ? trade.maker() : trade.taker();
        long baseUnits = trade.quantity().units();
        long quoteUnits = trade.quote().units();
        // A rebate, a fee below zero, is paid in what the taker receives: in what the maker gives.
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

    /** Who trades with themselves has one part in it. */
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

        List<OpenEntry> entries() {
            List<OpenEntry> entries = new ArrayList<>(legs.size());
            legs.forEach((account, moved) -> {
                OpenEntry entry = OpenEntry.ofTrade(account, trade.trade().value(), sequence, timeNanos);
                moved.forEach((asset, leg) -> entry.and(asset, leg[AMOUNT], leg[FEE]));
                entries.add(entry);
            });
            return entries;
        }
    }

    private void add(OpenEntry entry) {
        if (entry.legs.isEmpty()) {
            return;
        }
        pages.entries.add(entry);
        for (OpenEntry.Leg leg : entry.legs) {
            untold.computeIfAbsent(new WalletFold.BalanceKey(entry.account, leg.asset), _ -> new ArrayList<>(1))
                    .add(leg);
            sum(entry.account, leg.asset, leg.amount);
        }
    }

    private void sum(AccountId account, AssetId asset, long units) {
        AssetOf of = new AssetOf(account.tenant(), asset);
        sums.put(of, sums.getOrDefault(of, ClassSums.ZERO).and(AccountClass.of(account), units));
        movedInChapter.add(of);
    }

    /** What an account has at the end of a command: what it had before each of its movements follows from it. */
    void told(WalletFold.BalanceKey key, BalanceChanged balance) {
        inChapter.put(key, balance);
        List<OpenEntry.Leg> legs = untold.remove(key);
        if (legs != null) {
            long after = balance.balanceUnits();
            for (OpenEntry.Leg leg : legs.reversed()) {
                leg.balance = after;
                after -= leg.amount;
            }
        }
    }

    /** A flush holds whole commands: what was not told by now never is. */
    void folded() {
        untold.clear();
    }

    void setAside(int tenant) {
        pages.setAside(tenant);
        untold.keySet().removeIf(key -> key.account().tenant() == tenant);
        inChapter.keySet().removeIf(key -> key.account().tenant() == tenant);
        sums.keySet().removeIf(of -> of.tenant() == tenant);
        movedInChapter.removeIf(of -> of.tenant() == tenant);
    }

    /** What has to be written of some tenants. */
    Pages pages(IntPredicate tenants) {
        Pages some = new Pages();
        some.chapters.addAll(pages.chapters);
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
