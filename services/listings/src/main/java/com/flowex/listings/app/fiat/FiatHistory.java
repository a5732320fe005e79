package com.flowex.listings.app.fiat;

import com.flowex.listings.store.FiatDaysTable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Rates of past days, from the table of all sources.
 *
 * @param ageMax age from which a rate is none
 * @param hasSample true if made-up rates stand in where no other source has one
 */
public record FiatHistory(FiatDaysTable table, Duration ageMax, boolean hasSample) {

    private static final List<String> STORED = List.of(FiatSource.OPERATOR.word(), FiatSource.PROVIDER.word());

    /** Reads the rates of a currency for one unit of another, for the days of a period. */
    public FiatTimeline read(String unit, String currency, LocalDate from, LocalDate to) {
        FiatTimeline.Pair pair = new FiatTimeline.Pair(unit, currency);
        int carriedDays = FiatTimeline.carriedDays(ageMax);
        return FiatTimeline.of(
                pair,
                table.period(STORED, pair.both(), from.minusDays(carriedDays), to),
                hasSample ? FiatSync.MADE_UP : Map.of(),
                carriedDays);
    }
}
