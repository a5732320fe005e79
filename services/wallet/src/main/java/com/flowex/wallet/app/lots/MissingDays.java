package com.flowex.wallet.app.lots;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

/**
 * Days (UTC) of trades that have no value in the currency of a report, by what is missing. Both lists are in order and
 * name no day twice.
 *
 * @param rates days for which the currency has no rate
 * @param prices days on which no market had a price for either side of a swap
 */
public record MissingDays(List<LocalDate> rates, List<LocalDate> prices) {

    static final MissingDays NONE = new MissingDays(List.of(), List.of());

    public MissingDays {
        rates = List.copyOf(rates);
        prices = List.copyOf(prices);
    }

    static MissingDays ofRate(LocalDate day) {
        return new MissingDays(List.of(day), List.of());
    }

    static MissingDays ofPrice(LocalDate day) {
        return new MissingDays(List.of(), List.of(day));
    }

    /** Returns the days of both. */
    MissingDays with(MissingDays other) {
        if (rates.containsAll(other.rates) && prices.containsAll(other.prices)) {
            return this;
        }
        return new MissingDays(both(rates, other.rates), both(prices, other.prices));
    }

    private static List<LocalDate> both(List<LocalDate> days, List<LocalDate> others) {
        TreeSet<LocalDate> both = new TreeSet<>(days);
        both.addAll(others);
        return List.copyOf(both);
    }

    int size() {
        return rates.size() + prices.size();
    }
}
