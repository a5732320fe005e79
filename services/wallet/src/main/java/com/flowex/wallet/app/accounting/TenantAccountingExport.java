package com.flowex.wallet.app.accounting;

import com.flowex.access.http.response.IsoTime;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.Decimals;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.wallet.store.journal.AccountClass;
import com.flowex.wallet.store.journal.JournalEntry;
import com.flowex.wallet.store.journal.JournalQueries;
import com.flowex.wallet.store.journal.JournalQueries.Owned;
import com.flowex.wallet.store.journal.Posting;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Accounting export of a whole tenant, from the exchange's side. Customer balances are liabilities, money from outside
 * is an asset, and fees are income. Every amount therefore has the opposite sign of the engine's.
 */
public final class TenantAccountingExport {

    private static final List<String> OPENING = List.of("Equity", "Opening");

    private final JournalQueries journal;
    private final InstrumentDirectory directory;
    private final int tenant;
    private final JournalQueries.JournalRange range;

    public TenantAccountingExport(
            JournalQueries journal, InstrumentDirectory directory, int tenant, JournalQueries.JournalRange range) {
        this.journal = journal;
        this.directory = directory;
        this.tenant = tenant;
        this.range = range;
    }

    public void to(AccountingWriter books) throws IOException {
        books.title("all accounts, " + AccountingDates.shown(range) + ", up to event " + range.toSequence());
        for (Asset asset : directory.assetsOf(tenant)) {
            books.commodity(asset);
        }
        accounts(books);
        opening(books);
        TransactionCollector collector = new TransactionCollector(books, AccountingDates.first(range));
        journal.<IOException>read(tenant, range, collector::on);
        collector.end();
        journal.<IOException>owned(
                tenant,
                range.to(),
                one -> books.balance(
                        AccountingDates.last(range, collector.date),
                        name(one.account()),
                        asset(one),
                        shown(asset(one), -one.units())));
    }

    private void accounts(AccountingWriter books) throws IOException {
        long[] before = {0};
        journal.<IOException>owned(tenant, range.to(), one -> {
            if (one.account().number() != before[0]) {
                before[0] = one.account().number();
                books.account(name(one.account()));
            }
        });
    }

    /** Writes one transaction for each balance, so that none grows with the number of customers. */
    private void opening(AccountingWriter books) throws IOException {
        LocalDate date = AccountingDates.first(range);
        String time = IsoTime.ofNanos(range.span().fromNanos());
        books.account(OPENING);
        journal.<IOException>owned(tenant, range.from(), one -> {
            if (one.units() != 0) {
                Asset asset = asset(one);
                String units = shown(asset, -one.units());
                books.transaction(new AccountingWriter.Transaction(
                        date,
                        time,
                        "opening balance",
                        "",
                        0,
                        List.of(
                                new AccountingWriter.Line(name(one.account()), asset, units, units),
                                new AccountingWriter.Line(OPENING, asset, shown(asset, one.units()), null))));
            }
        });
    }

    /** Collector of the parts of one event into one transaction. */
    private final class TransactionCollector {
        private final AccountingWriter books;
        private final List<JournalEntry> parts = new ArrayList<>();
        private LocalDate date;

        TransactionCollector(AccountingWriter books, LocalDate date) {
            this.books = books;
            this.date = date;
        }

        void on(JournalEntry entry) throws IOException {
            if (!parts.isEmpty() && parts.getFirst().sequence() != entry.sequence()) {
                end();
            }
            parts.add(entry);
        }

        void end() throws IOException {
            if (parts.isEmpty()) {
                return;
            }
            JournalEntry first = parts.getFirst();
            List<AccountingWriter.Line> lines = new ArrayList<>();
            for (JournalEntry part : parts) {
                for (Posting posting : part.postings()) {
                    lines.add(line(part.account(), posting));
                }
            }
            date = AccountingDates.of(first.timeNanos());
            books.transaction(new AccountingWriter.Transaction(
                    date,
                    IsoTime.ofNanos(first.timeNanos()),
                    first.kind().word(),
                    first.reference(),
                    first.sequence(),
                    lines));
            parts.clear();
        }
    }

    private AccountingWriter.Line line(AccountId account, Posting posting) {
        Asset asset = directory.asset(posting.asset());
        Long after = posting.balanceUnits();
        return new AccountingWriter.Line(
                name(account), asset, shown(asset, -posting.units()), after == null ? null : shown(asset, -after));
    }

    private Asset asset(Owned one) {
        return directory.asset(one.asset());
    }

    private static List<String> name(AccountId account) {
        String number = Long.toString(account.number());
        return switch (AccountClass.of(account)) {
            case OUTSIDE -> List.of("Assets", "Outside");
            case FEES -> List.of("Income", "Fees");
            case PLATFORM -> List.of("Equity", "Platform", number);
            case CUSTOMERS -> List.of("Liabilities", "Customers", number);
        };
    }

    private static String shown(Asset asset, long units) {
        return Decimals.format(units, asset.scale());
    }
}
