package com.flowex.listings.app.fiat;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Amount of a currency for one unit of another on a day.
 *
 * @param day day that the rate is of; earlier than the day that it is used for where that one has none
 */
public record FiatDayRate(BigDecimal rate, LocalDate day, FiatSource source) {}
