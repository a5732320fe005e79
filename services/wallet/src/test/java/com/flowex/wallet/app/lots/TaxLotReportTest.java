package com.flowex.wallet.app.lots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.orderentry.LogTime;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.app.fiat.FiatRateDays;
import com.flowex.wallet.store.journal.EntryKind;
import com.flowex.wallet.store.journal.JournalEntry;
import com.flowex.wallet.store.journal.Posting;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lots by each method: worked examples, and laws over random journals. */
class TaxLotReportTest {

    private static final AccountId ACCOUNT = new AccountId(1, AccountId.CUSTOMERS_FROM + 1);
    private static final AssetId COIN = new AssetId(1);
    private static final AssetId OTHER = new AssetId(2);
    private static final AssetId MONEY = new AssetId(3);
    private static final int RUNS = 200;

    private final List<JournalEntry> journal = new ArrayList<>();

    private void trade(long coins, long money) {
        add(EntryKind.TRADE, new Posting(COIN, coins, 0, null), new Posting(MONEY, money, 0, null));
    }

    private void swap(long coins, long others) {
        add(EntryKind.TRADE, new Posting(COIN, coins, 0, null), new Posting(OTHER, others, 0, null));
    }

    private void move(EntryKind kind, long coins) {
        add(kind, new Posting(COIN, coins, 0, null));
    }

    private void add(EntryKind kind, Posting... postings) {
        int number = journal.size() + 1;
        journal.add(new JournalEntry(ACCOUNT, number, number * 10L, kind, "1", List.of(postings)));
    }

    private List<TaxLotRow> rows(TaxLotMethod method, long fromNanos) {
        TaxLotReport report =
                new TaxLotReport(new TaxLotReport.Subject(method, new LotCurrency.OfAsset(MONEY), null, fromNanos));
        journal.forEach(report::add);
        return report.rows();
    }

    private static List<TaxLotRow> of(List<TaxLotRow> rows, TaxLotRow.Kind kind) {
        return rows.stream()
                .filter(row -> row.kind() == kind && row.asset().equals(COIN))
                .toList();
    }

