package com.flowex.listings.app.fiat;

import com.flowex.listings.store.FiatDaysTable.DayAmount;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Rates of one currency for one unit of another, by day. A day without a rate has that of the last day before it, up to
 * a bound; beyond it there is none.
 */
public final class FiatTimeline {

    private static final MathContext DIGITS = new MathContext(12);

    private final Map<FiatSource, NavigableMap<LocalDate, Optional<BigDecimal>>> rates =
            new EnumMap<>(FiatSource.class);
    private final Optional<BigDecimal> everyDay;
    private final FiatSource sourceOfEveryDay;
    private final int carriedDays;

    private FiatTimeline(Optional<BigDecimal> everyDay, FiatSource sourceOfEveryDay, int carriedDays) {
        this.everyDay = everyDay;
        this.sourceOfEveryDay = sourceOfEveryDay;
        this.carriedDays = carriedDays;
    }

    /** Rates to make a timeline of: amounts of {@code currency} for one {@code unit}. */
    record Pair(String unit, String currency) {

        List<String> both() {
            return List.of(unit, currency);
        }
    }

    /**
     * Makes a timeline.
     *
     * @param amounts rows of both currencies
     * @param sample made-up rates that stand in where no other source has one; empty for none
     */
    static FiatTimeline of(Pair pair, List<DayAmount> amounts, Map<String, BigDecimal> sample, int carriedDays) {
        if (pair.unit().equals(pair.currency())) {
            return new FiatTimeline(Optional.of(BigDecimal.ONE), FiatSource.OPERATOR, carriedDays);
        }
        FiatTimeline timeline = new FiatTimeline(quotient(pair, sample), FiatSource.SAMPLE, carriedDays);
        Map<Table, Map<String, Optional<BigDecimal>>> tables = new HashMap<>();
        for (DayAmount each : amounts) {
            tables.computeIfAbsent(new Table(each.source(), each.unit(), each.day()), Table::newAmounts)
                    .put(each.currency(), each.amount());
        }
        tables.forEach((table, of) -> timeline.add(pair, table, of));
        return timeline;
    }

    /** Amounts of currencies that are worth one unit on a day, by one source. */
    private record Table(String source, String unit, LocalDate day) {

        Map<String, Optional<BigDecimal>> newAmounts() {
            Map<String, Optional<BigDecimal>> amounts = new HashMap<>();
            amounts.put(unit, Optional.of(BigDecimal.ONE));
            return amounts;
        }
    }

    private void add(Pair pair, Table table, Map<String, Optional<BigDecimal>> amounts) {
        Optional<BigDecimal> unit = amounts.get(pair.unit());
        Optional<BigDecimal> currency = amounts.get(pair.currency());
        if (unit == null || currency == null) {
            return;
        }
        Optional<BigDecimal> rate = unit.flatMap(of -> currency.map(amount -> amount.divide(of, DIGITS)));
        Stream.of(FiatSource.values())
                .filter(source -> source.word().equals(table.source()))
                .forEach(source ->
                        rates.computeIfAbsent(source, _ -> new TreeMap<>()).put(table.day(), rate));
    }

    private static Optional<BigDecimal> quotient(Pair pair, Map<String, BigDecimal> sample) {
        return sample.keySet().containsAll(pair.both())
                ? Optional.of(Objects.requireNonNull(sample.get(pair.currency()))
                        .divide(Objects.requireNonNull(sample.get(pair.unit())), DIGITS))
                : Optional.empty();
    }

    /** Returns the rate to use for a day, by the most trusted source that has one; empty if none has. */
    public Optional<FiatDayRate> on(LocalDate day) {
        return rates.entrySet().stream()
                .flatMap(each -> latest(each.getKey(), each.getValue(), day).stream())
                .findFirst()
                .or(() -> everyDay.map(rate -> new FiatDayRate(rate, day, sourceOfEveryDay)));
    }

    private Optional<FiatDayRate> latest(
            FiatSource source, NavigableMap<LocalDate, Optional<BigDecimal>> byDay, LocalDate day) {
        return Optional.ofNullable(byDay.floorEntry(day))
                .filter(last -> !last.getKey().isBefore(day.minusDays(carriedDays)))
                .flatMap(last -> last.getValue().map(rate -> new FiatDayRate(rate, last.getKey(), source)));
    }

    /** Returns the number of days that a rate is used for after its own, of the age from which a rate is none. */
    static int carriedDays(Duration ageMax) {
        return Math.toIntExact(ageMax.plusDays(1).minusNanos(1).toDays());
    }
}
