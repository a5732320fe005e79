package com.flowex.wallet.app.fiat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/** Rates of a currency by day. */
@FunctionalInterface
public interface FiatRateDays {

    /** Returns the rate to use for a day (UTC); empty if there is none. */
    Optional<DayRate> on(LocalDate day);

    /**
     * Rate of a day.
     *
     * @param rate amount of the currency for one unit of the asset
     * @param day day that the rate is of; earlier than the day that it is used for where that one has none
     * @param source operator, provider or sample
     */
    record DayRate(BigDecimal rate, LocalDate day, String source) {}
}