    private static BigInteger cost(List<TaxLotRow> rows) {
        return rows.stream()
                .map(row -> Objects.requireNonNullElse(row.lot().costUnits(), BigInteger.ZERO))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static long units(List<TaxLotRow> rows) {
        return rows.stream().mapToLong(row -> row.lot().units()).sum();
    }

    private void boughtTwice() {
        trade(10, -100);
        trade(10, -300);
        trade(-15, 600);
    }

    @Test
    void theOldestTheNewestOrTheAverageLotIsSold() {
        boughtTwice();
        assertEquals(BigInteger.valueOf(100 + 150), cost(of(rows(TaxLotMethod.FIFO, 0), TaxLotRow.Kind.SALE)));
        assertEquals(BigInteger.valueOf(300 + 50), cost(of(rows(TaxLotMethod.LIFO, 0), TaxLotRow.Kind.SALE)));
        assertEquals(BigInteger.valueOf(300), cost(of(rows(TaxLotMethod.AVERAGE, 0), TaxLotRow.Kind.SALE)));
        TaxLotRow first = rows(TaxLotMethod.FIFO, 0).getFirst();
        assertEquals(BigInteger.valueOf(400 - 100), first.gainUnits());
        assertEquals(10, first.lot().acquiredNanos());
    }

    @Test
    void unitsWithoutACostAreNamedAndHaveNoGain() {
        move(EntryKind.DEPOSIT, 4);
        swap(3, -1);
        trade(5, -50);
        trade(-12, 240);
        List<TaxLotRow> sales = of(rows(TaxLotMethod.FIFO, 0), TaxLotRow.Kind.SALE);
        assertEquals(
                List.of(TaxLotOrigin.DEPOSIT, TaxLotOrigin.SWAP, TaxLotOrigin.TRADE),
                sales.stream().map(row -> row.lot().origin()).toList());
        assertNull(sales.getFirst().lot().costUnits());
        assertNull(sales.getFirst().gainUnits());
        assertEquals(BigInteger.valueOf(100 - 50), sales.getLast().gainUnits());
        List<TaxLotRow> average = of(rows(TaxLotMethod.AVERAGE, 0), TaxLotRow.Kind.SALE);
        assertEquals(
                List.of(5L, 7L), average.stream().map(row -> row.lot().units()).toList());
        assertNull(average.getLast().lot().costUnits());
    }

    @Test
    void transfersAndSwapsUseLotsUpWithoutProceeds() {
        trade(10, -100);
        move(EntryKind.WITHDRAWAL, -4);
        swap(-6, 2);
        List<TaxLotRow> rows = rows(TaxLotMethod.FIFO, 0);
        assertEquals(4, units(of(rows, TaxLotRow.Kind.TRANSFER)));
        assertEquals(BigInteger.valueOf(40), cost(of(rows, TaxLotRow.Kind.TRANSFER)));
        TaxLotRow swap = of(rows, TaxLotRow.Kind.SWAP).getFirst();
        assertEquals(OTHER, Objects.requireNonNull(swap.disposal()).against());
        assertNull(swap.gainUnits());
        // The other asset is a lot of its own, whose cost is not known in this currency.
        TaxLotRow held = rows.getLast();
        assertEquals(new TaxLotRow(OTHER, new TaxLot(TaxLotOrigin.SWAP, 30, 2, null), null), held);
    }

    /** Rate of a currency for the money: 0.5 on the first day, 0.25 on the others; none on the second. */
    private final FiatRateDays rates = day -> day.getDayOfMonth() == 2
            ? Optional.empty()
            : Optional.of(new FiatRateDays.DayRate(
                    new BigDecimal(day.getDayOfMonth() == 1 ? "0.5" : "0.25"), day, "provider"));

    /** Coins and other assets have scale 0, money has scale 2 and the currency 4. Two entries of the journal are of each day. */
    private TaxLotReport inFiat(TaxLotMethod method, LotCurrency.PostingWorth worth) {
        TaxLotReport report = new TaxLotReport(new TaxLotReport.Subject(
                method, new LotCurrency.OfFiat(MONEY, new Scale(2), new Scale(4), rates, worth), null, 0));
        for (int i = 0; i < journal.size(); i++) {
            JournalEntry entry = journal.get(i);
            long time = LogTime.nanos(
                    Instant.parse("1970-01-0" + (1 + i / 2) + "T12:00:00Z").plusSeconds(i));
            report.add(new JournalEntry(
                    entry.account(), entry.sequence(), time, entry.kind(), entry.reference(), entry.postings()));
        }
        return report;
    }

    private static LocalDate day(int number) {
        return LocalDate.of(1970, 1, number);
    }

    @Test
    void inAFiatCurrencyEachTradeHasTheRateOfItsDayAndOneWithoutIsNamed() {
        trade(10, -100);
        trade(-4, 100);
        trade(-2, 101);
        trade(3, -90);
        trade(-6, 66);
        TaxLotReport report = inFiat(TaxLotMethod.FIFO, (_, _) -> Optional.empty());
        List<TaxLotRow> sales = of(report.rows(), TaxLotRow.Kind.SALE);
        // 1.00 at 0.5 is the cost of ten; four of them came to 1.00 at 0.5, two to 1.01 on a day without a rate.
        assertEquals(BigInteger.valueOf(5_000 - 2_000), sales.getFirst().gainUnits());
        assertNull(sales.get(1).gainUnits());
        assertEquals(List.of(day(2)), sales.get(1).missing().rates());
        // Four of the first lot and two of the one that has no rate, for 0.66 at 0.25.
        assertEquals(BigInteger.valueOf(1_100 - 2_000), sales.get(2).gainUnits());
        assertNull(sales.get(3).lot().costUnits());
        assertEquals(List.of(day(2)), sales.get(3).missing().rates());
        assertEquals(new MissingDays(List.of(day(2)), List.of()), report.missing());
        // The counted asset has lots of its own: 1.00 that came for 0.5 was paid on the second day.
        List<TaxLotRow> money = report.rows().stream()
                .filter(row -> row.asset().equals(MONEY) && row.kind() == TaxLotRow.Kind.SALE)
                .toList();
        assertEquals(TaxLotOrigin.UNRECORDED, money.getFirst().lot().origin());
        assertEquals(BigInteger.valueOf(5_000 * 90 / 100), money.get(1).lot().costUnits());
    }

    /** One value for both sides: what arrived, at the price and the rate of the day; else what left; else it is named. */
    @Test
    void fiatWorthOfASwapIsThatOfTheReceivedOrTheGivenAsset() {
        swap(10, -8);
        swap(-4, 3);
        move(EntryKind.DEPOSIT, 1);
        swap(-1, 2);
        swap(6, -1);
        swap(-2, 1);
        LotCurrency.PostingWorth worth =
                (day, posting) -> day.equals(day(1)) && posting.asset().equals(COIN)
                        ? Optional.of(BigDecimal.valueOf(3L * Math.abs(posting.units())))
                        : Optional.empty();
        TaxLotReport report = inFiat(TaxLotMethod.FIFO, worth);

        TaxLotRow sale = of(report.rows(), TaxLotRow.Kind.SALE).getFirst();
        // Ten coins arrived, worth 30 at 0.5; four left, worth 12 at 0.5, because the other asset has no price.
        assertEquals(BigInteger.valueOf(150_000 * 4 / 10), sale.lot().costUnits());
        assertEquals(BigInteger.ZERO, sale.gainUnits());
        assertEquals(OTHER, Objects.requireNonNull(sale.disposal()).against());
        List<TaxLotRow> others =
                report.rows().stream().filter(row -> row.asset().equals(OTHER)).toList();
        assertEquals(
                BigInteger.valueOf(150_000),
                Objects.requireNonNull(others.getFirst().disposal()).proceedsUnits());
        assertEquals(BigInteger.valueOf(60_000 / 3), others.get(1).lot().costUnits());
        assertEquals(TaxLotRow.Kind.SWAP, others.get(1).kind());
        assertEquals(new MissingDays(List.of(day(2)), List.of(day(3))), report.missing());
        // By average cost the units without a value are one lot, which names the day of each.
        TaxLotRow held = inFiat(TaxLotMethod.AVERAGE, worth).rows().getLast();
        assertEquals(TaxLotOrigin.SEVERAL, held.lot().origin());
        assertEquals(report.missing(), held.missing());
    }

    @Test
    void disposalsBeforeTheYearUseLotsUpAndAreNotReported() {
        boughtTwice();
        trade(-5, 500);
        List<TaxLotRow> rows = rows(TaxLotMethod.FIFO, 40);
        assertEquals(1, rows.size());
        assertEquals(BigInteger.valueOf(350), rows.getFirst().gainUnits());
    }

    @Test
    void lotsMissingFromTheJournalAreMarked() {
        trade(1, -7);
        trade(-3, 30);
        List<TaxLotRow> sales = of(rows(TaxLotMethod.LIFO, 0), TaxLotRow.Kind.SALE);
        assertEquals(TaxLotOrigin.UNRECORDED, sales.getLast().lot().origin());
        assertEquals(2, sales.getLast().lot().units());
        assertNull(sales.getLast().gainUnits());
    }

    @Test
    void aReportThatGetsTooLargeIsRefusedByNameOfAFieldThatMakesItSmaller() {
        TaxLotReport report =
                new TaxLotReport(new TaxLotReport.Subject(TaxLotMethod.FIFO, new LotCurrency.OfAsset(MONEY), null, 0));
        trade(1, -1);
        JournalEntry entry = journal.getFirst();
        Refusal refusal = assertThrows(Refusal.class, () -> {
            for (int i = 0; i <= TaxLotReport.LOTS_MAX; i++) {
                report.add(entry);
            }
        });
        assertTrue(String.valueOf(refusal.getMessage()).contains("method"), refusal::toString);
    }

    /** Acquired is disposed and held, of units and of cost; proceeds are all of what the sales brought. */
    @ParameterizedTest
    @EnumSource(TaxLotMethod.class)
    void unitsCostsAndProceedsAddUp(TaxLotMethod method) {
        for (int seed = 0; seed < RUNS; seed++) {
            randomJournal(new Random(seed));
            List<TaxLotRow> rows = rows(method, 0).stream()
                    .filter(row -> row.asset().equals(COIN))
                    .toList();
            long acquired = sum(COIN, true);
            assertEquals(acquired, units(rows), "units of seed " + seed);
            assertEquals(sum(COIN, false) + acquired, units(of(rows, TaxLotRow.Kind.HOLDING)), "held of seed " + seed);
            assertEquals(BigInteger.valueOf(paid(true)), cost(rows), "cost of seed " + seed);
            BigInteger proceeds = of(rows, TaxLotRow.Kind.SALE).stream()
                    .map(row -> Objects.requireNonNull(
                            Objects.requireNonNull(row.disposal()).proceedsUnits()))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertEquals(BigInteger.valueOf(paid(false)), proceeds, "proceeds of seed " + seed);
            assertTrue(rows.stream().noneMatch(row -> row.lot().units() <= 0), "empty rows of seed " + seed);
        }
    }

    /** With one lot there is nothing to choose; and whatever order sells all of it, the whole gain is the same. */
    @Test
    void methodsAgreeOnOneLotAndOnAllOfIt() {
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            journal.clear();
            long bought = 1 + random.nextInt(1_000_000);
            trade(bought, -random.nextInt(1_000_000));
            for (long left = bought; left > 0; ) {
                long sold = 1 + random.nextLong(left);
                trade(-sold, random.nextInt(1_000_000));
                left -= sold;
            }
            assertEquals(gains(TaxLotMethod.FIFO), gains(TaxLotMethod.LIFO), "seed " + seed);
            assertEquals(gains(TaxLotMethod.FIFO), gains(TaxLotMethod.AVERAGE), "seed " + seed);
            randomTrades(random);
            assertEquals(sum(gains(TaxLotMethod.FIFO)), sum(gains(TaxLotMethod.LIFO)), "all of seed " + seed);
            assertEquals(sum(gains(TaxLotMethod.FIFO)), sum(gains(TaxLotMethod.AVERAGE)), "all of seed " + seed);
        }
    }

