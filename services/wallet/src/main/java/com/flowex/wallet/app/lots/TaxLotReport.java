package com.flowex.wallet.app.lots;

import com.flowex.domain.value.AssetId;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.store.journal.EntryKind;
import com.flowex.wallet.store.journal.JournalEntry;
import com.flowex.wallet.store.journal.Posting;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Report of an account's lots, made of its whole journal up to the end of a year: the disposals of that year, and the lots
 * that are held then. Amounts are those that the balances changed by, so fees and rebates are in costs and proceeds.
 */
public final class TaxLotReport {

    static final int MOVEMENTS_MAX = 1_000_000;
    static final int LOTS_MAX = 100_000;
    static final int ROWS_MAX = 50_000;

    /** Bounds the size of the answer: a row of average lots names every day that its lot lacks a value for. */
    static final int NAMED_DAYS_MAX = 1_000_000;

    /**
     * Subject of a report.
     *
     * @param currency currency of costs and proceeds
     * @param only asset of which lots are kept; null for all but the currency
     * @param fromNanos begin of the year; earlier disposals use up lots and are not reported
     */
    public record Subject(
            TaxLotMethod method,
            LotCurrency currency,
            @Nullable AssetId only,
            long fromNanos) {

        boolean has(AssetId asset) {
            return currency.hasLots(asset) && (only == null || only.equals(asset));
        }
    }

    private final Subject subject;
    private final Map<AssetId, TaxLotBook> books = new TreeMap<>(Comparator.comparingInt(AssetId::value));
    private final List<TaxLotRow> disposals = new ArrayList<>();
    private final NavigableSet<LocalDate> daysWithoutRate = new TreeSet<>();
    private final NavigableSet<LocalDate> daysWithoutPrice = new TreeSet<>();
    private int movements;
    private int lots;
    private int namedDays;

    public TaxLotReport(Subject subject) {
        this.subject = subject;
    }

    /**
     * Adds a movement; movements come in the order of the log.
     *
     * @throws Refusal {@code invalid_field} if the report has become too large
     */
    public void add(JournalEntry entry) {
        movements++;
        require(
                movements <= MOVEMENTS_MAX,
                "year",
                "one with at most 1,000,000 movements before its end; take statements");
        for (Posting posting : entry.postings()) {
            if (subject.has(posting.asset())) {
                add(entry, posting);
            }
        }
    }

    private void add(JournalEntry entry, Posting posting) {
        TaxLotBook book =
                books.computeIfAbsent(posting.asset(), _ -> subject.method().newBook());
        Posting paid = entry.kind() == EntryKind.TRADE ? other(entry, posting) : null;
        int before = book.size();
        if (posting.units() > 0) {
            book.acquire(acquired(entry, posting, paid));
        } else if (posting.units() < 0) {
            disposed(entry, posting, book.dispose(Math.negateExact(posting.units())), paid);
        }
        lots += book.size() - before;
        require(lots <= LOTS_MAX, "method", "average: the account holds more than 100,000 lots");
    }

    private static @Nullable Posting other(JournalEntry entry, Posting posting) {
        return entry.postings().stream()
                .filter(each -> !each.asset().equals(posting.asset()))
                .findFirst()
                .orElse(null);
    }

    private TaxLot acquired(JournalEntry entry, Posting posting, @Nullable Posting paid) {
        Valued valued = valued(entry, posting, paid);
        BigInteger received = valued.received();
        return new TaxLot(
                TaxLotOrigin.of(entry.kind(), valued.isInCurrency()),
                entry.timeNanos(),
                posting.units(),
                received == null ? null : received.negate(),
                valued.missing());
    }

    /**
     * A posting in the currency of the report.
     *
     * @param isInCurrency true for a trade that has a value in the currency, or would have with a rate of its day
     * @param received amount that came for it, negative if it was paid; null if it has no value
     */
    private record Valued(boolean isInCurrency, @Nullable BigInteger received, MissingDays missing) {}

    private Valued valued(JournalEntry entry, Posting posting, @Nullable Posting other) {
        if (other == null) {
            return new Valued(false, null, MissingDays.NONE);
        }
        Valued valued =
                switch (subject.currency().value(entry.timeNanos(), posting, other)) {
                    case TradeValue.Known(BigInteger received) -> new Valued(true, received, MissingDays.NONE);
                    case TradeValue.OtherAsset _ -> new Valued(false, null, MissingDays.NONE);
                    case TradeValue.NoPrice(LocalDate day) -> new Valued(false, null, MissingDays.ofPrice(day));
                    case TradeValue.NoRate(LocalDate day) -> new Valued(true, null, MissingDays.ofRate(day));
                };
        daysWithoutRate.addAll(valued.missing().rates());
        daysWithoutPrice.addAll(valued.missing().prices());
        return valued;
    }

    private void disposed(JournalEntry entry, Posting posting, List<TaxLot> parts, @Nullable Posting received) {
        if (entry.timeNanos() < subject.fromNanos()) {
            return;
        }
        Valued valued = valued(entry, posting, received);
        TaxLotRow.Kind kind = valued.isInCurrency()
                ? TaxLotRow.Kind.SALE
                : received == null ? TaxLotRow.Kind.TRANSFER : TaxLotRow.Kind.SWAP;
        AssetId against = received == null ? null : received.asset();
        BigInteger whole = valued.received();
        BigInteger units = sum(parts);
        BigInteger done = BigInteger.ZERO;
        BigInteger given = BigInteger.ZERO;
        for (TaxLot part : parts) {
            done = done.add(BigInteger.valueOf(part.units()));
            // The last part gets what is left, so that the parts add up to the proceeds.
            BigInteger upTo = whole == null ? given : whole.multiply(done).divide(units);
            BigInteger proceeds = whole == null ? null : upTo.subtract(given);
            given = upTo;
            report(new TaxLotRow(
                    posting.asset(),
                    part,
                    new TaxLotRow.Disposal(
                            kind, entry.sequence(), entry.timeNanos(), proceeds, against, valued.missing())));
        }
    }

    private void report(TaxLotRow row) {
        disposals.add(row);
        require(
                disposals.size() <= ROWS_MAX,
                "asset",
                "given: the report has more than 50,000 rows; average has fewest");
        namedDays += row.missing().size();
        require(
                namedDays <= NAMED_DAYS_MAX,
                "currency",
                "one with rates: the rows would name more than 1,000,000 days without one");
    }

    private static BigInteger sum(List<TaxLot> parts) {
        return parts.stream().map(part -> BigInteger.valueOf(part.units())).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw Refusal.invalid(field, rule);
        }
    }

    /** Returns the days of trades, up to the end of the year, that have no value because a rate or a price is missing. */
    public MissingDays missing() {
        return new MissingDays(List.copyOf(daysWithoutRate), List.copyOf(daysWithoutPrice));
    }

    /** Returns the year's disposals in the order of the log, then the lots that are held, by asset. */
    public List<TaxLotRow> rows() {
        List<TaxLotRow> rows = new ArrayList<>(disposals);
        books.forEach((asset, book) -> book.remaining().forEach(lot -> rows.add(new TaxLotRow(asset, lot, null))));
        return rows;
    }
}
