package com.flowex.wallet.app.accounting;

import com.flowex.access.http.response.IsoTime;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.store.journal.EntryKind;
import com.flowex.wallet.store.journal.JournalEntry;
import com.flowex.wallet.store.journal.JournalQueries;
import com.flowex.wallet.store.journal.Posting;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Accounting export of one account, from its owner's side. The balance here is an asset, its sources and destinations
 * are counter-accounts, and each fee is an expense. Payments of trades with people stand beside it, outside.
 */
public final class UserAccountingExport {

    private static final List<String> HERE = List.of("Assets", "Exchange");
    private static final List<String> OPENING = List.of("Equity", "Opening");
    private static final List<String> FEES = List.of("Expenses", "Fees");
    private static final List<String> REBATES = List.of("Income", "Rebates");

    private final JournalQueries journal;
    private final InstrumentDirectory directory;
    private final OutsidePayments payments;
    private final AccountId account;
    private final JournalQueries.JournalRange range;

    /** Running balances by asset, up to the last entry written. */
    private final Map<AssetId, Long> balances;

    /** Reads the opening balances, so that a request that is refused is refused before the first byte is written. */
    public UserAccountingExport(
            JournalQueries journal,
            InstrumentDirectory directory,
            OutsidePayments payments,
            AccountId account,
            JournalQueries.JournalRange range) {
        this.journal = journal;
        this.directory = directory;
        this.payments = payments;
        this.account = account;
        this.range = range;
        this.balances = journal.before(account, range.from());
    }

    public void to(AccountingWriter books) throws IOException {
        books.title("account " + account.number() + ", " + AccountingDates.shown(range) + ", up to event "
                + range.toSequence());
        for (Asset asset : directory.assetsOf(account.tenant())) {
            books.commodity(asset);
        }
        books.account(HERE);
        books.account(OPENING);
        books.account(FEES);
        books.account(REBATES);
        for (EntryKind kind : EntryKind.values()) {
            books.account(against(kind));
        }
        opening(books);
        Last last = new Last(AccountingDates.first(range));
        journal.<IOException>read(account, null, range, entry -> {
            last.date = AccountingDates.of(entry.timeNanos());
            books.transaction(transaction(entry));
        });
        new OutsideEntries(payments, directory.assetsOf(account.tenant()), account, range).to(books);
        for (Map.Entry<AssetId, Long> one : balances.entrySet()) {
            Asset asset = directory.asset(one.getKey());
            books.balance(AccountingDates.last(range, last.date), HERE, asset, shown(asset, one.getValue()));
        }
    }

    private static final class Last {
        private LocalDate date;

        Last(LocalDate date) {
            this.date = date;
        }
    }

    private void opening(AccountingWriter books) throws IOException {
        List<AccountingWriter.Line> lines = new ArrayList<>();
        balances.forEach((id, units) -> {
            if (units != 0) {
                Asset asset = directory.asset(id);
                lines.add(new AccountingWriter.Line(HERE, asset, shown(asset, units), shown(asset, units)));
                lines.add(new AccountingWriter.Line(OPENING, asset, shown(asset, -units), null));
            }
        });
        if (!lines.isEmpty()) {
            LocalDate date = AccountingDates.first(range);
            books.transaction(new AccountingWriter.Transaction(
                    date, IsoTime.ofNanos(range.span().fromNanos()), "opening balances", "", 0, lines));
        }
    }

    private AccountingWriter.Transaction transaction(JournalEntry entry) {
        List<AccountingWriter.Line> lines = new ArrayList<>();
        for (Posting posting : entry.postings()) {
            Asset asset = directory.asset(posting.asset());
            balances.merge(posting.asset(), posting.units(), Math::addExact);
            Long after = posting.balanceUnits();
            lines.add(new AccountingWriter.Line(
                    HERE, asset, shown(asset, posting.units()), after == null ? null : shown(asset, after)));
            if (posting.feeUnits() != 0) {
                lines.add(new AccountingWriter.Line(
                        posting.feeUnits() > 0 ? FEES : REBATES, asset, shown(asset, posting.feeUnits()), null));
            }
            lines.add(
                    new AccountingWriter.Line(against(entry.kind()), asset, shown(asset, -posting.grossUnits()), null));
        }
        return new AccountingWriter.Transaction(
                AccountingDates.of(entry.timeNanos()),
                IsoTime.ofNanos(entry.timeNanos()),
                entry.kind().word(),
                entry.reference(),
                entry.sequence(),
                lines);
    }

    private static List<String> against(EntryKind kind) {
        return List.of("Equity", kind.name().charAt(0) + kind.word().substring(1));
    }

    private static String shown(Asset asset, long units) {
        return Decimals.format(units, asset.scale());
    }
}