    private List<BigInteger> gains(TaxLotMethod method) {
        return of(rows(method, 0), TaxLotRow.Kind.SALE).stream()
                .map(row -> Objects.requireNonNull(row.gainUnits()))
                .toList();
    }

    private static BigInteger sum(List<BigInteger> units) {
        return units.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** Buys and sells until all is sold. */
    private void randomTrades(Random random) {
        long held = 0;
        for (int i = 0; i < 20; i++) {
            long units = 1 + random.nextInt(1_000);
            if (held >= units && random.nextBoolean()) {
                trade(-units, random.nextInt(1_000));
                held -= units;
            } else {
                trade(units, -random.nextInt(1_000));
                held += units;
            }
        }
        if (held > 0) {
            trade(-held, 777);
        }
    }

    private void randomJournal(Random random) {
        journal.clear();
        long held = 0;
        for (int i = 0; i < 40; i++) {
            boolean isOut = held > 0 && random.nextBoolean();
            long units = isOut ? -1 - random.nextLong(held) : 1 + random.nextInt(1_000_000);
            held += units;
            switch (random.nextInt(4)) {
                case 0 -> move(isOut ? EntryKind.WITHDRAWAL : EntryKind.DEPOSIT, units);
                case 1 -> swap(units, -units);
                default -> trade(units, -Long.signum(units) * random.nextInt(1_000_000));
            }
        }
    }

    /** Sum of the acquired or of the disposed units. */
    private long sum(AssetId asset, boolean acquired) {
        return journal.stream()
                .flatMap(entry -> entry.postings().stream())
                .filter(posting -> posting.asset().equals(asset) && acquired == (posting.units() > 0))
                .mapToLong(Posting::units)
                .sum();
    }

    /** Money that went for acquired coins, or that came for disposed ones. */
    private long paid(boolean acquired) {
        return journal.stream()
                .filter(entry -> entry.postings().getLast().asset().equals(MONEY)
                        && acquired == (entry.postings().getFirst().units() > 0))
                .mapToLong(entry -> Math.abs(entry.postings().getLast().units()))
                .sum();
    }
}
