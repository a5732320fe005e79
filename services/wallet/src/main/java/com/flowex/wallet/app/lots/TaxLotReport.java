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
    private int movements;
    private int lots;

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
        boolean isPaid = paid != null && subject.currency().isPricedBy(posting, paid);
        BigInteger received = paid == null || !isPaid ? null : received(entry, posting, paid);
        return new TaxLot(
                TaxLotOrigin.of(entry.kind(), isPaid),
                entry.timeNanos(),
                posting.units(),
                received == null ? null : received.negate());
    }

    private @Nullable BigInteger received(JournalEntry entry, Posting posting, Posting other) {
        BigInteger received = subject.currency().received(entry.timeNanos(), posting, other);
        if (received == null) {
            daysWithoutRate.add(LotCurrency.day(entry.timeNanos()));
        }
        return received;
    }

    private void disposed(JournalEntry entry, Posting posting, List<TaxLot> parts, @Nullable Posting received) {
        if (entry.timeNanos() < subject.fromNanos()) {
            return;
        }
        boolean isSale = received != null && subject.currency().isPricedBy(posting, received);
        TaxLotRow.Kind kind =
                isSale ? TaxLotRow.Kind.SALE : received == null ? TaxLotRow.Kind.TRANSFER : TaxLotRow.Kind.SWAP;
        AssetId against = received == null ? null : received.asset();
        BigInteger whole = received == null || !isSale ? null : received(entry, posting, received);
        BigInteger units = sum(parts);
        BigInteger done = BigInteger.ZERO;
        BigInteger given = BigInteger.ZERO;
        for (TaxLot part : parts) {
            done = done.add(BigInteger.valueOf(part.units()));
            // The last part gets what is left, so that the parts add up to the proceeds.
            BigInteger upTo = whole == null ? given : whole.multiply(done).divide(units);
            BigInteger proceeds = whole == null ? null : upTo.subtract(given);
            given = upTo;
            disposals.add(new TaxLotRow(
                    posting.asset(),
                    part,
                    new TaxLotRow.Disposal(kind, entry.sequence(), entry.timeNanos(), proceeds, against)));
        }
        require(
                disposals.size() <= ROWS_MAX,
                "asset",
                "given: the report has more than 50,000 rows; average has fewest");
    }

    private static BigInteger sum(List<TaxLot> parts) {
        return parts.stream().map(part -> BigInteger.valueOf(part.units())).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw Refusal.invalid(field, rule);
        }
    }

    /** Returns the days of trades, up to the end of the year, for which the currency has no rate. */
    public List<LocalDate> daysWithoutRate() {
        return List.copyOf(daysWithoutRate);
    }

    /** Returns the year's disposals in the order of the log, then the lots that are held, by asset. */
    public List<TaxLotRow> rows() {
        List<TaxLotRow> rows = new ArrayList<>(disposals);
        books.forEach((asset, book) -> book.remaining().forEach(lot -> rows.add(new TaxLotRow(asset, lot, null))));
        return rows;
    }
}
